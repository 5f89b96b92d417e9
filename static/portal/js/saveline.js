// The save line (สถานะการบันทึก): always visible, and read out at most once in ten seconds.

import { element, icon } from "./elements.js";

const PAUSE = 10_000;

const LOOKS = {
  idle: null,
  saving: ["s-doing", "clock"],
  saved: ["s-done", "check"],
  away: ["s-look", "warn"],
  ended: ["s-look", "warn"],
  clash: ["s-look", "warn"],
  refused: ["s-bad", "bad"],
};

/** Owns `#save-line`. What changes often is hidden from readers; a second text speaks for it. */
export class SaveLine {
  #spoken = "";
  #spokenAt = -Infinity;
  #timer = null;

  constructor(line) {
    this.line = line;
    this.shown = element("span", { "aria-hidden": "true" });
    this.voice = element("span", { class: "visually-hidden" });
    this.more = element("span");
    line.classList.add("state", "s-plain");
    line.dataset.state = "idle";
    line.replaceChildren(this.shown, this.voice, this.more);
  }

  /** Shows a state in words; `link` is {text, href, blank?} after them. */
  show(state, text, link = null) {
    if (this.line.dataset.state !== state || this.text !== text) {
      const look = LOOKS[state];
      for (const each of Object.values(LOOKS)) if (each) this.line.classList.remove(each[0]);
      if (look) this.line.classList.add(look[0]);
      this.line.dataset.state = state;
      this.text = text;
      this.shown.replaceChildren(...(look ? [icon(look[1]), " "] : []), text);
    }
    if (this.more.dataset.link !== JSON.stringify(link)) {
      this.more.dataset.link = JSON.stringify(link);
      this.more.replaceChildren(...(link ? [" ", linked(link)] : []));
    }
    // Saving is what always happens; only how it ended is worth interrupting for.
    if (state !== "saving") this.#speak(text);
  }

  #speak(text) {
    clearTimeout(this.#timer);
    if (text === this.#spoken) return;
    const wait = Math.max(0, this.#spokenAt + PAUSE - performance.now());
    this.#timer = setTimeout(() => {
      this.#spoken = text;
      this.#spokenAt = performance.now();
      this.voice.textContent = text;
    }, wait);
  }
}

function linked({ text, href, blank = false }) {
  const target = blank ? { target: "_blank", rel: "noopener" } : {};
  return element("a", { href, ...target }, text);
}
