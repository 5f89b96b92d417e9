// The grid where nothing may be typed: what this browser still keeps of its reader's texts, typed
// before the plan was submitted or the right was gone, is offered to copy.

import { offerKept } from "./recovery.js";

const grid = document.getElementById("grid");
if (grid) offerKept(grid).catch(() => {});
