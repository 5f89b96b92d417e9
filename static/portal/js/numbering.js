// The numbering of one cell (ช่อง): the same counting as measures/rules/paragraphs.py, and what
// Enter, Tab, Shift+Tab and Backspace do to its paragraphs.
//
// A paragraph is {text, kind: "numbered"|"dash"|"plain", level: 0–3, marker}; it may carry `item`,
// the list item on the page that shows it. Nothing here touches the page.

import { arabic, thai } from "./digits.js";

export const MAX_LEVEL = 3;
// Cells the office writes as lists: the second paragraph makes both of them numbered.
const LISTS = new Set(["measures", "steps", "results"]);

const NUMBER = /^\(?(\d{1,3}(?:\.\d{1,3})*)[.)]?$/;
const TYPED_NUMBER = /^\s*(\(?[\d๐-๙]{1,3}[.)]|[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,3})+[.)]?)[ \t\u00a0]+/;
const TYPED_DASH = /^\s*([-–—•●▪*])[ \t\u00a0]+/;

/** The numbers of a typed marker such as ๓., (2) or 3.1; null for letters and dashes. */
export function markerNumbers(marker) {
  const found = NUMBER.exec(arabic(marker));
  return found ? found[1].split(".").map(Number) : null;
}

/** How a counted number is written: ๑. for an item, ๓.๑ for one below it. */
const written = (numbers) => thai(numbers.length === 1 ? `${numbers[0]}.` : numbers.join("."));

/** Counts numbered paragraphs in order, nested ones by their parent. */
class Counting {
  numbers = [];

  expected(level) {
    const reached = this.numbers.slice(0, level + 1);
    if (reached.length === level + 1) return [...reached.slice(0, -1), reached[level] + 1];
    return [...reached, ...Array(level + 1 - reached.length).fill(1)];
  }

  take(numbers, level) {
    this.numbers = [...this.numbers.slice(0, level + 1 - numbers.length), ...numbers];
  }
}

/** What stands before each paragraph of a cell; "" before a plain one. */
export function markers(paragraphs) {
  const counting = new Counting();
  return paragraphs.map(({ kind, level, marker }) => {
    if (kind === "dash") return marker || "-";
    if (kind !== "numbered") return "";
    const numbers = marker ? markerNumbers(marker) : counting.expected(level);
    if (numbers) counting.take(numbers, level);
    return marker || written(numbers);
  });
}

const paragraph = (text, like) => ({ text, kind: like.kind, level: like.level, marker: "" });

/** The cell with paragraphs of it exchanged for others. */
const exchanged = (paragraphs, from, count, ...others) => [
  ...paragraphs.slice(0, from),
  ...others,
  ...paragraphs.slice(from + count),
];

/**
 * Enter: what follows the cursor becomes the next paragraph. An empty item goes out a level, then
 * out of the list. `soft` (Shift+Enter) goes on without a number of its own.
 */
export function split(paragraphs, index, from, to, { column = "", soft = false } = {}) {
  const current = paragraphs[index];
  if (!current.text && current.kind !== "plain") {
    const out = current.level
      ? { ...current, level: current.level - 1, marker: "" }
      : { ...current, kind: "plain", marker: "" };
    return { paragraphs: exchanged(paragraphs, index, 1, out), index, caret: 0 };
  }
  const first = { ...current, text: current.text.slice(0, from) };
  const second = paragraph(current.text.slice(to), current);
  if (soft) {
    second.kind = "plain";
  } else if (paragraphs.length === 1 && current.kind === "plain" && LISTS.has(column)) {
    first.kind = second.kind = "numbered";
  }
  return { paragraphs: exchanged(paragraphs, index, 1, first, second), index: index + 1, caret: 0 };
}

