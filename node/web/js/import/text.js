// Text without tricks: what can't be seen, what reorders how a text reads, and what a spreadsheet would run is taken
// out. Look-alike letters stay; `looksMixed` says where to look twice. As node/src/import/text.rs.

/** @typedef {{text: string, taken: boolean}} Clean */

const PLAIN = /^[ -~]*$/;
const JOINERS = "\u200c\u200d";
const INVISIBLE =
  /[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164\ufeff\uffa0\ufff0-\ufffb\u{e0000}-\u{e0fff}]/u;
const FORMULA = /^[\s=+\-@＝＋－＠]+/u;
// Rust trims what Unicode calls white space, JavaScript a little less and the byte order mark too.
const BLANK = /\p{White_Space}+/u;

/** @param {string} text */
export const trimmed = (text) => text.replace(/^\p{White_Space}+|\p{White_Space}+$/gu, "");

/** The text without control characters, invisible ones and marks that reorder. @param {string} value @returns {Clean} */
export function clean(value) {
  if (PLAIN.test(value)) return { text: trimmed(value), taken: false };
  let text = "";
  let before = "";
  let taken = false;
  const chars = [...value];
  for (const [at, char] of chars.entries()) {
    const made = shown(char, before, chars[at + 1]);
    if (made === null) taken = true;
    else if (made !== "") {
      text += made;
      before = made;
    }
  }
  return { text: trimmed(text), taken };
}

/** A sign as it stays; empty where it only goes with its neighbour, null where it is taken out. */
const shown = (/** @type {string} */ char, /** @type {string} */ before, /** @type {string | undefined} */ after) => {
  if (char === "\r" && after === "\n") return "";
  if ("\n\r\u2028\u2029".includes(char)) return "\n";
  if (char === "\t") return " ";
  if (JOINERS.includes(char) && isJoinable(before) && isJoinable(after ?? "")) return char;
  return /\p{Cc}/u.test(char) || INVISIBLE.test(char) ? null : char;
};

/** Whether a joiner beside this does its work: between letters that join or emoji. @param {string} char */
const isJoinable = (char) => char !== "" && (char.codePointAt(0) ?? 0) >= 0x590 && !/[\u2000-\u206f]/u.test(char);

/** The cleaned text without the signs by which a spreadsheet takes it for a formula. @param {string} value */
export function inert(value) {
  const { text, taken } = clean(value);
  const rest = text.replace(FORMULA, "");
  return rest.length === text.length ? { text, taken } : { text: rest, taken: true };
}

/** The text on one line, with single spaces. @param {string} text @returns {string} */
export const oneLine = (text) => words(text).join(" ");

/** @param {string} text @returns {string[]} its words */
export const words = (text) => text.split(BLANK).filter((word) => word !== "");

/** Whether a word of the text mixes scripts that no language writes together. @param {string} text */
export const looksMixed = (text) =>
  text.split(/[\s!-/:-@[-`{-~]+/u).some((word) => !PLAIN.test(word) && !SINGLE.some((script) => script.test(word)));

const script = (/** @type {string[]} */ ...names) =>
  new RegExp(`^[${names.map((name) => `\\p{scx=${name}}`).join("")}\\p{sc=Zyyy}\\p{sc=Zinh}]*$`, "u");

/** Scripts that address books hold, and the three that write several together; a word in none of them passes. */
const NAMES = [
  "Latn", "Cyrl", "Grek", "Arab", "Hebr", "Armn", "Geor", "Deva", "Beng", "Guru", "Gujr", "Orya", "Taml", "Telu",
  "Knda", "Mlym", "Sinh", "Thai", "Laoo", "Tibt", "Mymr", "Khmr", "Ethi", "Cher", "Mong", "Syrc", "Thaa", "Tfng",
  "Nkoo", "Vaii", "Copt", "Goth",
];
const SINGLE = [
  ...NAMES.map((name) => script(name)),
  script("Hani", "Hira", "Kana"),
  script("Hani", "Hang"),
  script("Hani", "Bopo"),
  new RegExp(`^[^${NAMES.map((name) => `\\p{scx=${name}}`).join("")}\\p{scx=Hani}\\p{scx=Hira}\\p{scx=Kana}\\p{scx=Hang}]*$`, "u"),
];
