// Saving by itself: a cell (ช่อง) is sent a little after the last key and on leaving it, and its
// draft is kept in this browser while it is typed. Nothing is sent when nothing changed, one cell
// at a time, and what cannot be sent stays here until it can.

import { canonical, cellAt, cellsOf, contentOf, keyOf, learnUnits, placeOf, showContent } from "./cells.js";
import { CellState, theirContent } from "./cellstate.js";
import * as drafts from "./drafts.js";
import { sendCell } from "./requests.js";
import { Session } from "./session.js";

const REST = 1_200;
const DRAFT = 500;
const RETRIES = [3_000, 6_000, 12_000, 24_000, 30_000];

/**
 * Saves the cells of one grid. `judges` are told what needs the clerk: `clash(state, theirs)`,
 * `refused(state, message)`, `lost(draft, message)`, `accepted(state, answer)`.
 */
export class Autosave {
  constructor(grid, report, judges) {
    Object.assign(this, { grid, report, judges });
    this.page = drafts.newSession();
    this.states = new Map();
    this.queue = Promise.resolve();
    this.away = false;
    this.locked = this.savedAt = "";
    this.failures = 0;
    this.session = new Session(grid, () => this.#backAgain());
    this.adopt();
    drafts.hold(this.page);
    addEventListener("online", () => this.away && this.retry());
    addEventListener("pagehide", () => this.#leavePage());
    document.addEventListener("visibilitychange", () => document.hidden && this.#leavePage());
  }

  /** Takes the page's cells as what is stored; unsaved texts of `before` go on in them. */
  adopt(before = new Map()) {
    const known = this.states;
    this.states = new Map();
    for (const cell of cellsOf(this.grid)) {
      const fresh = new CellState(cell);
      const state = known.get(fresh.key) ?? fresh;
      this.states.set(state.key, state);
      const unsaved = before.get(state.key);
      if (state === fresh) continue;
      if (!unsaved) state.startFrom(fresh.revision, contentOf(cell));
      else this.continueWith(state, unsaved, state.revision);
    }
    this.report(this);
  }

  /** Puts an unsaved text back into its cell: it goes on when its revision fits, else it is a clash. */
  continueWith(state, content, revision) {
    const cell = this.cellOf(state);
    const [here, stored] = [cell.dataset.revision ?? "", contentOf(cell)];
    state.startFrom(here, stored);
    showContent(cell, content);
    if (state.holds(canonical(content))) return false;
    if (revision === here) this.touched(cell);
    else this.#clash(state, { ...stored, revision: here, by: "", at: "" });
    return true;
  }

  cellOf = (state) => cellAt(this.grid, state.place);

  contentOf = (state) => contentOf(this.cellOf(state));

  stateOf = (cell) => this.states.get(keyOf(placeOf(cell)));

  /** The states whose cells hold what is not stored. */
  unsaved() {
    return [...this.states.values()].filter((state) => {
      const cell = this.cellOf(state);
      return cell && !state.holds(canonical(contentOf(cell)));
    });
  }

  /** Something was typed in a cell. */
  touched(cell) {
    const state = this.stateOf(cell);
    if (!state) return;
    state.typedAt = Date.now();
    state.draftTimer ??= setTimeout(() => this.keepDraft(state), DRAFT);
    clearTimeout(state.timer);
    state.timer = setTimeout(() => this.save(state), REST);
    this.judges.typed?.(state);
    this.report(this);
  }

  /** A cell was left: what is open in it goes now. */
  left(cell) {
    const state = this.stateOf(cell);
    if (!state) return;
    this.showStored(state);
    if (state.timer) this.save(state);
  }

  /** Shows what the server stored in place of what was sent, where it differs. */
  showStored(state) {
    const cell = this.cellOf(state);
    if (!state.stored || canonical(contentOf(cell)) !== state.accepted) return;
    showContent(cell, state.stored);
    state.stored = null;
  }

  /** Sends everything that is open; resolves when it is answered. */
  flush() {
    return Promise.all(this.unsaved().map((state) => this.save(state)));
  }

  /** Sends a cell if it holds what is not stored. */
  save(state, { leaving = false } = {}) {
    clearTimeout(state.timer);
    state.timer = null;
    const cell = this.cellOf(state);
    if (!cell || state.clash || this.locked) return this.#settled(state);
    const content = contentOf(cell);
    const text = canonical(content);
    if (state.holds(text)) {
      state.refused = null;
      this.judges.accepted(state, {});
      return this.forgetDraft(state).then(() => this.report(this));
    }
    if (text === state.refused || !this.session.open) return this.#settled(state);
    if (state.sending) {
      state.again = true;
      return state.sending;
    }
    const turn = leaving ? Promise.resolve() : this.queue;
    state.sending = turn.then(() => this.#send(state, content, text, leaving));
    this.queue = state.sending;
    this.report(this);
    return state.sending;
  }

  async #settled(state) {
    await this.keepDraft(state);
    this.report(this);
  }

  async #send(state, content, text, leaving) {
    const { revision } = state;
    // Having left the cell ends what the record counts as one editing of it.
    const closing = !this.cellOf(state)?.contains(document.activeElement);
    const body = { ...state.place, revision, session: this.page, closing, ...content };
    const { outcome, answer } = await sendCell(this.grid, body, { leaving });
    state.sending = null;
    if (outcome !== "away") this.#reached();
    await this.#take(state, { outcome, answer, content, text });
    this.report(this);
    if (state.again) {
      state.again = false;
      this.save(state);
    }
  }

  async #take(state, { outcome, answer, content, text }) {
    if (outcome === "saved") {
      const cell = this.cellOf(state);
      const stored = { ...content, ...theirContent({ ...content, ...answer }) };
      const untouched = cell && canonical(contentOf(cell)) === text;
      if (cell && answer.units) learnUnits(cell, answer.units);
      const accepted = untouched ? canonical(contentOf(cell)) : text;
      state.startFrom(answer.revision, stored);
      Object.assign(state, { accepted, stored: state.saved === accepted ? null : stored, refused: null });
      this.savedAt = answer.saved_at;
      if (cell) cell.dataset.revision = answer.revision;
      // What the server made of it is shown at once, unless somebody is typing there.
      if (cell && !cell.querySelector("textarea.para:focus")) this.showStored(state);
      this.judges.accepted(state, answer);
      if (cell && state.holds(canonical(contentOf(cell)))) await this.forgetDraft(state);
      else await this.keepDraft(state);
      return;
    }
    await this.keepDraft(state);
    if (outcome === "clash") {
      this.#clash(state, answer);
    } else if (outcome === "refused") {
      state.refused = text;
      this.judges.refused(state, answer.message);
    } else if (outcome === "gone") {
      state.refused = text;
      this.judges.lost({ ...state.place, key: this.draftKey(state), content }, "แถวนี้ถูกลบไปแล้ว");
    } else if (outcome === "locked") {
      this.locked = answer.message ?? "แผนนี้แก้ไขไม่ได้แล้ว ข้อความเก็บไว้ในเครื่องนี้";
    } else if (outcome === "away") {
      this.#goneAway();
    } else if (outcome === "denied" && answer.message) {
      state.refused = text;
      this.judges.refused(state, answer.message);
    } else if (await this.session.ask(outcome)) {
      state.again = true;
    }
  }

  #clash(state, theirs) {
    state.clash = theirs;
    clearTimeout(state.timer);
    state.timer = null;
    this.keepDraft(state);
    this.judges.clash(state, theirs);
    this.report(this);
  }

