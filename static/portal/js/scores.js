// Means, totals, levels and changes follow the scores while they are typed. Saving is the form's;
// without this module the server shows the same after a save.

import { countYear, looksLikePoints, readScore, scoreText } from "./score_arithmetic.js";

const form = document.getElementById("scores");
const years = [...form.querySelectorAll("[data-year-of-scores]")].map(readYear).sort((a, b) => a.year - b.year);
let changed = false;

function hundredths(text) {
  return readScore(Number(text).toFixed(2));
}

function readYear(section) {
  const year = section.dataset.yearOfScores;
  return {
    year,
    section,
    instruments: JSON.parse(section.dataset.instruments).map(([code, weight, indicators]) => ({
      code, indicators, weight: hundredths(weight),
    })),
    bands: JSON.parse(section.dataset.bands).map(([name, total, each]) => ({
      name, total: hundredths(total), each: each === null ? null : hundredths(each),
    })),
    fields: [...form.querySelectorAll(`[data-kind="indicator"][data-year="${year}"]`)],
    announced: [...section.querySelectorAll("[data-announced-instrument]")],
    total: section.querySelector("[data-announced]"),
    level: section.querySelector("[data-announced-level]"),
  };
}

/** Typed anew, low enough for weighted points, and not confirmed: it waits for an answer. */
function waits(field, score) {
  const stored = field.dataset.stored;
  if (score === null) return field.value.trim() !== "";
  if (stored && stored !== "None" && hundredths(stored) === score) return false;
  if (form.querySelector(`[data-confirmed="${field.name}"]`)) return false;
  return looksLikePoints(score, hundredths(field.dataset.weight));
}

function count(year) {
  const scores = new Map();
  const waiting = new Set();
  for (const field of year.fields) {
    const score = readScore(field.value);
    const number = Number(field.dataset.score);
    if (waits(field, score)) waiting.add(number);
    else scores.set(number, score);
  }
  const announced = new Map(year.announced.map((field) => [field.dataset.announcedInstrument, readScore(field.value)]));
  const counted = countYear({ ...year, scores, announced, announcedTotal: readScore(year.total.value) });
  return { ...counted, scores, waiting };
}

function say(place, text, quiet = false) {
  if (!place || place.textContent.trim() === text) return;
  place.textContent = text;
  place.classList.toggle("flat", quiet);
  place.classList.remove("waiting");
}

function sayFigure(key, year, score, waiting) {
  const place = form.querySelector(`[data-figure="${key}"][data-year="${year}"]`);
  say(place, score !== null ? scoreText(score) : waiting ? "รอยืนยัน" : "ยังไม่ครบ", score === null);
}

function icon(name) {
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  const use = document.createElementNS("http://www.w3.org/2000/svg", "use");
  svg.setAttribute("class", "icon");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${form.dataset.icons}#${name}`);
  svg.append(use);
  return svg;
}

function sayChange(key, earlier, later, waitingYears) {
  const place = form.querySelector(`[data-change="${key}"]`);
  if (!place) return;
  let words = ["none", "", ""];
  if (waitingYears.length) {
    const named = waitingYears.map((year) => `ปี\u00a0${year.replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit])}`);
    words = ["none", "", `รอยืนยันค่า${named.join(" และ ")}`];
  } else if (earlier === null || later === null) {
    const missing = earlier === null && later === null ? "ไม่มีคะแนนทั้งสองปี" : earlier === null ? "ไม่มีคะแนนปีก่อน" : "ไม่มีคะแนนปีหลัง";
    words = ["none", "", missing];
  } else if (later > earlier) words = ["rise", "rise", `เพิ่มขึ้น ${scoreText(later - earlier)}\u00a0คะแนน`];
  else if (later < earlier) words = ["fall", "fall", `ลดลง ${scoreText(earlier - later)}\u00a0คะแนน`];
  else words = ["flat", "flat", "คะแนนเท่าเดิม"];
  const [kind, sign, text] = words;
  if (place.textContent.trim() === text) return;
  const change = document.createElement("span");
  change.className = `chg ${kind}`;
  if (sign) change.append(icon(sign));
  change.append(text);
  place.replaceChildren(change);
}

function sayDifference(year, counted) {
  const place = form.querySelector(`[data-difference="${year.year}"]`);
  const announced = readScore(year.total.value);
  if (announced === null || counted.computed === null) {
    place.replaceChildren();
    return;
  }
  const apart = announced > counted.computed ? announced - counted.computed : counted.computed - announced;
  const agrees = apart <= 2n;
  const text = agrees
    ? `คำนวณได้ ${scoreText(counted.computed)} ตรงกับที่ประกาศ (ต่างกันไม่เกิน ๐.๐๒)`
    : `คำนวณได้ ${scoreText(counted.computed)} ต่างเกิน ๐.๐๒ ระบบใช้คะแนนที่ประกาศและไม่แก้ให้ โปรดตรวจตัวเลขกับหนังสือแจ้งผล`;
  if (place.lastElementChild?.textContent.endsWith(text)) return;
  const line = document.createElement("p");
  line.append(text);
  if (agrees) {
    line.className = "meta";
    place.replaceChildren(line);
    return;
  }
  const box = document.createElement("div");
  const head = document.createElement("p");
  const strong = document.createElement("strong");
  box.className = "notice n-look";
  strong.append(`ต่างจากที่คำนวณ ${scoreText(apart)}\u00a0คะแนน`);
  head.append(strong);
  box.append(icon("warn"), head, line);
  place.replaceChildren(box);
}

function show() {
  const counted = years.map(count);
  years.forEach((year, place) => {
    const of = counted[place];
    const level = year.level.value || of.level || "ยังไม่ทราบ";
    year.instruments.forEach(({ code, indicators }, index) => {
      sayFigure(code, year.year, of.instruments[index], indicators.some((number) => of.waiting.has(number)));
    });
    sayFigure("total", year.year, of.total, of.waiting.size > 0);
    say(year.section.querySelector("[data-total]"), of.total !== null ? scoreText(of.total)
      : of.waiting.size ? `รอยืนยัน ${String(of.waiting.size).replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit])}\u00a0ค่า` : "คะแนนยังไม่ครบ", of.total === null);
    form.querySelectorAll(`[data-level][data-year="${year.year}"]`).forEach((each) => say(each, level));
    if (changed) year.section.querySelector("[data-held-back]")?.remove();
    sayDifference(year, of);
  });
  if (years.length !== 2) return;
  const [before, after] = counted;
  const numbers = new Set([...before.scores.keys(), ...before.waiting, ...after.scores.keys(), ...after.waiting]);
  const waitingYears = (test) => years.filter((_, place) => test(counted[place])).map(({ year }) => year);
  for (const number of numbers) {
    sayChange(number, before.scores.get(number) ?? null, after.scores.get(number) ?? null,
      waitingYears((each) => each.waiting.has(number)));
  }
  years[1].instruments.forEach(({ code, indicators }, index) => {
    sayChange(code, before.instruments[index] ?? null, after.instruments[index],
      waitingYears((each) => indicators.some((number) => each.waiting.has(number))));
  });
  sayChange("total", before.total, after.total, waitingYears((each) => each.waiting.size > 0));
}

form.addEventListener("input", () => {
  changed = true;
  document.getElementById("unsaved").textContent = "มีคะแนนที่ยังไม่ได้บันทึก";
  show();
});
form.addEventListener("submit", () => {
  changed = false;
});
window.addEventListener("beforeunload", (event) => {
  if (changed) event.preventDefault();
});
show();
