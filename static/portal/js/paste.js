// Pasting (วาง): a table from Word or Excel goes to the server, which shows the cells as they will
// land; several lines of text become paragraphs of the cell, their typed numbers made numbering.

import { cellOf, placeOf } from "./cells.js";
import { button, element } from "./elements.js";
import { change } from "./history.js";
import { where } from "./keyboard.js";
import { pasted, typedMarker } from "./numbering.js";
import { sendForm } from "./requests.js";

const BARE_MARKER = /^\s*(?:\(?[\d๐-๙]{1,3}(?:\.[\d๐-๙]{1,3})*[.)]?|[-–—•●▪·o*])$/;

/** Whether what was copied is a table of two cells or more. */
export function isTable(html, text) {
  // Counted, not parsed: the policy would refuse each style that Word wrote into it.
  if (html) return (html.match(/<t[dh][\s>]/gi) ?? []).length > 1;
  // A list copied from Word is "1.<tab>text" in plain text: no table.
  const rows = text.split(/\r?\n/).filter((line) => line.includes("\t"));
  return rows.some((row) => !BARE_MARKER.test(row.split("\t")[0]) || row.split("\t").length > 2);
}

/** The lines of a copied text, without the empty ones. */
export const linesOf = (text) =>
  text.split(/[\r\n\v\f\u0085\u2028\u2029]+/).map((line) => line.replace(/\t/g, " ")).filter((line) => line.trim());

/** Wires pasting in a grid. */
export function listenForPaste(grid, autosave) {
  grid.addEventListener("paste", (event) => {
    const cell = cellOf(event.target);
    if (!cell) return;
    const html = event.clipboardData.getData("text/html");
    const text = event.clipboardData.getData("text/plain");
    if (grid.dataset.pasteUrl && isTable(html, text)) {
      event.preventDefault();
      preview(grid, autosave, { html, text, cell });
      return;
    }
    const lines = linesOf(text);
    if (!event.target.matches("textarea.para") || !lines.length) return;
    const { paragraphs, index, from, to } = where(cell, event.target);
    const alone = lines.length === 1 && !(typedMarker(lines[0]) && !paragraphs[index].text.trim());
    // One line within a text is the browser's own matter, unless its line end came along.
    if (alone && !/[\r\n\t]/.test(text)) return;
    event.preventDefault();
    change(cell, pasted(paragraphs, index, from, to, lines));
  });
}

async function preview(grid, autosave, { html, text, cell }) {
  const { row, column, round } = placeOf(cell);
  const back = document.activeElement;
  await autosave.flush();
  const fields = new FormData();
  for (const [name, value] of Object.entries({ html, text, row, column, round: round ?? grid.dataset.round })) {
    fields.append(name, value);
  }
  const { outcome, html: answer } = await sendForm(grid, grid.dataset.pasteUrl, fields);
  const found = new DOMParser().parseFromString(answer, "text/html");
  const content = found.querySelector("[data-paste-preview], main") ?? found.body;
  const dialog = element("dialog", { class: "paste", "aria-labelledby": "paste-title" });
  const title = element("h2", { id: "paste-title", tabindex: "-1" }, "ตรวจก่อนวางลงตาราง");
  const close = button("ยกเลิกการวาง", "outline-primary", () => dialog.close());
  if (outcome === "done" && content.textContent.trim()) {
    for (const each of content.querySelectorAll("input[name=csrfmiddlewaretoken]")) {
      each.value = grid.querySelector("input[name=csrfmiddlewaretoken]").value;
    }
    dialog.append(title, ...content.childNodes, close);
  } else {
    const why = "ยังอ่านตารางที่วางไม่ได้ในขณะนี้ ข้อความในตารางไม่เปลี่ยน โปรดวางอีกครั้งเมื่อกลับมาออนไลน์";
    dialog.append(title, element("p", {}, why), close);
  }
  dialog.addEventListener("close", () => {
    dialog.remove();
    back?.focus();
  });
  document.body.append(dialog);
  dialog.showModal();
}
