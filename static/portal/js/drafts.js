// Local drafts (ฉบับร่างในเครื่องนี้): what was typed and is not stored by the server yet.
//
// Kept in IndexedDB, whose writes outlive a browser that is killed; localStorage is written out
// seconds later only. One draft a page and cell, so that two tabs never overwrite one another:
// {key, user, plan, session, row, column, round, revision, content, label, typedAt}.

const STORE = "drafts";
let opened = null;

function database() {
  opened ??= new Promise((resolve, reject) => {
    const request = indexedDB.open("ita-measures", 1);
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: "key" });
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  return opened;
}

/** Runs `ask` on the store; resolves when it is on disk. */
async function transact(mode, ask) {
  const db = await database();
  return new Promise((resolve, reject) => {
    const transaction = db.transaction(STORE, mode, { durability: "strict" });
    const request = ask(transaction.objectStore(STORE));
    transaction.oncomplete = () => resolve(request?.result);
    transaction.onerror = transaction.onabort = () => reject(transaction.error);
    transaction.commit?.();
  });
}

/** Whether this browser keeps drafts at all; some private windows do not. */
export const available = () => database().then(() => true, () => false);

/** Keeps a draft in place of the one with its key. */
export const keep = (draft) => transact("readwrite", (store) => store.put(draft));

/** Forgets one draft. */
export const forget = (key) => transact("readwrite", (store) => store.delete(key));

/** All drafts of this browser, the oldest first. */
export async function everyDraft() {
  const all = await transact("readonly", (store) => store.getAll());
  return all.sort((one, other) => one.typedAt - other.typedAt);
}

/** The drafts of a user in a plan, the oldest first. */
export async function draftsOf(user, plan) {
  return (await everyDraft()).filter((draft) => draft.user === user && draft.plan === plan);
}

/** Forgets everything: whoever signs in next on this machine finds nothing. */
export const clear = () => transact("readwrite", (store) => store.clear());

/** A name for this page's life; `crypto.randomUUID` exists on https and localhost only. */
export function newSession() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  bytes[6] = (bytes[6] & 0x0f) | 0x40;
  bytes[8] = (bytes[8] & 0x3f) | 0x80;
  const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
}

const lockName = (session) => `ita-grid-${session}`;

/** Tells other tabs, as long as this page lives, that its drafts are in its own hands. */
export function hold(session) {
  navigator.locks?.request(lockName(session), () => new Promise(() => {}));
}

/** Whether a page of that session still lives in another tab. */
export async function isHeld(session) {
  const { held } = (await navigator.locks?.query()) ?? { held: [] };
  return held.some(({ name }) => name === lockName(session));
}
