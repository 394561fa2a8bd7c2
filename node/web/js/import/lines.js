// A file of cards, cut into cards of whole lines: folds undone, soft breaks closed. On bytes, because a fold may stand
// in the middle of a letter; only lines that are read are kept. As node/src/import/card/lines.rs.

import { MAX_RECORD_BYTES, Unread } from "./unread.js";

/** @typedef {{line: number, lines: string[]}} Card whole lines, a sign for each byte */

/** The properties a row is made of, and those that say what a card is. */
const READ = new Set(
  ("VERSION FN N NICKNAME EMAIL TEL ORG TITLE ROLE URL SOCIALPROFILE X-SOCIALPROFILE X-ORCID KIND X-ABSHOWAS " +
    "X-ADDRESSBOOKSERVER-KIND").split(" "),
);
const MAX_LINE_BYTES = 16 * 1024;
const TOP_BYTES = 64 * 1024;
const TOP_LINES = 20;
const CHUNK = 32 * 1024;

/** A sign for each byte. @param {Uint8Array} bytes @returns {string} */
export function signs(bytes) {
  const parts = [];
  for (let at = 0; at < bytes.length; at += CHUNK) parts.push(String.fromCharCode(...bytes.subarray(at, at + CHUNK)));
  return parts.join("");
}

/** Whether a card starts near the top. @param {Uint8Array} bytes */
export const begin = (bytes) => split(signs(bytes.subarray(0, TOP_BYTES))).slice(0, TOP_LINES).some(isBegin);

/** The cards of a file, in order. @param {Uint8Array} bytes @returns {Generator<Card>} @throws {Unread} */
export function* cards(bytes) {
  const reader = { lines: split(signs(bytes)), at: 0 };
  for (;;) {
    while (reader.at < reader.lines.length && !isBegin(reader.lines[reader.at])) reader.at += 1;
    if (reader.at >= reader.lines.length) return;
    reader.at += 1;
    yield card(reader, reader.at);
  }
}

/** @typedef {{lines: string[], at: number}} Reader */

/** Everything up to the card's end, to where another begins, or to the end of the file. @param {Reader} reader @param {number} line */
function card(reader, line) {
  const kept = [];
  let size = 0;
  while (reader.at < reader.lines.length && !isBegin(reader.lines[reader.at])) {
    const first = reader.lines[reader.at];
    reader.at += 1;
    if (isEnd(first)) break;
    const name = property(first).toUpperCase();
    const isRead = READ.has(name);
    const one = whole(reader, first, isRead);
    if (one === null) throw new Unread("cell-too-long", line);
    if (isRead) {
      kept.push(one);
      size += one.length;
    }
    if (size > MAX_RECORD_BYTES) throw new Unread("row-too-long", line);
    if (name === "AGENT") passInner(reader);
  }
  return { line, lines: kept };
}

/** The line with what is folded or broken softly behind it; null if it is too long. @param {Reader} reader @param {string} first @param {boolean} isRead */
function whole(reader, first, isRead) {
  const quoted = isQuotedPrintable(first);
  const pieces = [];
  let size = 0;
  let piece = withoutReturn(first);
  for (;;) {
    const soft = quoted && piece.endsWith("=");
    if (isRead) {
      pieces.push(soft ? piece.slice(0, -1) : piece);
      size += piece.length;
    }
    if (size > MAX_LINE_BYTES) return null;
    const more = reader.lines[reader.at];
    if (more === undefined || !(soft || /^[ \t]/.test(more)) || isBegin(more) || isEnd(more)) return pieces.join("");
    reader.at += 1;
    piece = withoutReturn(soft ? more : more.slice(1));
  }
}

/** Passes the card inside a card that vCard 2.1 has for somebody's agent, and the cards inside that. @param {Reader} reader */
function passInner(reader) {
  let depth = 0;
  let opens = true;
  while (reader.at < reader.lines.length && isBegin(reader.lines[reader.at]) === opens) {
    const line = reader.lines[reader.at];
    reader.at += 1;
    depth += Number(opens) - Number(isEnd(line));
    if (depth === 0) return;
    const next = reader.lines[reader.at];
    opens = next !== undefined && isBegin(next) && property(line).toUpperCase() === "AGENT";
  }
}

/** @param {string} text */
const split = (text) => text.split(text.includes("\n") ? "\n" : "\r");

/** The property's name, without its group. @param {string} line */
export function property(line) {
  const end = line.search(/[:;]/);
  return line.slice(0, Math.min(Math.max(end, 0), 256)).split(".").pop() ?? "";
}

/** What stands between the name and the value. @param {string} line */
const parameters = (line) => line.slice(0, Math.max(line.indexOf(":"), 0));

/** @param {string} line */
export const isQuotedPrintable = (line) => /QUOTED-PRINTABLE/i.test(parameters(line));

/** The encoding a line names. @param {string} line @returns {string | null} */
export const charset = (line) => /CHARSET=([^;]*)/i.exec(parameters(line))?.[1] ?? null;

// UTF-8's byte order mark stands in the middle of files that were put together from several.
/** @param {string} line */
const isBegin = (line) => is(line, "BEGIN:VCARD");
/** @param {string} line */
const isEnd = (line) => is(line, "END:VCARD");
/** @param {string} line @param {string} word */
const is = (line, word) => line.length < 64 && line.replace(/^\xef\xbb\xbf/, "").trimEnd().toUpperCase() === word;

/** @param {string} line */
const withoutReturn = (line) => (line.endsWith("\r") ? line.slice(0, -1) : line);
