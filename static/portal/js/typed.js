// What is typed in plain forms (ข้อความในแบบฟอร์ม) and not sent yet is kept in this browser as the
// grid's texts are: a tab that was closed, a browser that was killed, a link followed too soon. On
// return it is offered, to nobody but who typed it; signing out clears it.

import * as drafts from "./drafts.js";
import { thai } from "./digits.js";
import { button, element, warning } from "./elements.js";
import { isPlain, signOut, watchSending } from "./sending.js";

const DRAFT = 500;
const TEXTS = "textarea, input[type=text], input[type=url], input[type=email], input[type=search]";

const { user } = signOut().dataset;
const session = drafts.newSession();
const timers = new Map();
let held = false;
let closed = false;

const placeOf = (form) => `form:${new URL(form.getAttribute("action") || location.pathname, location.href).pathname}`;
const keyOf = (field) => [user, placeOf(field.form), field.id].join("|");

/** Whether a field's text is this module's matter: the grid's cells and passwords are not. */
const isKept = (field) =>
  field.matches(TEXTS) && field.id && !field.readOnly && field.form && isPlain(field.form) && !field.closest("td[data-column]");

/** Keeps a field's text, or forgets it where the field holds what the page came with. */
async function keep(field, { sent = false } = {}) {
  clearTimeout(timers.get(field));
  timers.delete(field);
  if (closed) return;
  const { id, value: text, form } = field;
  const key = keyOf(field);
  if (text === field.defaultValue) return drafts.forget(key).catch(() => {});
  if (!held) drafts.hold(session);
  held = true;
  const draft = { key, user, plan: placeOf(form), session, field: id, text, typedAt: Date.now(), sent };
  return drafts.keep(draft).catch(() => {});
}

/** A form that is sent: its texts wait for the next page, which shows what became of them. */
function leaves(form) {
  for (const field of form.elements) if (isKept(field)) keep(field, { sent: true });
}

/** The texts of this page's forms that were typed earlier and are not in their fields. */
async function found() {
  const lost = [];
  // A page with an error summary, or one that says that nothing was taken.
  const refused = document.title.startsWith("ข้อผิดพลาด") || document.querySelector("[data-refused]") !== null;
  for (const draft of await drafts.everyDraft()) {
    if (draft.user !== user || !draft.plan.startsWith("form:")) continue;
    if (draft.sent) {
      await (refused ? drafts.keep({ ...draft, sent: false }) : drafts.forget(draft.key));
      continue;
    }
    const field = document.getElementById(draft.field);
    if (!field || !isKept(field) || placeOf(field.form) !== draft.plan) continue;
    if (draft.session === session || (await drafts.isHeld(draft.session))) continue;
    if (field.value !== draft.text) lost.push({ draft, field });
    else if (!refused) await drafts.forget(draft.key);
  }
  return lost;
}

function offer(lost) {
  const forget = () => Promise.all(lost.map(({ draft }) => drafts.forget(draft.key))).catch(() => {});
  const notice = warning(
    { role: "status", id: "typed-before" },
    `พบข้อความ ${thai(lost.length)}\u00a0ช่องที่ท่านพิมพ์ค้างไว้และยังไม่ได้บันทึก`,
    " เลือกใส่กลับแล้วตรวจก่อนบันทึก",
  );
  notice.append(
    ...lost.map(({ draft }) =>
      element("textarea", { class: "form-control mb-2", readonly: "", rows: "2", "aria-label": "ข้อความที่ยังไม่ได้บันทึก" }, draft.text),
    ),
    element(
      "div",
      { class: "cluster" },
      button("ใส่ข้อความกลับ", "primary", async () => {
        await forget();
        notice.remove();
        for (const { draft, field } of lost) {
          for (let box = field.closest("details"); box; box = box.parentElement.closest("details")) box.open = true;
          field.value = draft.text;
          field.dispatchEvent(new InputEvent("input", { bubbles: true }));
        }
        lost[0].field.focus();
      }),
      button("ลบข้อความนี้จากเครื่อง", "outline-primary", () => {
        forget();
        notice.remove();
      }),
    ),
  );
  document.querySelector("main .head, main h1, main h2")?.after(notice);
}

document.addEventListener("input", ({ target: field }) => {
  if (!isKept(field)) return;
  if (!timers.has(field)) timers.set(field, setTimeout(() => keep(field), DRAFT));
});
const keepAll = () => [...timers.keys()].forEach((field) => keep(field));
addEventListener("pagehide", keepAll);
document.addEventListener("visibilitychange", () => document.hidden && keepAll());
document.addEventListener("portal:leaving", () => (closed = true));

watchSending(leaves);
found().then((lost) => lost.length && offer(lost), () => {});
