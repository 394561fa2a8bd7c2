// Exports of contacts in the member's browser: bytes in, rows out, whatever program wrote them. The format is known by
// the content, never by the file's name; nothing is kept or sent here. As node/src/import.rs, with the same fixtures.
//
//   bytes ─► archive ─┐
//        └────────────┴► decode ─┬► table (header, csv, row by row) ─┬► draft ─► text, cell ─► Row
//                                └► card (lines, card by card) ──────┘

import { connections, isZip } from "./archive.js";
import * as card from "./card.js";
import * as decode from "./decode.js";
import * as table from "./table.js";
import { MAX_FILE_BYTES, Unread } from "./unread.js";

/** @typedef {import("./draft.js").Row} Row */
/** @typedef {{format: string, rows: Row[], left: import("./draft.js").Tally}} Export */

/** Everybody in an export, in the file's order. @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Export>} @throws {Unread} */
export async function read(bytes) {
  if (bytes.length > MAX_FILE_BYTES) throw new Unread("too-large");
  const found = await parsed(bytes);
  if (found.rows.length === 0) throw new Unread("nobody");
  return found;
}

/** @param {Uint8Array<ArrayBuffer>} bytes @returns {Promise<Export>} */
async function parsed(bytes) {
  if (isZip(bytes)) return { ...table.read(await connections(bytes)), format: "linkedin-archive" };
  const text = decode.marked(bytes);
  if (text !== null) {
    const plain = new TextEncoder().encode(text);
    return card.begin(plain) ? card.read(plain) : table.read(bytes);
  }
  return card.begin(bytes) ? card.read(bytes) : table.read(bytes);
}
