// LinkedIn's archive: Connections.csv out of a ZIP, in memory. One entry is unpacked, and its bytes are counted while
// they come, since a header may promise anything. Archives inside stay closed. As node/src/import/archive.rs.

import { signs } from "./lines.js";
import { MAX_ENTRIES, MAX_FILE_BYTES, Unread } from "./unread.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */
/** @typedef {{name: string, method: number, locked: boolean, size: number, at: number}} Entry */

const END = 0x06054b50;
const ENTRY = 0x02014b50;
const LOCAL = 0x04034b50;
const SPREADSHEETS = ["xl/workbook.xml", "xl/workbook.bin", "content.xml", "Index/Document.iwa"];

/** @param {Bytes} bytes */
export const isZip = (bytes) => ["PK\x03\x04", "PK\x05\x06", "PK\x07\x08"].includes(signs(bytes.subarray(0, 4)));

/** The bytes of Connections.csv, from the outermost folder that has one. @param {Bytes} bytes @returns {Promise<Bytes>} @throws {Unread} */
export async function connections(bytes) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const entries = whole(() => contents(view, bytes));
  const found = entries.filter(({ name }) => (name.split(/[/\\]/).pop() ?? "").toLowerCase() === "connections.csv");
  const [entry] = found.sort((one, other) => depth(one.name) - depth(other.name));
  if (entry === undefined) {
    throw new Unread(entries.some(({ name }) => SPREADSHEETS.includes(name)) ? "spreadsheet" : "no-connections");
  }
  if (entry.locked || ![0, 8].includes(entry.method)) throw new Unread("archive-broken");
  const packed = whole(() => content(view, bytes, entry));
  return entry.method === 0 ? packed : inflated(packed);
}

/** The table of contents, found from its end. @param {DataView} view @param {Bytes} bytes @returns {Entry[]} */
function contents(view, bytes) {
  let end = bytes.length - 22;
  while (end >= 0 && view.getUint32(end, true) !== END) end -= 1;
  if (end < 0) throw new Unread("archive-broken");
  const count = view.getUint16(end + 10, true);
  if (count > MAX_ENTRIES) throw new Unread("archive-broken");
  const entries = [];
  let at = view.getUint32(end + 16, true);
  for (let number = 0; number < count; number += 1) {
    if (view.getUint32(at, true) !== ENTRY) throw new Unread("archive-broken");
    const [name, extra, comment] = [28, 30, 32].map((place) => view.getUint16(at + place, true));
    entries.push({
      name: signs(bytes.subarray(at + 46, at + 46 + name)),
      method: view.getUint16(at + 10, true),
      locked: (view.getUint16(at + 8, true) & 1) === 1,
      size: view.getUint32(at + 20, true),
      at: view.getUint32(at + 42, true),
    });
    at += 46 + name + extra + comment;
  }
  return entries;
}

/** The packed bytes of an entry. @param {DataView} view @param {Bytes} bytes @param {Entry} entry */
function content(view, bytes, { at, size }) {
  if (view.getUint32(at, true) !== LOCAL) throw new Unread("archive-broken");
  const start = at + 30 + view.getUint16(at + 26, true) + view.getUint16(at + 28, true);
  if (start + size > bytes.length) throw new Unread("archive-broken");
  return bytes.subarray(start, start + size);
}

/** @param {Bytes} packed @returns {Promise<Bytes>} */
async function inflated(packed) {
  const parts = [];
  let size = 0;
  const reader = new Blob([packed]).stream().pipeThrough(new DecompressionStream("deflate-raw")).getReader();
  for (;;) {
    const { done, value } = await reader.read().catch(() => {
      throw new Unread("archive-broken");
    });
    if (done) break;
    size += value.length;
    if (size > MAX_FILE_BYTES) {
      await reader.cancel();
      throw new Unread("archive-broken");
    }
    parts.push(value);
  }
  return new Uint8Array(await new Blob(parts).arrayBuffer());
}

/** What reads beyond the end of a broken archive is a broken archive. @template T @param {() => T} read @returns {T} */
function whole(read) {
  try {
    return read();
  } catch {
    throw new Unread("archive-broken");
  }
}

/** @param {string} name */
const depth = (name) => name.split(/[/\\]/).length;
