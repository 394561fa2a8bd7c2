// What a file that holds no contacts looks like from its first bytes. As `Looks` in node/src/import/error.rs.

/** gzip, 7z, RAR, xz, bzip2; and spreadsheets before they were archives. */
const ARCHIVES = ["\x1f\x8b", "7z\xbc\xaf\x27\x1c", "Rar!", "\xfd7zXZ", "BZh"];
const OLD_SPREADSHEET = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/** @param {Uint8Array} bytes @param {string} text @returns {string} the code of the page's sentence */
export function looks(bytes, text) {
  const top = String.fromCharCode(...bytes.subarray(0, 16));
  const start = text.trimStart().slice(0, 32).toLowerCase();
  if (start === "") return "empty";
  if (ARCHIVES.some((magic) => top.startsWith(magic))) return "archive";
  if (top.startsWith(OLD_SPREADSHEET)) return "spreadsheet";
  return start.startsWith("<!doctype") || start.startsWith("<html") ? "web-page" : "other";
}
