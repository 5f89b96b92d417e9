// Cells that grow with their text: CSS does it where it can (`field-sizing: content`); elsewhere
// the height is measured and set through the object model, which the page's policy allows.

const byStyle = globalThis.CSS?.supports?.("field-sizing", "content") ?? false;

/** Gives a textarea the height of its text, where the browser does not by itself. */
export function grow(textarea) {
  if (byStyle) return;
  textarea.style.height = "auto";
  textarea.style.height = `${textarea.scrollHeight}px`;
}

/** Grows everything inside `root` now, and again when widths or fonts change. */
export function growAll(root) {
  if (byStyle) return;
  for (const textarea of root.querySelectorAll("textarea.para")) grow(textarea);
}

/** Keeps a grid's textareas grown: on typing, on new rows, on other widths. */
export function keepGrowing(grid) {
  if (byStyle) return;
  let width = 0;
  grid.addEventListener("input", (event) => {
    if (event.target.matches("textarea.para")) grow(event.target);
  });
  new MutationObserver(() => growAll(grid)).observe(grid, { childList: true, subtree: true });
  new ResizeObserver(([entry]) => {
    if (entry.contentRect.width === width) return;
    width = entry.contentRect.width;
    growAll(grid);
  }).observe(grid);
  document.fonts?.ready.then(() => growAll(grid));
}
