// Which words of two texts differ. Thai has no spaces between words: the browser's own segmenter
// (ICU, พจนานุกรม) finds them.

const MOST = 4_000_000;

function wordsOf(text) {
  if (!globalThis.Intl?.Segmenter) return text.split(/(?<=\s)|(?=\s)/);
  const segmenter = new Intl.Segmenter("th", { granularity: "word" });
  return [...segmenter.segment(text)].map(({ segment }) => segment);
}

/** Lengths of the longest common run of the rest, for every pair of places. */
function commonLengths(mine, theirs) {
  const width = theirs.length + 1;
  const lengths = new Uint16Array((mine.length + 1) * width);
  for (let row = mine.length - 1; row >= 0; row -= 1) {
    for (let column = theirs.length - 1; column >= 0; column -= 1) {
      const at = row * width + column;
      lengths[at] =
        mine[row] === theirs[column]
          ? lengths[at + width + 1] + 1
          : Math.max(lengths[at + width], lengths[at + 1]);
    }
  }
  return { lengths, width };
}

/** Aligns two lists: steps of {mine?, theirs?}, both where the items are equal. */
export function aligned(mine, theirs) {
  const { lengths, width } = commonLengths(mine, theirs);
  const steps = [];
  let [row, column] = [0, 0];
  while (row < mine.length || column < theirs.length) {
    const at = row * width + column;
    if (row < mine.length && column < theirs.length && mine[row] === theirs[column]) {
      steps.push({ mine: row++, theirs: column++ });
    } else if (
      column === theirs.length ||
      (row < mine.length && lengths[at + width] >= lengths[at + 1])
    ) {
      steps.push({ mine: row++ });
    } else {
      steps.push({ theirs: column++ });
    }
  }
  return steps;
}

/** Both texts in pieces [text, differs]: {mine, theirs}. */
export function differences(mine, theirs) {
  const [left, right] = [wordsOf(mine), wordsOf(theirs)];
  const pieces = { mine: [], theirs: [] };
  const add = (side, text, differs) => {
    const last = side.at(-1);
    if (last?.[1] === differs) last[0] += text;
    else side.push([text, differs]);
  };
  if (left.length * right.length > MOST) return { mine: [[mine, true]], theirs: [[theirs, true]] };
  for (const step of aligned(left, right)) {
    const equal = step.mine !== undefined && step.theirs !== undefined;
    if (step.mine !== undefined) add(pieces.mine, left[step.mine], !equal);
    if (step.theirs !== undefined) add(pieces.theirs, right[step.theirs], !equal);
  }
  return pieces;
}
