// Tables: a row of column names, then one person a row, whatever program wrote them. A value that holds whole other
// rows refuses the file, since the people in it would be lost without a word. As node/src/import/table.rs.

import { records } from "./csv.js";
import * as decode from "./decode.js";
import { row, tally } from "./draft.js";
import { find, fits, values } from "./header.js";
import { looks } from "./looks.js";
import { MAX_CELL_BYTES, MAX_ROWS, MAX_UNREAD_CELL_BYTES, Unread, isLonger } from "./unread.js";

/** @typedef {import("./header.js").Header} Header */

/** @param {decode.Bytes} bytes @throws {Unread} */
export function read(bytes) {
  const text = decode.text(bytes);
  const header = find(text);
  if (header === null) throw new Unread(looks(bytes, text));
  const rows = [];
  const left = tally();
  let number = 0;
  for (const { values: record, line } of records(text, header.separator, header.end, header.lines + 1)) {
    if (number === MAX_ROWS) throw new Unread("too-many-rows");
    number += 1;
    check(header, record, line);
    const made = row(draft(header, record), header.format, left);
    if (made !== null) rows.push(made);
  }
  return { format: header.format, rows, left };
}

/** Refuses a row with a value that is too long or holds other rows. @param {Header} header @param {string[]} record @param {number} line */
function check(header, record, line) {
  for (const [at, value] of record.entries()) {
    const most = (header.columns[at] ?? null) !== null ? MAX_CELL_BYTES : MAX_UNREAD_CELL_BYTES;
    if (isLonger(value, most)) throw new Unread("cell-too-long", line);
    // The first and last of its lines share theirs with other values of the row.
    const inner = value.split("\n").slice(1, -1);
    if (inner.some((one) => fits(header, one))) throw new Unread("swallowed-rows", line);
  }
}

/** @param {Header} header @param {string[]} record @returns {import("./draft.js").Draft} */
function draft(header, record) {
  const all = (/** @type {string} */ column) => values(header, record, column);
  const first = (/** @type {string} */ column) => all(column)[0] ?? "";
  return {
    names: all("display"),
    bynames: [first("file-as"), first("nickname")],
    given: first("given"),
    middle: first("middle"),
    family: first("family"),
    emails: all("email"),
    phones: all("phone"),
    urls: all("url"),
    org: first("org"),
    title: first("title"),
    connectedOn: first("connected-on"),
    isOrg: false,
  };
}
