// Two texts of one cell (ข้อความสองฉบับ): another browser stored its own while this one was typing.
// Both are shown with who, when and the words that differ; the cell waits until one of three
// choices is made, every other cell goes on.

import { cellAt, contentOf, labelOf, textareasOf } from "./cells.js";
import { theirContent } from "./cellstate.js";
import { clock } from "./digits.js";
import { button, element, icon } from "./elements.js";
import { markers } from "./numbering.js";
import { aligned, differences } from "./words.js";

const MINE_AGAIN = 500;

/** The id of a cell's bar, to lead there from the save line. */
export const barId = ({ row, column, round }) => `clash-${row}-${column}-${round ?? ""}`;

const barOf = (state) => document.getElementById(barId(state.place));

/** "ของ" with a name after it; a name in Latin letters stands apart. */
const of = (name) => (/^[ -~]/.test(name) ? `ของ ${name}` : `ของ${name}`);

/** A cell's lines as they print: "๒. ข้อความ"; units and status in words. */
function linesOf(cell, content) {
  const shown = markers(content.paragraphs);
  const lines = content.paragraphs.map(({ text }, index) => `${shown[index]} ${text}`.trim());
  const chosen = (value) =>
    cell.querySelector(`option[value="${CSS.escape(String(value))}"]`)?.textContent.trim() ?? "";
  if (content.units) lines.push(...content.units.map(chosen).filter(Boolean));
  if (content.status !== undefined) lines.push(chosen(content.status));
  return lines;
}

/** Paragraphs of a text, the words that the other has not marked. */
function marked(pieces) {
  const paragraphs = [element("p")];
  for (const [text, differs] of pieces) {
    text.split("\n").forEach((line, index) => {
      if (index) paragraphs.push(element("p"));
      if (line) paragraphs.at(-1).append(differs ? element("mark", {}, line) : line);
    });
  }
  if (!pieces.length) paragraphs[0].append(element("span", { class: "blank" }, "ช่องว่าง"));
  return paragraphs;
}

/** Both texts: equal paragraphs once, else mine before theirs; units of both. */
export function combined(mine, theirs) {
  const texts = (content) => content.paragraphs.map(({ text }) => text);
  const content = {
    paragraphs: aligned(texts(mine), texts(theirs)).map((step) =>
      step.mine === undefined ? { ...theirs.paragraphs[step.theirs] } : { ...mine.paragraphs[step.mine] },
    ),
  };
  if (mine.units) content.units = [...new Set([...mine.units, ...(theirs.units ?? [])])];
  if (mine.status !== undefined) content.status = mine.status;
  return content;
}

/** Shows the bar under the row; `choose(content)` goes on with what was chosen. */
export function showClash(grid, state, theirs, choose) {
  barOf(state)?.remove();
  const cell = cellAt(grid, state.place);
  const other = theirContent(theirs);
  const mineBox = element("section");
  const theirBox = element("section");
  const title = element("strong", {}, `ช่อง “${labelOf(cell)}” มีผู้แก้ไขพร้อมกัน`);
  const pick = (content) => {
    clearClash(grid, state);
    choose(content);
    (textareasOf(cell)[0] ?? cell.querySelector("select"))?.focus();
  };
  const notice = element(
    "div",
    { class: "notice n-look mb-0", role: "group", tabindex: "-1", "aria-label": title.textContent },
    icon("warn"),
    element("p", {}, title, " ข้อความของท่านยังอยู่ครบ และหยุดบันทึกอัตโนมัติเฉพาะช่องนี้จนกว่าจะเลือก"),
    element("div", { class: "versus" }, mineBox, theirBox),
    element(
      "div",
      { class: "cluster" },
      button("ใช้ข้อความของฉัน", "primary", () => pick(contentOf(cell))),
      button(`ใช้ข้อความ${of(theirs.by || "ระบบ")}`, "outline-primary", () => pick(other)),
      button("รวมทั้งสองข้อความ", "outline-primary", () => pick(combined(contentOf(cell), other))),
    ),
  );
  const row = cell.closest("tr");
  const bar = element(
    "tr",
    { class: "clash", role: "row", id: barId(state.place) },
    element("td", { role: "cell", colspan: String(row.cells.length) }, notice),
  );
  const compare = () => {
    const texts = [contentOf(cell), other].map((content) => linesOf(cell, content).join("\n"));
    const pieces = differences(...texts);
    const typed = state.typedAt ? `พิมพ์เมื่อ ${clock(new Date(state.typedAt))}\u00a0น. ` : "";
    mineBox.replaceChildren(
      element("h3", {}, "ข้อความของท่าน"),
      element("p", { class: "meta" }, `${typed}ยังไม่ได้บันทึก`),
      ...marked(pieces.mine),
    );
    theirBox.replaceChildren(
      element("h3", {}, `ข้อความ${theirs.by ? of(theirs.by) : "ที่บันทึกไว้ในระบบ"}`),
      element("p", { class: "meta" }, theirs.at ? `บันทึกเมื่อ ${theirs.at}\u00a0น.` : "บันทึกแล้ว"),
      ...marked(pieces.theirs),
    );
  };
  compare();
  state.compare = () => {
    clearTimeout(state.comparing);
    state.comparing = setTimeout(compare, MINE_AGAIN);
  };
  cell.classList.add("clashcell");
  row.after(bar);
}

/** Takes the bar away. */
export function clearClash(grid, state) {
  barOf(state)?.remove();
  cellAt(grid, state.place)?.classList.remove("clashcell");
  state.compare = null;
}
