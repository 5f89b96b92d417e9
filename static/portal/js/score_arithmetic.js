// Scores as the portal counts them (measures/rules/scoring.py, totals.py, grading.py), exactly:
// a score is a BigInt of hundredths, a mean or total a fraction of hundredths, null where unknown.

/** The hundredths of a typed score in Thai or Arabic digits; null for what is no score. */
export function readScore(text) {
  const written = text.trim().replace(/[๐-๙]/g, (digit) => "๐๑๒๓๔๕๖๗๘๙".indexOf(digit));
  const found = /^(\d{1,3})(?:\.(\d{1,2})0*)?$/.exec(written);
  if (!found) return null;
  const score = BigInt(found[1]) * 100n + BigInt((found[2] ?? "").padEnd(2, "0"));
  return score <= 10000n ? score : null;
}

/** A fraction as published: hundredths, a half rounded up. */
export function twoPlaces({ over, under }) {
  return (2n * over + under) / (2n * under);
}

/** The unweighted mean as a fraction; null where a score is missing or there are none. */
export function mean(scores) {
  if (scores.length === 0 || scores.includes(null)) return null;
  return { over: scores.reduce((sum, score) => sum + score, 0n), under: BigInt(scores.length) };
}

/** The total by weights in hundredths of a percent, as a fraction; null with a mean missing. */
export function weightedTotal(means, weights) {
  let total = { over: 0n, under: 1n };
  for (const [place, each] of means.entries()) {
    if (each === null) return null;
    const part = { over: each.over * weights[place], under: each.under * 10000n };
    total = { over: total.over * part.under + part.over * total.under, under: total.under * part.under };
  }
  return total;
}

/** The name of the level of a total in hundredths; "" where it is not known. Bands from the top. */
export function levelOf(bands, total, instruments) {
  if (total === null) return "";
  for (const { name, total: from, each } of bands) {
    if (total < from) continue;
    if (each === null) return name;
    if (instruments.some((score) => score !== null && score < each)) continue;
    return instruments.length === 0 || instruments.includes(null) ? "" : name;
  }
  return "";
}

/** Whether a score looks like points of an instrument's weight, both in hundredths. */
export function looksLikePoints(score, weight) {
  return score > 0n && score <= weight;
}

/** Hundredths in print: Thai digits, two decimals. */
export function scoreText(score) {
  const text = `${score / 100n}.${String(score % 100n).padStart(2, "0")}`;
  return text.replace(/\d/g, (digit) => "๐๑๒๓๔๕๖๗๘๙"[digit]);
}

/** A year counted from its scores by indicator: instruments and total, announced before computed. */
export function countYear({ instruments, bands, scores, announced, announcedTotal }) {
  const means = instruments.map(({ indicators }) => mean(indicators.map((number) => scores.get(number) ?? null)));
  const known = instruments.map(({ code }, place) => announced.get(code) ?? (means[place] && twoPlaces(means[place])));
  const weights = instruments.map(({ weight }) => weight);
  const whole = weightedTotal(means, weights)
    ?? weightedTotal(known.map((score) => (score === null ? null : { over: score, under: 1n })), weights);
  const computed = whole && twoPlaces(whole);
  const total = announcedTotal ?? computed;
  return { instruments: known, computed, total, level: levelOf(bands, total, known) };
}
