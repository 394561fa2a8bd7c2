// Words that people say to each other: six to compare two keys by, nine to write a recovery phrase down.
// How a word holds 16 bits in five letters stands in protocol/src/crypto/words.rs.

import { concat, order, same, u64 } from "./bytes.js";
import { sha256 } from "./hash.js";
import { LABEL } from "./label.js";
import { sha256Now } from "./sha256.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const COMPARED = 6;
const ROUNDS = 65_536;
const PHRASE = 9;
const CONSONANTS = "bdfghjklmnprstvz";
const VOWELS = "aiou";
/** Which letters stand at each place of a word, and which bits choose one. @type {[string, number][]} */
const LETTERS = [
  [CONSONANTS, 12],
  [VOWELS, 10],
  [CONSONANTS, 6],
  [VOWELS, 4],
  [CONSONANTS, 0],
];

/** Words that are no phrase, and why. */
export class NotAPhrase extends Error {
  /** @param {{why: "count", found: number} | {why: "word", at: number} | {why: "check"}} what */
  constructor(what) {
    super(told(what));
    this.name = "NotAPhrase";
    this.what = what;
  }
}

/** The words that stand for some parts, in the order both sides know. @param {...Uint8Array} parts @returns {string} */
export function compared(...parts) {
  let hash = sha256Now(concat(LABEL.words, ...parts.flatMap((part) => [u64(part.length), part])));
  for (let round = 0; round < ROUNDS; round += 1) hash = sha256Now(hash);
  return said(hash.subarray(0, 2 * COMPARED));
}

/** The words for two keys; who is named first makes no difference. @param {Uint8Array} one @param {Uint8Array} other */
export function comparedKeys(one, other) {
  return order(one, other) <= 0 ? compared(one, other) : compared(other, one);
}

/** A phrase for 16 fresh random bytes. @param {Uint8Array} entropy @returns {Promise<string>} */
export async function phrase(entropy) {
  return said(concat(entropy, await check(entropy)));
}

/**
 * The bytes of a phrase, however it was spaced or capitalised.
 * @param {string} text @returns {Promise<Bytes>} @throws {NotAPhrase} naming the word where one can be named
 */
export async function readPhrase(text) {
  const words = text
    .toLowerCase()
    .split(/[\p{White_Space}\-,]+/u)
    .filter((word) => word !== "");
  if (words.length !== PHRASE) throw new NotAPhrase({ why: "count", found: words.length });
  const bytes = new Uint8Array(2 * PHRASE);
  words.forEach((word, at) => {
    const bits = readWord(word);
    if (bits === null) throw new NotAPhrase({ why: "word", at: at + 1 });
    new DataView(bytes.buffer).setUint16(2 * at, bits);
  });
  const entropy = bytes.slice(0, 16);
  if (!same(bytes.subarray(16), await check(entropy))) throw new NotAPhrase({ why: "check" });
  return entropy;
}

/** Whether two texts say the same words. @param {string} one @param {string} other */
export function sameWords(one, other) {
  const words = (/** @type {string} */ text) =>
    text
      .toLowerCase()
      .split(/\p{White_Space}+/u)
      .filter(Boolean)
      .join(" ");
  return words(one) === words(other);
}

/** @param {Uint8Array} entropy */
async function check(entropy) {
  return (await sha256(concat(LABEL.recovery, entropy))).subarray(0, 2);
}

/** @param {Uint8Array} bytes */
function said(bytes) {
  const words = [];
  for (let at = 0; at < bytes.length; at += 2) words.push(word((bytes[at] << 8) | bytes[at + 1]));
  return words.join(" ");
}

/** @param {number} bits */
function word(bits) {
  return LETTERS.map(([letters, shift]) => letters[(bits >> shift) % letters.length]).join("");
}

/** @param {string} text @returns {number | null} */
function readWord(text) {
  const places = LETTERS.map(([letters], at) => letters.indexOf(text[at] ?? "?"));
  if (text.length !== LETTERS.length || places.includes(-1)) return null;
  return places.reduce((bits, place, at) => bits | (place << LETTERS[at][1]), 0);
}

/** @param {NotAPhrase["what"]} what */
function told(what) {
  switch (what.why) {
    case "count":
      return `a recovery phrase has nine words, and ${what.found} were given; nothing was sent`;
    case "word":
      return `word ${what.at} of the phrase is misspelt: a word has five letters such as “lusab”; nothing was sent`;
    default:
      return "one of the words is another than was written down, or two changed places; nothing was sent";
  }
}
