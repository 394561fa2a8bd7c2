// The plain bytes of links, recovery copies and pins: fields one after the other, without names. As the postcard crate
// writes them: keys, ids and texts after a varint of their length, lists and maps after one of their count.

import { concat, fromUtf8, utf8 } from "./bytes.js";
import { varint } from "./protobuf.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

/** @param {Uint8Array} bytes @returns {Bytes} after their length */
export function sized(bytes) {
  return concat(varint(BigInt(bytes.length)), bytes);
}

/** @param {string} text @returns {Bytes} */
export function texted(text) {
  return sized(utf8(text));
}

/** @param {number | bigint} value @returns {Bytes} */
export function counted(value) {
  return varint(BigInt(value));
}

/** @param {import("./text.js").Card} card @returns {Bytes} */
export function carded({ name, org, role, contact }) {
  return concat(texted(name), texted(org), texted(role), texted(contact));
}

/** Reads fields from front to back. What follows the last is nobody's. */
export class Fields {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** @returns {bigint} at most 64 bits */
  number() {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const [byte] = this.raw(1);
      if (shift === 63n && byte > 1) break;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Unfit("malformed");
  }

  /** @param {number} length @returns {Bytes} bytes of a length everybody knows */
  raw(length) {
    if (length > this.bytes.length - this.at) throw new Unfit("malformed");
    this.at += length;
    return /** @type {Bytes} */ (this.bytes.slice(this.at - length, this.at));
  }

  /** @param {number} length @returns {Bytes} bytes after their length, which must be this */
  id(length) {
    if (this.number() !== BigInt(length)) throw new Unfit("malformed");
    return this.raw(length);
  }

  /** @returns {string} */
  text() {
    return fromUtf8(this.raw(this.count()));
  }

  /** @returns {import("./text.js").Card} */
  card() {
    return { name: this.text(), org: this.text(), role: this.text(), contact: this.text() };
  }

  /** @template T @param {() => T} item @returns {T[]} */
  list(item) {
    return Array.from({ length: this.count() }, item);
  }

  /** How many follow: no more than there are bytes left, since each takes one. @returns {number} */
  count() {
    const count = this.number();
    if (count > BigInt(this.bytes.length - this.at)) throw new Unfit("malformed");
    return Number(count);
  }
}
