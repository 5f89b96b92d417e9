// Sending a plain form (ส่งแบบฟอร์ม): before it goes, the server is asked whether the same person is
// still signed in. A page that went away with the login page, another's session or a dead line would
// take what was typed with it; this way it stays where it is, and the button is pressed once more.
//
// The answer brings the CSRF token of now, which signing in again in another tab has changed. A
// second press while the first is under way does nothing.

import { element, warning } from "./elements.js";

const PATIENCE = 20_000;
// After that a form that was sent and not answered may be sent again.
const REST = 10_000;

const NOTICES = {
  ended: [
    "หมดเวลาการเข้าสู่ระบบ จึงยังไม่ได้บันทึก",
    " ข้อความที่กรอกยังอยู่ในหน้านี้ โปรดเข้าสู่ระบบอีกครั้งในแท็บใหม่ แล้วกลับมากดปุ่มเดิม ",
  ],
  stranger: [
    "บัญชีอื่นเข้าสู่ระบบอยู่ในเบราว์เซอร์นี้ จึงยังไม่ได้บันทึก",
    " ข้อความที่กรอกยังอยู่ในหน้านี้ โปรดเข้าสู่ระบบด้วยบัญชีของท่านในแท็บใหม่ แล้วกลับมากดปุ่มเดิม ",
  ],
  away: [
    "ติดต่อระบบไม่ได้ จึงยังไม่ได้บันทึก",
    " ข้อความที่กรอกยังอยู่ในหน้านี้ โปรดกดปุ่มเดิมอีกครั้งเมื่อกลับมาออนไลน์",
  ],
};

/** The form for signing out: it is on every page, and says who is signed in. */
export const signOut = (page = document) => page.querySelector("form[data-user]");

/** Forms of main that go by themselves: not the grid's row commands, nothing of one's own account. */
export const isPlain = (form) =>
  form.getAttribute("method")?.toLowerCase() === "post" &&
  form.closest("main, dialog") !== null &&
  form.id !== "row-form" &&
  !form.querySelector("[type=password]") &&
  !location.pathname.startsWith("/account/");

/** "open" when the same person is signed in, with the token of now put into the page's forms. */
async function standing() {
  const mine = signOut().dataset;
  let answer;
  try {
    answer = await fetch(mine.asks, { cache: "no-store", signal: AbortSignal.timeout(PATIENCE) });
  } catch {
    return "away";
  }
  if (!answer.ok) return "away";
  const found = signOut(new DOMParser().parseFromString(await answer.text(), "text/html"));
  if (!found) return "ended";
  if (found.dataset.user !== mine.user) return "stranger";
  const token = found.querySelector("[name=csrfmiddlewaretoken]").value;
  for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  return "open";
}

function show(form, submitter, why) {
  const [first, then] = NOTICES[why];
  const again = element("a", { href: signOut().dataset.login, target: "_blank", rel: "noopener" }, "เปิดหน้าเข้าสู่ระบบ");
  const said = [first, then, ...(why === "away" ? [] : [again])];
  const notice = warning({ role: "alert", id: "not-sent", tabindex: "-1" }, ...said);
  const place = submitter?.closest(".savebar, .cluster") ?? submitter;
  if (place && form.contains(place)) place.before(notice);
  else form.append(notice);
  notice.focus();
}

/** Wires the page's plain forms; `leaves(form)` is called when one really goes. */
export function watchSending(leaves) {
  const free = new Set();
  const waiting = new Set();
  document.addEventListener("submit", async (event) => {
    const { target: form, submitter } = event;
    if (event.defaultPrevented || !isPlain(form) || submitter?.dataset.action) return;
    if (free.delete(form)) return;
    event.preventDefault();
    if (waiting.has(form)) return;
    waiting.add(form);
    document.getElementById("not-sent")?.remove();
    const found = await standing();
    if (found !== "open") {
      waiting.delete(form);
      show(form, submitter, found);
      return;
    }
    setTimeout(() => waiting.delete(form), REST);
    leaves(form);
    free.add(form);
    form.requestSubmit(submitter);
  });
  // Come back to by the browser's own button, a page is as it was when it was left.
  addEventListener("pageshow", () => waiting.clear());
}
