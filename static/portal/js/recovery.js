// Drafts found again (ข้อความที่ค้างอยู่ในเครื่อง): after a browser was closed, killed or away, what
// was typed goes back into its cell when nobody changed it meanwhile, else both texts are shown.
// A text whose row is gone is offered to copy.

import { canonical, cellAt, keyOf } from "./cells.js";
import * as drafts from "./drafts.js";
import { button, element, icon } from "./elements.js";

/** Puts the drafts of this user and plan back; tells how many cells went on. */
export async function recover(grid, autosave, offer) {
  const { user, plan, round, editable } = grid.dataset;
  let found = 0;
  for (const draft of await drafts.draftsOf(user, plan)) {
    const other = draft.round !== null && draft.round !== Number(round);
    if (other || draft.session === autosave.page || (await drafts.isHeld(draft.session))) continue;
    const state = autosave.states.get(keyOf(draft));
    const cell = state && cellAt(grid, draft);
    if (!cell || editable !== "yes" || cell.hasAttribute("data-readonly")) {
      offer(draft);
      continue;
    }
    if (state.clash || !autosave.unsaved().includes(state)) {
      state.typedAt = draft.typedAt;
      if (autosave.continueWith(state, draft.content, draft.revision)) found += 1;
      await autosave.keepDraft(state);
    } else if (canonical(draft.content) !== canonical(autosave.contentOf(state))) {
      offer(draft);
      continue;
    }
    await drafts.forget(draft.key);
  }
  return found;
}

/** Offers every text kept here, on a page where nothing may be typed: it is not lost from sight. */
export async function offerKept(grid) {
  const { user, plan } = grid.dataset;
  for (const draft of await drafts.draftsOf(user, plan)) {
    if (!(await drafts.isHeld(draft.session))) offerLost(grid, draft);
  }
}

/** Offers a text that has no cell any more; it is forgotten only when the clerk says so. */
export function offerLost(grid, draft, why = "ช่องของข้อความนี้แก้ไขไม่ได้แล้วหรือถูกลบ") {
  const text = draft.content.paragraphs.map((each) => each.text).join("\n");
  if (!text) return;
  const box = element(
    "textarea",
    { class: "form-control mb-2", readonly: "", rows: "3", "aria-label": "ข้อความที่ยังไม่ได้บันทึก" },
    text,
  );
  const id = `lost-${draft.row}-${draft.column}-${draft.round ?? ""}`;
  document.getElementById(id)?.remove();
  const notice = element(
    "div",
    { class: "notice n-look", role: "status", id },
    icon("warn"),
    element(
      "p",
      {},
      element("strong", {}, `${why} ข้อความที่พิมพ์ไว้ยังเก็บอยู่ในเครื่องนี้`),
      " โปรดคัดลอกไปวางในช่องที่ต้องการ",
    ),
    box,
    element(
      "div",
      { class: "cluster" },
      button("เลือกข้อความทั้งหมด", "outline-primary", () => {
        box.focus();
        box.select();
      }),
      button("ลบข้อความนี้จากเครื่อง", "outline-primary", () => {
        drafts.forget(draft.key);
        notice.remove();
      }),
    ),
  );
  (grid.closest(".work") ?? grid).before(notice);
}
