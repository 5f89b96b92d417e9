// Periods (ระยะเวลา) of a fiscal year by choosing months; typing stays possible beside it.

import { cellOf, textareasOf } from "./cells.js";
import { thai } from "./digits.js";
import { button, element } from "./elements.js";

const MONTHS = ["ต.ค.", "พ.ย.", "ธ.ค.", "ม.ค.", "ก.พ.", "มี.ค.", "เม.ย.", "พ.ค.", "มิ.ย.", "ก.ค.", "ส.ค.", "ก.ย."];

/** The months of a fiscal year (BE), which begins in October of the year before: "ต.ค. ๖๗". */
export const monthsOf = (year) =>
  MONTHS.map((month, index) => `${month} ${thai(String(index < 3 ? year - 1 : year).slice(-2))}`);

/** Offers months in every cell of periods, once the cursor is in it. */
export function offerPeriods(grid) {
  const months = monthsOf(Number(grid.dataset.plan.split("/").at(-1)));
  grid.addEventListener("focusin", (event) => {
    const cell = cellOf(event.target);
    if (cell?.dataset.kind !== "period" || cell.querySelector(".months")) return;
    (cell.querySelector(".echo") ?? cell.querySelector("ol.paras")).after(pickerOf(cell, months));
  });
}

function pickerOf(cell, months) {
  const [from, to] = ["ตั้งแต่", "ถึง"].map((label) =>
    element("select", { "aria-label": `${label}เดือน` }, ...months.map((month) => new Option(month))),
  );
  const [first, last] = (textareasOf(cell)[0]?.value ?? "").split(/\s*[-–]\s*/);
  from.selectedIndex = Math.max(0, months.indexOf(first));
  to.selectedIndex = months.includes(last) ? months.indexOf(last) : months.length - 1;
  const write = () => {
    const textarea = textareasOf(cell)[0];
    textarea.value = `${from.value} - ${to.value}`;
    textarea.dispatchEvent(new InputEvent("input", { bubbles: true }));
  };
  from.addEventListener("change", () => {
    if (to.selectedIndex < from.selectedIndex) to.selectedIndex = from.selectedIndex;
    write();
  });
  to.addEventListener("change", () => {
    if (from.selectedIndex > to.selectedIndex) from.selectedIndex = to.selectedIndex;
    write();
  });
  const whole = button("ทั้งปี", "outline-primary", () => {
    from.selectedIndex = 0;
    to.selectedIndex = months.length - 1;
    write();
  });
  // Choosing is no typing: only what it writes is.
  for (const select of [from, to]) select.addEventListener("input", (event) => event.stopPropagation());
  return element(
    "details",
    { class: "months" },
    element("summary", { class: "add" }, "เลือกเดือน"),
    element("label", {}, "ตั้งแต่", from),
    element("label", {}, "ถึง", to),
    whole,
  );
}
