// Starts the measures grid (ตารางมาตรการ): ties the parts together on the page that shows one.
//
// cells.js what a cell holds · numbering.js, keyboard.js, history.js typing · autosave.js,
// session.js, requests.js saving · drafts.js, recovery.js this browser's own copy · conflict.js,
// words.js two texts of a cell · rows.js, paste.js, units.js, periods.js · saveline.js, growing.js,
// steady.js what is seen.

import { Autosave } from "./autosave.js";
import { cellAt, cellOf, shownParagraphs, showParagraphs } from "./cells.js";
import { barId, showClash } from "./conflict.js";
import { thai } from "./digits.js";
import * as drafts from "./drafts.js";
import { element, icon } from "./elements.js";
import { keepGrowing } from "./growing.js";
import { listen } from "./keyboard.js";
import { listenForPaste } from "./paste.js";
import { offerPeriods } from "./periods.js";
import { offerLost, recover } from "./recovery.js";
import { Rows } from "./rows.js";
import { SaveLine } from "./saveline.js";
import { holdStill } from "./steady.js";
import { offerUnits } from "./units.js";

const KEPT = "ออฟไลน์ เก็บไว้ในเครื่องนี้";
const UNKEPT = "ออฟไลน์ เบราว์เซอร์นี้เก็บข้อความไว้ไม่ได้ โปรดอย่าปิดหน้านี้";

/** Starts one grid that may be typed in. */
function start(grid) {
  const line = new SaveLine(document.getElementById("save-line"));
  let keeps = true;

  // What a browser restores by itself after a reload may be older than what is stored.
  for (const textarea of grid.querySelectorAll("textarea.para")) {
    textarea.autocomplete = "off";
    if (textarea.value !== textarea.defaultValue) textarea.value = textarea.defaultValue;
  }

  const report = (saving) => line.show(...lineOf(saving, keeps));
  const autosave = new Autosave(grid, report, {
    typed: (state) => state.compare?.(),
    clash: (state, theirs) =>
      showClash(grid, state, theirs, (content) => autosave.resolve(state, content)),
    refused: (state, message) => showProblem(grid, state, message),
    accepted: (state, answer) => {
      clearProblem(grid, state);
      const echo = cellAt(grid, state.place)?.querySelector(".echo");
      if (echo && answer.echo !== undefined) echo.textContent = answer.echo;
    },
    lost: (draft, why) => offerLost(grid, draft, why),
    unkept: () => {
      keeps = false;
      report(autosave);
    },
  });

  listen(grid, { rows: new Rows(grid, autosave) });
  listenForPaste(grid, autosave);
  keepGrowing(grid);
  holdStill();
  offerUnits(grid);
  offerPeriods(grid);

  grid.addEventListener("input", (event) => {
    const cell = cellOf(event.target);
    if (cell) autosave.touched(cell);
  });
  grid.addEventListener("change", (event) => {
    const cell = cellOf(event.target);
    if (cell && !event.target.matches("textarea")) autosave.touched(cell);
  });
  grid.addEventListener("focusout", (event) => {
    const cell = cellOf(event.target);
    if (!cell || cellOf(event.relatedTarget) === cell) return;
    if (document.hasFocus()) tidy(cell);
    autosave.left(cell);
    showHeldProblem(grid, autosave.stateOf(cell));
  });

  document.addEventListener("portal:logout", (event) => event.detail.push(autosave.flush()));
  document.addEventListener("portal:leaving", () => (autosave.closed = true));

  drafts.available().then((available) => (keeps = available));
  recover(grid, autosave, (draft) => offerLost(grid, draft)).then(
    (found) => found && line.show("saving", `พบข้อความที่ค้างอยู่ในเครื่อง ${thai(found)}\u00a0ช่อง กำลังบันทึก…`),
    () => (keeps = false),
  );
  document.documentElement.dataset.grid = "ready";
}

/** Leaving a cell takes its empty paragraphs away; they are neither stored nor printed. */
function tidy(cell) {
  const paragraphs = shownParagraphs(cell);
  const filled = paragraphs.filter(({ text }) => text.trim());
  if (filled.length && filled.length < paragraphs.length) showParagraphs(cell, filled);
}

/** What the save line says: [state, text, link]. */
function lineOf(saving, keeps) {
  const states = [...saving.states.values()];
  const waiting = states.filter((state) => state.clash);
  const refused = states.filter((state) => state.refused);
  const [first] = [...waiting, ...refused];
  const link = first && {
    href: waiting.length ? `#${barId(first.place)}` : `#row-${first.place.row}`,
    text: waiting.length
      ? `มี ${thai(waiting.length)}\u00a0ช่องรอท่านเลือกข้อความ`
      : `มี ${thai(refused.length)}\u00a0ช่องที่ยังบันทึกไม่ได้`,
  };
  const { session } = saving;
  if (session.state === "ended") {
    const again = { href: session.address, text: "เข้าสู่ระบบอีกครั้งในแท็บใหม่", blank: true };
    return ["ended", "หมดเวลาการเข้าสู่ระบบ ข้อความเก็บไว้ในเครื่องนี้", again];
  }
  if (session.state === "stranger") {
    return ["ended", "บัญชีอื่นเข้าสู่ระบบอยู่ ข้อความของท่านเก็บไว้ในเครื่องนี้และยังไม่ส่ง"];
  }
  if (saving.locked) return ["refused", saving.locked];
  if (saving.away) return ["away", keeps ? KEPT : UNKEPT, link];
  if (states.some((state) => state.timer || state.sending)) return ["saving", "กำลังบันทึก…", link];
  if (waiting.length) return ["clash", saving.savedAt ? savedLine(saving) : "หยุดบันทึกเฉพาะช่อง", link];
  if (refused.length) return ["refused", saving.savedAt ? savedLine(saving) : "", link];
  return saving.savedAt ? ["saved", savedLine(saving)] : ["idle", ""];
}

const savedLine = ({ savedAt }) => `บันทึกแล้ว ${savedAt}\u00a0น.`;

/** Says at a cell why it was refused, once it is left: nobody is corrected while typing. */
function showProblem(grid, state, message) {
  state.problem = message;
  const cell = cellAt(grid, state.place);
  if (cell && !cell.contains(document.activeElement)) showHeldProblem(grid, state);
}

function showHeldProblem(grid, state) {
  const cell = state?.problem && cellAt(grid, state.place);
  if (!cell) return;
  cell.querySelector(".field-error")?.remove();
  const id = `problem-${state.place.row}-${state.place.column}`;
  const shown = element("p", { class: "field-error", id }, icon("bad"), element("span", {}, state.problem));
  cell.querySelector("ol.paras, select")?.before(shown);
  for (const field of cell.querySelectorAll("textarea, select")) {
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", id);
  }
}

function clearProblem(grid, state) {
  if (!state.problem) return;
  state.problem = null;
  const cell = cellAt(grid, state.place);
  cell?.querySelector(".field-error")?.remove();
  for (const field of cell?.querySelectorAll("[aria-invalid]") ?? []) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}

const grid = document.getElementById("grid");
if (grid?.dataset.editable === "yes") start(grid);
