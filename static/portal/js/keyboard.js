// Keys in the grid (แป้นพิมพ์): Enter, Tab, Shift+Tab and Backspace make the numbering, arrows go
// from paragraph to paragraph and row to row, Alt with arrows moves the row. Esc leaves the cell;
// from there Tab goes to the next cell, so Tab never holds anyone. Tab passes the cell's tools, which
// stand below its text and would be in everybody's way: Ctrl+Enter goes to them.

import { cellOf, shownParagraphs, textareasOf } from "./cells.js";
import { element } from "./elements.js";
import { change, redo, remember, undo } from "./history.js";
import { indent, join, outdent, recognized, split } from "./numbering.js";
import { keepInSight } from "./steady.js";

const ROWS = "Alt+↑ ↓ ย้ายแถว";
const TOOLS = "Ctrl+Enter คำสั่งของช่อง";
const HINT = `Enter ข้อใหม่ · Tab ข้อย่อย · Shift+Tab กลับ · Esc ออกจากช่อง แล้ว Tab ไปช่องถัดไป · ${TOOLS} · ${ROWS}`;
const HINT_PLAIN = `Enter ย่อหน้าใหม่ · Tab ไปช่องถัดไป · พิมพ์ ๑. หรือ - แล้วเว้นวรรค เพื่อเริ่มข้อ · ${TOOLS} · ${ROWS}`;
// A phone has neither Tab nor Ctrl.
const HINT_TOUCH = "พิมพ์ ๑. หรือ - แล้วเว้นวรรค เพื่อเริ่มข้อ · ขึ้นบรรทัดใหม่เพื่อเริ่มข้อถัดไป";
const HINT_LINES = `Enter บรรทัดใหม่ · Tab ไปช่องถัดไป · ${TOOLS}`;

const isText = (cell) => cell.dataset.kind === "paragraphs";

/** Wires a grid's keys; `rows` moves and adds rows: `act(row, action)`. */
export function listen(grid, { rows }) {
  const hint = element("p", { class: "hint", id: "key-hint" });
  let soft = false;
  let passing = false;
  let lastKey = "";

  grid.addEventListener("keydown", (event) => {
    soft = event.shiftKey;
    const cell = cellOf(event.target);
    if (!cell || event.isComposing) return;
    if (rowKeys(event, cell, rows)) return;
    if (event.target === cell) return atCell(event, cell);
    if (event.key === "Escape") return leave(event, cell);
    if (event.key === "Enter" && event.ctrlKey) return goToTools(event, cell);
    if (!["Tab", "Shift"].includes(event.key)) passing = false;
    if (event.target.matches("textarea.para")) inParagraph(event, cell, passing);
    if (event.key === "Tab" && !event.shiftKey && !event.defaultPrevented) passTools(cell);
  });

  // Whoever came by Tab and goes on by Tab passes through: no level changes on the way.
  document.addEventListener("keydown", (event) => (lastKey = event.key), true);
  document.addEventListener("pointerdown", () => (lastKey = ""), true);
  grid.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (cell !== cellOf(event.relatedTarget)) passing = lastKey === "Tab";
    if (cell && lastKey) keepInSight(event.target);
  });
  for (const other of ["pointerdown", "input"]) grid.addEventListener(other, () => (passing = false));

  // Enter arrives here from phones' keyboards too, which name no key.
  grid.addEventListener("beforeinput", (event) => {
    const cell = cellOf(event.target);
    if (!cell || !event.target.matches("textarea.para")) return;
    if (["insertLineBreak", "insertParagraph"].includes(event.inputType)) {
      event.preventDefault();
      const { paragraphs, index, from, to } = where(cell, event.target);
      change(cell, split(paragraphs, index, from, to, { soft, column: cell.dataset.column }));
    } else if (event.inputType === "historyUndo" || event.inputType === "historyRedo") {
      event.preventDefault();
      (event.inputType === "historyUndo" ? undo : redo)(cell);
    } else {
      remember(cell, { typing: true });
    }
  });

  grid.addEventListener("input", (event) => {
    if (!event.target.matches("textarea.para") || !/^[ \u00a0]$/.test(event.data ?? "")) return;
    const cell = cellOf(event.target);
    const { paragraphs, index, from } = where(cell, event.target);
    const item = isText(cell) ? recognized(paragraphs, index) : null;
    // Only where the marker was just ended, never because a space came later in the text.
    if (item?.removed === from) change(cell, { ...item, caret: 0 });
    else showHint(hint, cell);
  });

  grid.addEventListener("focusin", (event) => showHint(hint, cellOf(event.target)));
  grid.addEventListener("input", (event) => showHint(hint, cellOf(event.target)));
}

/** The paragraphs of a cell, which of them the textarea is, and what is selected in it. */
export function where(cell, textarea) {
  return {
    paragraphs: shownParagraphs(cell),
    index: textareasOf(cell).indexOf(textarea),
    from: textarea.selectionStart,
    to: textarea.selectionEnd,
  };
}

