// Those responsible (ผู้รับผิดชอบ): the organization's units as tick boxes, and new ones by name.
// The page's own list is a `<select multiple>`, which works without script; it stays the truth.

import { button, element } from "./elements.js";

const NEW = "ส่วนราชการใหม่";
// How long the second click of a double one may take.
const DOUBLE = 500;

/** Shows tick boxes as soon as a cell's list of units is opened. */
export function offerUnits(grid) {
  const open = (event) => {
    const box = event.target;
    if (!box.matches?.("details.units") || !box.open || box.querySelector(".unitlist")) return;
    const select = box.querySelector("select");
    select.hidden = true;
    for (const plain of box.querySelectorAll(":scope > label, :scope > .newunit")) plain.remove();
    select.after(listOf(grid, select));
  };
  // `toggle` does not bubble.
  grid.addEventListener("toggle", open, true);
}

function listOf(grid, select) {
  const list = element("fieldset", { class: "unitlist" });
  const named = select.getAttribute("aria-label") ?? "ส่วนราชการ";
  const boxes = element("div");
  const name = element("input", { type: "text", class: "form-control form-control-sm", lang: "th" });
  const tell = () => select.dispatchEvent(new Event("change", { bubbles: true }));
  const draw = () => boxes.replaceChildren(...[...select.options].map((each) => boxOf(each, tell)));
  const add = () => {
    const wanted = name.value.trim().replace(/\s+/g, " ");
    if (!wanted) return;
    const known = [...select.options].find(({ text }) => text === wanted);
    const option = known ?? new Option(wanted, wanted);
    if (!known) addEverywhere(grid, select, option);
    option.selected = true;
    name.value = "";
    draw();
    // The list has grown under the pointer: a second click would take the new unit's tick away.
    boxes.inert = true;
    setTimeout(() => (boxes.inert = false), DOUBLE);
    tell();
  };
  name.addEventListener("keydown", (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    event.preventDefault();
    add();
  });
  // What is typed here is no text of the cell.
  name.addEventListener("input", (event) => event.stopPropagation());
  list.addEventListener("refresh", draw);
  draw();
  list.append(
    element("legend", { class: "visually-hidden" }, named),
    boxes,
    element("label", { class: "unitname" }, NEW, name),
    button("เพิ่มส่วนราชการ", "outline-primary", add),
  );
  return list;
}

function boxOf(option, tell) {
  const box = element("input", { type: "checkbox", class: "form-check-input" });
  box.checked = option.selected;
  box.addEventListener("change", (event) => {
    event.stopPropagation();
    option.selected = box.checked;
    tell();
  });
  return element("label", { class: "unit" }, box, element("span", {}, option.text));
}

/** The new unit may be chosen in every row; the row that named it sends it. */
function addEverywhere(grid, select, option) {
  for (const other of grid.querySelectorAll(".units select")) {
    if (other !== select) other.append(new Option(option.text, option.value));
  }
  select.append(option);
}
