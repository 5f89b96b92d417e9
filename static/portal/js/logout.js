// Signing out (ออกจากระบบ): what this browser kept of the clerk's texts goes, so that whoever uses
// the machine next finds nothing. Texts that are not stored yet are asked about first.

import * as drafts from "./drafts.js";
import { thai } from "./digits.js";
import { button, element, warning } from "./elements.js";

const PATIENCE = 3_000;

/** Lets the page's own parts finish: they add promises to the event's `detail`. */
async function finish() {
  const waits = [];
  document.dispatchEvent(new CustomEvent("portal:logout", { detail: waits }));
  const patience = new Promise((resolve) => setTimeout(resolve, PATIENCE));
  await Promise.race([Promise.allSettled(waits), patience]);
}

async function leave(form) {
  document.dispatchEvent(new CustomEvent("portal:leaving"));
  await drafts.clear().catch(() => {});
  form.submit();
}

function ask(form, count) {
  document.getElementById("unsent")?.remove();
  const stay = button("อยู่ต่อ", "primary", () => notice.remove());
  const notice = warning(
    { role: "alert", id: "unsent" },
    `มีข้อความ ${thai(count)}\u00a0ช่องที่ยังไม่ได้บันทึก`,
    " การออกจากระบบจะลบข้อความนั้นจากเครื่องนี้ โปรดบันทึกก่อน หรือเลือกลบ",
  );
  notice.append(
    element(
      "div",
      { class: "cluster" },
      stay,
      button("ลบข้อความและออกจากระบบ", "outline-primary", () => leave(form)),
    ),
  );
  document.getElementById("main").prepend(notice);
  stay.focus();
}

document.addEventListener("submit", async (event) => {
  const form = event.target;
  if (!form.matches("form[method=post][action*='logout']")) return;
  event.preventDefault();
  await finish();
  const kept = (await drafts.everyDraft().catch(() => [])).filter(({ sent }) => !sent);
  if (kept.length) ask(form, kept.length);
  else leave(form);
});
