// Nothing moves away under the pointer: a cell that is left takes its hint and its empty
// paragraphs away, and everything below would go up between pressing and releasing. Nor from the eye
// of who comes by keyboard.

import { cellOf } from "./cells.js";

/** Keeps the height of the cell that is about to be left until the pointer is released. */
export function holdStill() {
  document.addEventListener(
    "pointerdown",
    () => {
      const cell = cellOf(document.activeElement)?.closest("td");
      if (!cell) return;
      cell.style.height = `${cell.getBoundingClientRect().height}px`;
      // The click comes right after the release.
      const release = () => setTimeout(() => (cell.style.height = ""));
      addEventListener("pointerup", release, { once: true });
      addEventListener("pointercancel", release, { once: true });
    },
    { capture: true },
  );
}

/**
 * A cell that is come to by keyboard shows its tools below its text; what the browser keeps in place
 * then may be the page's foot, and the text goes up behind the table's head. It comes back.
 */
export function keepInSight(field) {
  const after = (frames) => {
    if (frames) return requestAnimationFrame(() => after(frames - 1));
    if (document.activeElement !== field || field.offsetHeight > innerHeight / 2) return;
    field.scrollIntoView({ block: "nearest", behavior: "instant" });
  };
  after(2);
}
