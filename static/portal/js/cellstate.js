// What is known of one cell while its page is open: where it started from, and what hinders it.

import { canonical, contentOf, keyOf, placeOf } from "./cells.js";

/** The revision and content a cell started from; `clash` and `refused` while it waits. */
export class CellState {
  constructor(cell) {
    this.place = placeOf(cell);
    this.key = keyOf(this.place);
    this.startFrom(cell.dataset.revision ?? "", contentOf(cell));
    this.timer = this.draftTimer = this.sending = this.clash = this.refused = null;
    this.typedAt = 0;
  }

  /** From here on, changes are counted against this stored content. */
  startFrom(revision, content) {
    this.revision = revision;
    this.saved = canonical(content);
    this.accepted = null;
    this.stored = null;
  }

  /** Whether this content is stored already. */
  holds(text) {
    return text === this.saved || text === this.accepted;
  }
}

/** What a refusal says of the other's text, without who and when. */
export const theirContent = ({ paragraphs, units, status }) => ({
  paragraphs: paragraphs ?? [],
  ...(units ? { units } : {}),
  ...(status === undefined ? {} : { status }),
});
