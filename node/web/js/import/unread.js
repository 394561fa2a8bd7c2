// Why a file is not taken: a code for the page's sentence, and the line it is about. No word of the file is in it.

/** The bounds of node/src/import.rs, where each has its reason. */
export const MAX_FILE_BYTES = 64 * 1024 * 1024;
export const MAX_ENTRIES = 10_000;
export const MAX_ROWS = 200_000;
export const MAX_CELL_BYTES = 4 * 1024;
export const MAX_UNREAD_CELL_BYTES = 64 * 1024;
export const MAX_RECORD_BYTES = 1024 * 1024;
export const MAX_VALUES = 32;

/** The file is not taken, and nothing of it was kept. */
export class Unread extends Error {
  /** @param {string} code @param {number} [line] from 1 */
  constructor(code, line = 0) {
    super(code);
    this.name = "Unread";
    this.reason = code;
    this.line = line;
  }
}

const encoder = new TextEncoder();

/** @param {string} text @param {number} max @returns {boolean} whether it takes more bytes than that */
export const isLonger = (text, max) => text.length * 3 > max && (text.length > max || encoder.encode(text).length > max);
