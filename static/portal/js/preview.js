// The panel with the report beside the grid: opened and hidden by one button, fetched by htmx when
// it is opened and when it is renewed. Typing never fetches it, so it never slows the grid.

const panel = document.getElementById("preview");
const show = document.getElementById("show-preview");
const renew = document.getElementById("renew-preview");
const line = document.getElementById("preview-line");
const sheets = document.getElementById("preview-sheets");
const OPEN = "preview-open";

function fetchSheets() {
  line.textContent = "กำลังจัดทำตัวอย่าง…";
  window.htmx.trigger(renew, "renew");
}

function open(focus) {
  panel.hidden = false;
  show.setAttribute("aria-expanded", "true");
  show.querySelector("span").textContent = "ซ่อนตัวอย่าง";
  sessionStorage.setItem(OPEN, "yes");
  if (focus) document.getElementById("preview-title").focus();
  fetchSheets();
}

function hide() {
  panel.hidden = true;
  show.setAttribute("aria-expanded", "false");
  show.querySelector("span").textContent = "แสดงตัวอย่าง";
  sessionStorage.removeItem(OPEN);
  show.focus();
}

show.hidden = false;
document.getElementById("whole-preview").hidden = true;
show.addEventListener("click", () => (panel.hidden ? open(true) : hide()));
document.getElementById("hide-preview").addEventListener("click", hide);
renew.addEventListener("click", fetchSheets);
panel.addEventListener("htmx:afterSwap", () => {
  // Another page than the preview came back: the session has ended.
  line.textContent = sheets.querySelector("[data-preview]") ? "" : "แสดงตัวอย่างไม่ได้ โปรดเข้าสู่ระบบอีกครั้งในแท็บใหม่ ข้อความที่พิมพ์ยังอยู่";
});
for (const failed of ["htmx:sendError", "htmx:responseError"]) {
  panel.addEventListener(failed, () => {
    line.textContent = "แสดงตัวอย่างไม่ได้ในขณะนี้ ข้อความที่พิมพ์ยังอยู่ โปรดลองปรับปรุงตัวอย่างอีกครั้ง";
  });
}
if (sessionStorage.getItem(OPEN) && window.innerWidth >= 992) open(false);