  /** The clerk has chosen: counts from the other's text on, and saves what the cell holds now. */
  resolve(state, content) {
    const { clash } = state;
    const cell = this.cellOf(state);
    state.clash = null;
    this.savedAt ||= clash.at;
    cell.dataset.revision = clash.revision;
    state.startFrom(clash.revision, { ...contentOf(cell), ...theirContent(clash) });
    showContent(cell, content);
    return this.save(state);
  }

  #goneAway() {
    this.away = true;
    clearTimeout(this.retryTimer);
    const wait = RETRIES[Math.min(this.failures, RETRIES.length - 1)];
    this.failures += 1;
    this.retryTimer = setTimeout(() => this.retry(), wait);
  }

  #reached() {
    const was = this.away;
    this.away = false;
    this.failures = 0;
    if (was) setTimeout(() => this.flush());
  }

  /** Tries one cell; once it gets through, the others follow. */
  retry() {
    clearTimeout(this.retryTimer);
    const [first] = this.unsaved().filter((state) => !state.clash && !state.sending);
    if (first) this.save(first);
    else this.away = false;
    this.report(this);
  }

  #backAgain() {
    this.report(this);
    return this.flush();
  }

  #leavePage() {
    for (const state of this.unsaved()) {
      this.keepDraft(state);
      if (!this.away) this.save(state, { leaving: true });
    }
  }

  draftKey(state) {
    const { user, plan } = this.grid.dataset;
    return [user, plan, this.page, state.key].join("|");
  }

  /** Keeps the cell's text in this browser. */
  async keepDraft(state) {
    clearTimeout(state.draftTimer);
    state.draftTimer = null;
    const cell = this.cellOf(state);
    if (!cell || this.closed) return;
    const content = contentOf(cell);
    if (state.holds(canonical(content))) return;
    const { user, plan } = this.grid.dataset;
    const { place, revision, typedAt } = state;
    const draft = { key: this.draftKey(state), user, plan, session: this.page, typedAt };
    await drafts.keep({ ...draft, ...place, revision, content }).catch(() => this.judges.unkept());
  }

  /** The cell's text is stored: its draft goes. */
  async forgetDraft(state) {
    clearTimeout(state.draftTimer);
    state.draftTimer = null;
    await drafts.forget(this.draftKey(state)).catch(() => {});
  }
}
