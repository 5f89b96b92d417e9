// Whether the clerk is still signed in (การเข้าสู่ระบบ): after the session ended in mid-typing,
// this looks until someone has signed in again in another tab, and only the same person goes on.

import { renewToken } from "./requests.js";

const PAUSE = 15_000;

/** `state`: open, ended, stranger (someone else signed in), denied; `back` is called on return. */
export class Session {
  constructor(grid, back) {
    Object.assign(this, { grid, back, state: "open" });
    const look = () => !document.hidden && !this.open && this.ask("ended");
    document.addEventListener("visibilitychange", look);
    addEventListener("focus", look);
  }

  get open() {
    return this.state === "open";
  }

  /** Where to sign in: the grid's own address leads there and back. */
  get address() {
    return this.grid.dataset.loginUrl ?? location.pathname;
  }

  /** After "ended" or "denied": true when a new token lets the clerk go on. */
  async ask(outcome) {
    this.asking ??= this.#look(outcome).finally(() => (this.asking = null));
    return this.asking;
  }

  async #look(outcome) {
    const before = this.state;
    const found = await renewToken(this.grid);
    if (found === "fresh" || (found === "same" && outcome === "ended")) this.state = "open";
    else if (found === "same") this.state = "denied";
    else if (found !== "away") this.state = found;
    else if (outcome === "ended") this.state = "ended";
    clearTimeout(this.timer);
    if (this.state === "ended" || this.state === "stranger") {
      this.timer = setTimeout(() => this.ask("ended"), PAUSE);
    }
    if (before !== "open" && this.open) this.back();
    return this.open;
  }
}
