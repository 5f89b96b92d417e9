// Before a plan is submitted (ก่อนส่ง): texts of its grid that this browser keeps and no answer has
// confirmed would not be in what is sent. The grid's page sends them, or asks what to do with them.

import * as drafts from "./drafts.js";
import { thai } from "./digits.js";
import { element, warning } from "./elements.js";
import { signOut } from "./sending.js";

const form = document.querySelector("form[data-plan]");
const kept = form ? await drafts.draftsOf(signOut().dataset.user, form.dataset.plan).catch(() => []) : [];
if (kept.length) {
  form.before(
    warning(
      { role: "status" },
      `ในเครื่องนี้มีข้อความ ${thai(kept.length)}\u00a0ช่องที่ยังไม่ยืนยันว่าบันทึกแล้ว`,
      " โปรดเปิดตารางให้ระบบบันทึกก่อนส่ง ",
      element("a", { class: "nw", href: form.dataset.grid }, "เปิดตารางมาตรการ"),
    ),
  );
}