/** Backspace at the start: joins the paragraph to the one before; the first loses its number. */
export function join(paragraphs, index) {
  const current = paragraphs[index];
  if (index === 0) {
    if (current.kind === "plain" && !current.level) return null;
    const free = { ...current, kind: "plain", level: 0, marker: "" };
    return { paragraphs: exchanged(paragraphs, 0, 1, free), index, caret: 0 };
  }
  const before = paragraphs[index - 1];
  const joined = { ...before, text: before.text + current.text };
  return {
    paragraphs: exchanged(paragraphs, index - 1, 2, joined),
    index: index - 1,
    caret: before.text.length,
  };
}

/** Tab: an item becomes a sub-item of the one before; null where there is no level to go to. */
export function indent(paragraphs, index) {
  const current = paragraphs[index];
  if (current.kind === "plain" || index === 0 || current.level === MAX_LEVEL) return null;
  if (current.level > paragraphs[index - 1].level) return null;
  return releveled(paragraphs, index, 1);
}

/** Shift+Tab: a sub-item goes back out; null at the outermost level. */
export function outdent(paragraphs, index) {
  return paragraphs[index].level ? releveled(paragraphs, index, -1) : null;
}

/** Moves an item a level with whatever stands below it; typed markers no longer hold there. */
function releveled(paragraphs, index, by) {
  const { level } = paragraphs[index];
  let end = index + 1;
  while (end < paragraphs.length && paragraphs[end].level > level) end += 1;
  const moved = paragraphs.slice(index, end).map((each) => ({
    ...each,
    level: Math.min(MAX_LEVEL, each.level + by),
    marker: "",
  }));
  return { paragraphs: exchanged(paragraphs, index, moved.length, ...moved), index, caret: null };
}

/** The marker typed at the start of a text: {kind, numbers, marker, length} or null. */
export function typedMarker(text) {
  const number = TYPED_NUMBER.exec(text);
  if (number) {
    const numbers = markerNumbers(number[1]);
    return { kind: "numbered", numbers, marker: thai(number[1]), length: number[0].length };
  }
  const dash = TYPED_DASH.exec(text);
  return dash ? { kind: "dash", numbers: [], marker: "", length: dash[0].length } : null;
}

/**
 * A number or dash typed at the start of a plain paragraph makes it an item, as in Word; null when
 * the start is no marker, or may be a figure (๒.๕ ล้านบาท) as counting does not lead there.
 */
export function recognized(paragraphs, index) {
  const current = paragraphs[index];
  const typed = current.kind === "plain" ? typedMarker(current.text) : null;
  if (!typed) return null;
  const level = typed.kind === "dash" ? current.level : typed.numbers.length - 1;
  if (level > MAX_LEVEL) return null;
  const item = { ...current, text: current.text.slice(typed.length), kind: typed.kind, level };
  const changed = exchanged(paragraphs, index, 1, item);
  if (typed.kind === "numbered") {
    const fits = markerNumbers(markers(changed)[index])?.join(".") === typed.numbers.join(".");
    if (!fits && level) return null;
    if (!fits) item.marker = typed.marker;
  }
  return { paragraphs: changed, index, removed: typed.length };
}

/**
 * Lines pasted into a paragraph in place of what was selected: the first goes on in it, each
 * other becomes one of its own, typed numbers and dashes made kinds and levels.
 */
export function pasted(paragraphs, index, from, to, lines) {
  const current = paragraphs[index];
  const [before, after] = [current.text.slice(0, from), current.text.slice(to)];
  const numbered = lines.some((line) => typedMarker(line));
  const items = lines.map((line, place) => {
    if (place === 0 && before.trim()) return { ...current, text: before + line.trim() };
    const typed = typedMarker(line);
    const text = line.slice(typed?.length ?? 0).trim();
    if (!typed) return paragraph(text, numbered ? { kind: "plain", level: 0 } : current);
    const level = typed.kind === "dash" ? current.level : typed.numbers.length - 1;
    return { text, kind: typed.kind, level: Math.min(level, MAX_LEVEL), marker: "" };
  });
  if (!before.trim()) items[0].item = current.item;
  const last = items.at(-1);
  const caret = last.text.length;
  last.text += after;
  return {
    paragraphs: exchanged(paragraphs, index, 1, ...items),
    index: index + items.length - 1,
    caret,
  };
}
