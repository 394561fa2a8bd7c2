// Bytes and the texts they are written as: hexadecimal, base64url without padding, UTF-8.
//
// Readers refuse what the node would refuse: odd digits, padding, bits left over, bytes that are no UTF-8.

import { Unfit } from "./unfit.js";

/** @typedef {Uint8Array<ArrayBuffer>} Bytes */

const HEX = "0123456789abcdef";
const BASE64URL = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

/** @param {...Uint8Array} parts @returns {Bytes} the parts, one after the other */
export function concat(...parts) {
  const whole = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/**
 * Whether two byte strings are the same. Takes as long for every pair of one length, so it may compare codes.
 * @param {Uint8Array} one @param {Uint8Array} other @returns {boolean}
 */
export function same(one, other) {
  let differs = one.length ^ other.length;
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) differs |= one[at] ^ other[at];
  return differs === 0;
}

/** @param {Uint8Array} one @param {Uint8Array} other @returns {number} below, at or above zero, as bytes are sorted */
export function order(one, other) {
  for (let at = 0; at < Math.min(one.length, other.length); at += 1) {
    if (one[at] !== other[at]) return one[at] - other[at];
  }
  return one.length - other.length;
}

/** @param {Uint8Array} bytes @returns {boolean} whether there is nothing but zeros */
export function isZero(bytes) {
  return bytes.every((byte) => byte === 0);
}

/** @param {number} length @returns {Bytes} bytes nobody can foresee */
export function random(length) {
  return crypto.getRandomValues(new Uint8Array(length));
}

/** @param {Uint8Array} bytes @returns {string} */
export function hex(bytes) {
  let text = "";
  for (const byte of bytes) text += HEX[byte >> 4] + HEX[byte & 15];
  return text;
}

/** @param {string} text @returns {Bytes} @throws {Unfit} if it is no hexadecimal */
export function fromHex(text) {
  if (typeof text !== "string" || !/^([0-9a-fA-F]{2})*$/.test(text)) throw new Unfit("malformed");
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}

/** @param {Uint8Array} bytes @returns {string} */
export function base64url(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const three = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const signs = Math.min(bytes.length - at, 3) + 1;
    for (let sign = 0; sign < signs; sign += 1) text += BASE64URL[(three >> (18 - 6 * sign)) & 63];
  }
  return text;
}

/** @param {string} text @returns {Bytes} @throws {Unfit} if it is no base64url without padding */
export function fromBase64url(text) {
  if (typeof text !== "string" || text.length % 4 === 1) throw new Unfit("malformed");
  const bytes = new Uint8Array(Math.floor((text.length * 6) / 8));
  let [held, bits, at] = [0, 0, 0];
  for (const sign of text) {
    const value = BASE64URL.indexOf(sign);
    if (value < 0) throw new Unfit("malformed");
    held = ((held << 6) | value) & 0xffff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      bytes[at] = (held >> bits) & 0xff;
      at += 1;
    }
  }
  if (held & ((1 << bits) - 1)) throw new Unfit("malformed");
  return bytes;
}

/** @param {string} text @returns {Bytes} */
export function utf8(text) {
  return /** @type {Bytes} */ (new TextEncoder().encode(text));
}

/** @param {Uint8Array} bytes @returns {string} @throws {Unfit} if they are no UTF-8 */
export function fromUtf8(bytes) {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new Unfit("malformed");
  }
}

/** @param {number | bigint} value @returns {Bytes} eight bytes, the highest first */
export function u64(value) {
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}
