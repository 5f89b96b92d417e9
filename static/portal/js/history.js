// Undo and redo within a cell (เลิกทำ). Making and joining paragraphs goes round the browser's own
// undo, so the cell's steps are kept here: a step is a pause in typing or a change of paragraphs.

import { shownParagraphs, showParagraphs, textareasOf } from "./cells.js";

const PAUSE = 800;
const MOST = 200;

const pasts = new WeakMap();

function stepsOf(cell) {
  if (!pasts.has(cell)) pasts.set(cell, { past: [], future: [], at: -Infinity, index: -1 });
  return pasts.get(cell);
}

function snapshot(cell) {
  const textareas = textareasOf(cell);
  const index = Math.max(0, textareas.indexOf(document.activeElement));
  return { paragraphs: shownParagraphs(cell), index, caret: textareas[index]?.selectionEnd ?? 0 };
}

/** Remembers the cell as it is now, before a change; `typing` only after a pause. */
export function remember(cell, { typing = false } = {}) {
  const steps = stepsOf(cell);
  const index = textareasOf(cell).indexOf(document.activeElement);
  const now = performance.now();
  const goesOn = typing && now - steps.at < PAUSE && steps.index === index;
  Object.assign(steps, { at: typing ? now : -Infinity, index });
  if (goesOn) return;
  steps.past.push(snapshot(cell));
  steps.past.splice(0, Math.max(0, steps.past.length - MOST));
  steps.future = [];
}

function step(cell, from, to) {
  const wanted = from.pop();
  if (!wanted) return false;
  to.push(snapshot(cell));
  stepsOf(cell).at = -Infinity;
  show(cell, wanted);
  return true;
}

/** Goes back a step; false when there is none. */
export const undo = (cell) => step(cell, stepsOf(cell).past, stepsOf(cell).future);

/** Goes a step forward again. */
export const redo = (cell) => step(cell, stepsOf(cell).future, stepsOf(cell).past);

/** Shows paragraphs with the cursor at a place, and says that the cell was typed in. */
export function show(cell, { paragraphs, index, caret }) {
  const kept = paragraphs[index]?.item?.querySelector("textarea");
  const at = caret ?? kept?.selectionEnd ?? 0;
  // First the focus, then the change: an item removed under the cursor would look like leaving.
  if (kept?.isConnected) kept.focus({ preventScroll: true });
  showParagraphs(cell, paragraphs);
  const textarea = textareasOf(cell)[index];
  textarea.focus();
  textarea.setSelectionRange(at, at);
  textarea.dispatchEvent(new InputEvent("input", { bubbles: true }));
}

/** A change of paragraphs that can be undone; null changes nothing. */
export function change(cell, changed) {
  if (!changed) return false;
  remember(cell);
  show(cell, changed);
  return true;
}
