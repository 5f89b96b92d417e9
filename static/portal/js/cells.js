// A cell (ช่อง) of the grid: who it is, what it holds, and showing other paragraphs in it.
//
// What a cell holds is {paragraphs, units?, status?}; units and status only where the cell has
// fields for them. An empty paragraph is no paragraph: it is neither sent nor compared.

import { thai } from "./digits.js";
import { element } from "./elements.js";
import { markers } from "./numbering.js";

const OF_A_ROUND = new Set(["status", "results", "outcome", "suggestion"]);

// A status (สถานะ) is a cell of its own inside the table cell of the results.
const CELL = "tr[data-row] [data-column]";

/** The cell around an element that may be typed in, null elsewhere. */
export function cellOf(node) {
  const cell = node?.closest?.(CELL);
  return cell && !cell.hasAttribute("data-readonly") ? cell : null;
}

/** All cells of a grid. */
export const cellsOf = (grid) => [...grid.querySelectorAll(CELL)];

/** Which cell it is: {row, column, round}; round only in columns of results. */
export function placeOf(cell) {
  const { column } = cell.dataset;
  const round = cell.dataset.round ?? cell.closest("#grid").dataset.round;
  return {
    row: Number(cell.closest("tr[data-row]").dataset.row),
    column,
    round: OF_A_ROUND.has(column) ? Number(round) : null,
  };
}

/** The place as one text, to look things up by. */
export const keyOf = ({ row, column, round }) => `${row}/${column}/${round ?? ""}`;

/** The cell on the page for a place, null when the page does not show it. */
export function cellAt(grid, { row, column, round }) {
  const cells = grid.querySelectorAll(`tr[data-row="${row}"] [data-column="${column}"]`);
  return [...cells].find((cell) => placeOf(cell).round === round) ?? null;
}

/** The textareas of a cell's paragraphs, in order. */
export const textareasOf = (cell) => [...cell.querySelectorAll("ol.paras > li > textarea.para")];

/** How the table calls the cell's column. */
export const labelOf = (cell) =>
  (cell.dataset.kind === "status" ? "สถานะ" : cell.querySelector(".cl")?.textContent.trim()) ?? "";

/** The options that choose a cell's units; a unit to be added has its name as value. */
const unitsOf = (cell) => [...cell.querySelectorAll(".units select option")];

const statusOf = (cell) => (cell.dataset.kind === "status" ? cell.querySelector("select") : null);

/** All paragraphs as shown, empty ones too, each with its list item. */
export const shownParagraphs = (cell) =>
  textareasOf(cell).map((textarea) => {
    const item = textarea.closest("li");
    return {
      text: textarea.value,
      kind: item.dataset.kind || "plain",
      level: Number(item.dataset.level || 0),
      marker: item.dataset.marker || "",
      item,
    };
  });

/** What the cell holds, as it is sent. */
export function contentOf(cell) {
  const content = {
    paragraphs: shownParagraphs(cell)
      .map(({ text, kind, level, marker }) => ({
        text: text.replace(/[\r\n\v\f\x1c-\x1e\u0085\u2028\u2029]+/g, " ").trim(),
        kind,
        level,
        marker,
      }))
      .filter(({ text }) => text),
  };
  if (cell.dataset.kind === "responsible") {
    const chosen = unitsOf(cell).filter((each) => each.selected);
    content.units = chosen.map(({ value }) => (/^\d+$/.test(value) ? Number(value) : value));
  }
  const status = statusOf(cell);
  if (status) content.status = status.value;
  return content;
}

/** A unit that was sent by its name has been given a key: the option of it takes it. */
export function learnUnits(cell, units) {
  const options = unitsOf(cell);
  const unknown = units.filter((key) => !options.some(({ value }) => value === String(key)));
  const added = options.filter(({ value, selected }) => selected && !/^\d+$/.test(value));
  added.forEach((option, index) => {
    if (unknown[index]) option.value = String(unknown[index]);
  });
}

/** The same content gives the same text. */
export const canonical = (content) =>
  JSON.stringify([
    content.paragraphs.map(({ text, kind, level, marker }) => [text, kind, level, marker]),
    content.units ? content.units.map(String).sort() : null,
    content.status ?? null,
  ]);

/** Shows paragraphs in a cell: list items that carry on stay as they are, cursor and all. */
export function showParagraphs(cell, paragraphs) {
  const list = cell.querySelector("ol.paras");
  if (!list) return;
  const shown = paragraphs.length
    ? paragraphs
    : [{ text: "", kind: "plain", level: 0, marker: "" }];
  const items = shown.map((each) => dressed(each.item ?? newItem(list), each));
  for (const item of [...list.children]) if (!items.includes(item)) item.remove();
  items.forEach((item, index) => {
    if (list.children[index] !== item) list.insertBefore(item, list.children[index] ?? null);
  });
  recount(cell);
}

/** Shows what a cell holds, with its units and status. */
export function showContent(cell, content) {
  showParagraphs(cell, content.paragraphs);
  for (const each of content.units ? unitsOf(cell) : []) {
    each.selected = content.units.map(String).includes(each.value);
  }
  cell.querySelector(".unitlist")?.dispatchEvent(new Event("refresh"));
  const status = statusOf(cell);
  if (status && content.status !== undefined) status.value = content.status;
}

/** Counts a cell's numbers anew and names its paragraphs for readers. */
export function recount(cell) {
  const paragraphs = shownParagraphs(cell);
  const shown = markers(paragraphs);
  paragraphs.forEach(({ item }, index) => {
    if (shown[index]) item.dataset.number = shown[index];
    else delete item.dataset.number;
    const textarea = item.querySelector("textarea");
    const named = textarea.getAttribute("aria-label") ?? labelOf(cell);
    const place = shown[index].replace(/\.$/, "") || thai(index + 1);
    textarea.setAttribute("aria-label", `${named.replace(/ ข้อ[ \u00a0]\S+$/, "")} ข้อ\u00a0${place}`);
  });
}

function dressed(item, { text, kind, level, marker }) {
  Object.assign(item.dataset, { kind, level: String(level), marker });
  const textarea = item.querySelector("textarea");
  if (textarea.value !== text) textarea.value = text;
  return item;
}

function newItem(list) {
  const like = list.querySelector("textarea.para");
  const textarea = element("textarea", {
    class: "para",
    rows: "1",
    lang: "th",
    autocomplete: "off",
    "aria-label": like?.getAttribute("aria-label") ?? labelOf(list.closest("[data-column]")),
  });
  return element("li", {}, textarea);
}
