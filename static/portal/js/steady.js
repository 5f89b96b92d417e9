// Nothing moves away under the pointer: a cell that is left takes its hint and its empty
// paragraphs away, and everything below would go up between pressing and releasing.

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
