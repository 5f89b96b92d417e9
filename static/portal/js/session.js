// Whether the clerk is still signed in (การเข้าสู่ระบบ): after the session ended in mid-typing,
// this looks until someone has signed in again in another tab, and only the same person goes on.

import { renewToken } from "./requests.js";

const PAUSE = 15_000;

/** `state`: open, ended, stranger (someone else signed in); `back` is called on return. */
export class Session {
  constructor(grid, back) {
    Object.assign(this, { grid, back, state: "open" });
    const look = () => !document.hidden && !this.open && this.ask();
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

  /** The server would not have this page any more: true when a new token lets the clerk go on. */
  async ask() {
    this.asking ??= this.#look().finally(() => (this.asking = null));
    return this.asking;
  }

  async #look() {
    const before = this.state;
    const found = await renewToken(this.grid);
    if (found === "fresh") this.state = "open";
    else if (found === "stranger") this.state = found;
    // The right token, refused: a session that ended between two questions, or a door kept shut.
    else if (found === "ended" || this.open) this.state = "ended";
    else if (found === "same") this.state = "open";
    clearTimeout(this.timer);
    if (!this.open) this.timer = setTimeout(() => this.ask(), PAUSE);
    if (before !== "open" && this.open) this.back();
    return this.open;
  }
}