function showHint(hint, cell) {
  const focused = document.activeElement;
  if (!cell?.contains(focused) || !focused.matches("textarea.para")) return;
  const hasItems = cell.querySelector("ol.paras > li:not([data-kind=plain])");
  const keys = hasItems ? HINT : isText(cell) ? HINT_PLAIN : HINT_LINES;
  const text = matchMedia("(hover: none) and (pointer: coarse)").matches ? (isText(cell) ? HINT_TOUCH : "") : keys;
  if (hint.textContent !== text) hint.textContent = text;
  if (hint.parentElement === cell) return;
  document.querySelector("[aria-describedby=key-hint]")?.removeAttribute("aria-describedby");
  // Last in the cell: nothing that is being clicked may move away under the pointer.
  cell.append(hint);
  if (!focused.hasAttribute("aria-describedby")) focused.setAttribute("aria-describedby", "key-hint");
}

function rowKeys(event, cell, rows) {
  if (!event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return false;
  const action = { ArrowUp: "up", ArrowDown: "down", Enter: "add" }[event.key];
  if (!action) return false;
  event.preventDefault();
  rows.act(cell.closest("tr"), action);
  return true;
}

/** On the cell itself, after Esc: Tab goes past it, Enter and F2 go in again. */
function atCell(event, cell) {
  const textareas = textareasOf(cell);
  if (event.key === "Enter" || event.key === "F2") {
    event.preventDefault();
    textareas[0]?.focus();
  } else if (event.key === "Tab" && !event.shiftKey) {
    // The browser goes on from the last field of the cell.
    focusable(cell).at(-1)?.focus({ preventScroll: true });
  } else if (event.key === "ArrowUp" || event.key === "ArrowDown") {
    const next = neighbour(cell, event.key === "ArrowUp" ? -1 : 1);
    if (next) event.preventDefault();
    next?.focus();
  }
}

function leave(event, cell) {
  if (event.target.closest("select, dialog")) return;
  event.preventDefault();
  cell.tabIndex = -1;
  cell.focus({ preventScroll: true });
  cell.addEventListener("blur", () => cell.removeAttribute("tabindex"), { once: true });
}

const focusable = (cell) =>
  [...cell.querySelectorAll("textarea, button, select, input, a[href], summary")].filter(
    (each) => !each.disabled && each.type !== "hidden" && each.checkVisibility(),
  );

/** Tab goes past the tools of the cell; the browser goes on from the last of them. */
function passTools(cell) {
  const fields = focusable(cell);
  const next = fields[fields.indexOf(document.activeElement) + 1];
  const isTool = (each) => each?.closest(".celltools");
  if (isTool(next) && !isTool(document.activeElement)) fields.filter(isTool).at(-1).focus({ preventScroll: true });
}

function goToTools(event, cell) {
  event.preventDefault();
  focusable(cell).find((each) => each.closest(".celltools"))?.focus();
}

function inParagraph(event, cell, passing) {
  const textarea = event.target;
  const { paragraphs, index, from, to } = where(cell, textarea);
  const plainKey = !event.ctrlKey && !event.altKey && !event.metaKey;
  const textareas = textareasOf(cell);
  let done = false;
  if (event.key === "Tab" && plainKey) {
    done = !passing && change(cell, (event.shiftKey ? outdent : indent)(paragraphs, index));
    // No level to go to: on to the next cell, or back, not through the paragraphs one by one.
    if (!done) textareas.at(event.shiftKey ? 0 : -1).focus({ preventScroll: true });
  } else if (event.key === "Backspace" && plainKey && from === 0 && to === 0) {
    done = change(cell, join(paragraphs, index));
  } else if (event.key === "Delete" && plainKey && from === to && from === textarea.value.length) {
    done = index + 1 < paragraphs.length && change(cell, join(paragraphs, index + 1));
  } else if ((event.ctrlKey || event.metaKey) && !event.altKey) {
    const key = event.code === "KeyZ" || event.key.toLowerCase() === "z" ? "z" : event.code;
    if (key === "z") done = event.shiftKey ? redo(cell) || true : undo(cell) || true;
    else if (key === "KeyY") done = redo(cell) || true;
  } else if (plainKey && !event.shiftKey && from === to) {
    if (event.key === "ArrowUp" && from === 0) done = go(textareas[index - 1], cell, -1);
    if (event.key === "ArrowDown" && from === textarea.value.length) {
      done = go(textareas[index + 1], cell, 1);
    }
  }
  if (done) event.preventDefault();
}

function go(next, cell, direction) {
  const cellThere = next ? null : neighbour(cell, direction);
  const target = next ?? (cellThere && textareasOf(cellThere).at(direction < 0 ? -1 : 0));
  if (!target) return false;
  target.focus();
  const at = direction < 0 ? target.value.length : 0;
  target.setSelectionRange(at, at);
  return true;
}

/** The cell of the same column in the row before or after. */
function neighbour(cell, direction) {
  const rows = [...cell.closest("tbody").parentElement.querySelectorAll("tr[data-row]")];
  const row = rows[rows.indexOf(cell.closest("tr")) + direction];
  return row?.querySelector(`td[data-column="${cell.dataset.column}"]`) ?? null;
}
