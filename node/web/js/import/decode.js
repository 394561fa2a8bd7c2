// Bytes to text: which encoding a file is in, found out without asking. As node/src/import/decode.rs.

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const MARKS = [
  { mark: [0xef, 0xbb, 0xbf], encoding: "utf-8" },
  { mark: [0xff, 0xfe], encoding: "utf-16le" },
  { mark: [0xfe, 0xff], encoding: "utf-16be" },
];

/** The text of a file that starts with a byte order mark; null if it has none. @param {Bytes} bytes */
export function marked(bytes) {
  const found = MARKS.find(({ mark }) => mark.every((byte, at) => bytes[at] === byte));
  if (found === undefined) return null;
  return new TextDecoder(found.encoding, { ignoreBOM: true }).decode(bytes.subarray(found.mark.length));
}

/** The file as text. Every file has one; a wrong one has no header. @param {Bytes} bytes @returns {string} */
export const text = (bytes) => marked(bytes) ?? unmarked(bytes, null);

/**
 * Bytes without a mark: UTF-8 where they are valid, or else in the encoding of that name, or else Windows-1252.
 * @param {Bytes} bytes @param {string | null} label @returns {string}
 */
export function unmarked(bytes, label) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return named(label).decode(bytes);
  }
}

/** @param {string | null} label */
function named(label) {
  try {
    const told = new TextDecoder(label ?? "windows-1252", { ignoreBOM: true });
    if (told.encoding !== "utf-8") return told;
  } catch {
    // No encoding of that name is known.
  }
  return new TextDecoder("windows-1252");
}
