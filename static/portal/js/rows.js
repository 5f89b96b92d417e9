// Rows (แถว): the commands of the row menu without leaving the page. The buttons belong to plain
// forms that work without script; here their answer's tables take the place of those shown.

import { cellAt, cellOf, contentOf, placeOf, textareasOf } from "./cells.js";
import { element } from "./elements.js";
import { sendForm } from "./requests.js";

const DONE = { up: "ย้ายขึ้นแล้ว", down: "ย้ายลงแล้ว", add: "เพิ่มแถวแล้ว", duplicate: "ทำสำเนาแถวแล้ว", "remove-group": "นำหัวข้อออกแล้ว" };

const NOT_NOW = "ยังทำคำสั่งนี้ไม่ได้ในขณะนี้ โปรดลองอีกครั้งเมื่อกลับมาออนไลน์";

/** Commands of the rows of one grid. */
export class Rows {
  constructor(grid, autosave) {
    Object.assign(this, { grid, autosave, busy: false });
    this.voice = element("p", { class: "visually-hidden", role: "status" });
    grid.after(this.voice);
    const submit = (event) => {
      if (event.submitter?.dataset.action) this.#submit(event);
    };
    document.addEventListener("submit", submit);
    grid.addEventListener("keydown", (event) => this.#closeMenu(event));
    // The last rows' menus open below the window's edge; `toggle` does not bubble.
    const show = ({ target }) => {
      if (target.matches("details.rowmenu[open]")) target.lastElementChild.scrollIntoView({ block: "nearest" });
    };
    grid.addEventListener("toggle", show, true);
    document.addEventListener("click", (event) => {
      for (const menu of document.querySelectorAll("details.rowmenu[open]")) {
        if (!menu.contains(event.target)) menu.open = false;
      }
    });
  }

  /** Presses a row's command, as Alt with an arrow does. */
  act(row, action) {
    const pressed = row.querySelector(`[data-action="${action}"]`);
    if (pressed && !pressed.disabled) pressed.form?.requestSubmit(pressed);
  }

  #closeMenu(event) {
    const menu = event.target.closest("details.rowmenu[open]");
    if (event.key !== "Escape" || !menu) return;
    menu.open = false;
    menu.querySelector("summary").focus();
  }

  async #submit(event) {
    event.preventDefault();
    if (this.busy) return;
    this.busy = true;
    const { target: form, submitter } = event;
    const { action } = submitter.dataset;
    const focus = this.#focused(submitter);
    const url = submitter.hasAttribute("formaction") ? submitter.formAction : form.action;
    const fields = new FormData(form, submitter);
    await this.autosave.flush();
    const { outcome, html } = await sendForm(this.grid, url, fields);
    this.busy = false;
    if (outcome === "done" && this.#show(html)) return this.#settle(action, focus);
    this.voice.textContent = "";
    if (outcome === "ended" || outcome === "denied") await this.autosave.session.ask();
    this.autosave.report(this.autosave);
    // Seen as well as heard: it takes the undo bar's place.
    const bar = element("div", { class: "toastbar" }, element("p", {}, NOT_NOW));
    this.#showUndo(bar);
    this.voice.textContent = NOT_NOW;
  }

  /** Where the cursor is, to come back to it in the new tables. */
  #focused(submitter) {
    const active = document.activeElement;
    const cell = cellOf(active);
    const row = submitter.closest("tr[data-row]")?.dataset.row ?? null;
    const rows = [...this.grid.querySelectorAll("tr[data-row]")].map((each) => each.dataset.row);
    const where = cell && { place: placeOf(cell), index: textareasOf(cell).indexOf(active) };
    return { ...where, row, rows, at: active.selectionStart ?? 0 };
  }

  /** Puts the answer's tables, undo bar and marked pieces in place; false when it has none. */
  #show(html) {
    const answer = document.createElement("template");
    answer.innerHTML = html;
    const fresh = answer.content;
    const whole = fresh.querySelector("#grid");
    const source = whole ?? fresh;
    const tables = [...source.querySelectorAll("table.grid")];
    const bodies = tables.length ? [] : [...source.querySelectorAll("tbody")];
    const bar = fresh.querySelector(".toastbar");
    const empty = source.querySelector("section.empty");
    if (!tables.length && !bodies.length && !empty) return false;
    const before = new Map(
      this.autosave.unsaved().map((state) => [state.key, contentOf(this.autosave.cellOf(state))]),
    );
    const parts = "table.grid, section.empty, h2[id^=section-], div.said";
    const shown = [...this.grid.querySelectorAll(parts)];
    const replies = this.#replies();
    const last = shown.at(-1);
    if (bodies.length) {
      const old = this.grid.querySelectorAll("tbody");
      old[0].before(...bodies);
      for (const body of old) body.remove();
    } else {
      const pieces = [...source.querySelectorAll(parts)];
      if (last) last.after(...pieces);
      else this.grid.append(...pieces);
      for (const each of shown) each.remove();
    }
    for (const piece of fresh.querySelectorAll("nav.jump")) {
      document.querySelector("nav.jump")?.replaceWith(piece);
    }
    for (const [id, typed] of replies) {
      const field = document.getElementById(id);
      if (field) field.value = typed;
    }
    this.#showUndo(bar);
    this.autosave.adopt(before);
    return true;
  }

  /** What was typed in answer at a place and not sent yet, by the field's id. */
  #replies() {
    const fields = [...this.grid.querySelectorAll(".talk textarea")];
    return new Map(fields.filter(({ value }) => value).map(({ id, value }) => [id, value]));
  }

  #showUndo(bar) {
    document.querySelector(".toastbar")?.remove();
    if (!bar) return;
    this.grid.prepend(bar);
  }

  #settle(action, { place, index, row, rows, at }) {
    const added = [...this.grid.querySelectorAll("tr[data-row]")].find(
      (each) => !rows.includes(each.dataset.row),
    );
    const cell = place && cellAt(this.grid, place);
    let target = null;
    if (added) {
      target = added.querySelector("textarea.para");
    } else if (action === "compare") {
      return this.#goOnAfterSentence(row);
    } else if (cell) {
      target = textareasOf(cell)[index] ?? cell;
    } else if (row) {
      const menu = document.getElementById(`row-${row}`)?.querySelector("details.rowmenu");
      if (menu && (action === "up" || action === "down")) menu.open = true;
      target = menu?.querySelector(menu.open ? `[data-action="${action}"]` : "summary");
    }
    target ??= document.querySelector(".toastbar button");
    if (action === "remove-group") target = document.querySelector(".newgroup summary");
    // The undo bar stays in sight by itself; going to it must not leave the place in the table.
    target?.focus({ preventScroll: target.matches(".toastbar button") });
    if (target?.matches("textarea") && cell) target.setSelectionRange(at, at);
    if (DONE[action]) this.voice.textContent = DONE[action];
  }

  /** The sentence of the scores is there: the cursor waits after "เนื่องจาก". */
  #goOnAfterSentence(row) {
    const fields = textareasOf(document.querySelector(`#row-${row} [data-column="outcome"]`));
    const because = fields.find(({ value }) => value.startsWith("เนื่องจาก")) ?? fields.at(-1);
    because.focus();
    because.setSelectionRange(because.value.length, because.value.length);
  }
}
