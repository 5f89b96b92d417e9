// Thai digits (เลขไทย) and clock times as the portal writes them.

const THAI = "๐๑๒๓๔๕๖๗๘๙";

/** The value as text with Thai digits: 12 -> "๑๒". */
export const thai = (value) => String(value).replace(/[0-9]/g, (digit) => THAI[digit]);

/** The text with Arabic digits: "๑๒" -> "12". */
export const arabic = (text) => text.replace(/[๐-๙]/g, (digit) => String(THAI.indexOf(digit)));

/** A time of day in the reader's own clock: "๑๔.๐๒". */
export function clock(moment = new Date()) {
  const two = (number) => String(number).padStart(2, "0");
  return thai(`${two(moment.getHours())}.${two(moment.getMinutes())}`);
}
