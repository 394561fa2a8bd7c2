// Rows of separated values, one at a time: quotes around values, doubled quotes in them, any end of line. A row whose
// end isn't near is refused before it is taken in.

import { MAX_RECORD_BYTES, Unread } from "./unread.js";

/** The values of one line. @param {string} line @param {string} separator @returns {string[]} */
export function splitLine(line, separator) {
  const [first] = records(line, separator, 0, 1);
  return first?.values ?? [];
}

/**
 * Every row from a place on, with the line of the file on which it starts. Blank lines are no rows.
 * @param {string} text @param {string} separator @param {number} start @param {number} line
 * @returns {Generator<{values: string[], line: number}>} @throws {Unread}
 */
export function* records(text, separator, start, line) {
  let at = start;
  let counted = line;
  while (at < text.length) {
    const begins = counted;
    while (text[at] === "\n" || text[at] === "\r") {
      counted += Number(text[at] === "\n");
      at += 1;
    }
    if (at >= text.length) return;
    const { values, end, lines } = record(text, separator, at, begins);
    yield { values, line: begins };
    // Its own end of line belongs to it; one of two signs is one end.
    counted += lines + Number(text.startsWith("\r\n", end) || text[end] === "\n");
    at = end + (text.startsWith("\r\n", end) ? 2 : 1);
  }
}

/** One row from its first sign to behind its last. @param {string} text @param {string} separator @param {number} start @param {number} line */
function record(text, separator, start, line) {
  const values = [];
  let value = "";
  let at = start;
  let lines = 0;
  let quoted = false;
  let fresh = true;
  for (; at < text.length; at += 1) {
    if (at - start > MAX_RECORD_BYTES) throw new Unread("row-too-long", line);
    const char = text[at];
    if (quoted) {
      if (char !== '"') {
        value += char;
        lines += Number(char === "\n");
      } else if (text[at + 1] === '"') {
        value += '"';
        at += 1;
      } else quoted = false;
    } else if (char === separator) {
      values.push(value);
      value = "";
      fresh = true;
      continue;
    } else if (char === "\n" || char === "\r") break;
    else if (char === '"' && fresh) quoted = true;
    else value += char;
    fresh = false;
  }
  values.push(value);
  return { values, end: at, lines };
}
