// The bytes of protobuf messages: what prost writes is written, and what prost reads is read, field by field.
//
// Fields nobody knows are skipped; whoever needs them keeps the bytes as received. What the fields may hold is
// shape.js's to say.

import { concat } from "./bytes.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const VARINT = 0;
const LENGTH = 2;
const GROUP = 3;
const GROUP_END = 4;
/** As deep as prost follows groups it skips. */
const DEPTH_MAX = 100;

/** Reads one message's bytes from front to back. */
export class Reader {
  /** @param {Uint8Array} bytes */
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
  }

  /** @returns {boolean} whether there is more */
  isOver() {
    return this.at >= this.bytes.length;
  }

  /** @returns {{number: number, wire: number}} the next field's number and wire type */
  key() {
    const key = this.varint();
    const [number, wire] = [Number(key >> 3n), Number(key & 7n)];
    if (key > 0xffff_ffffn || number === 0 || wire > 5) throw new Unfit("malformed");
    return { number, wire };
  }

  /** @returns {bigint} at most 64 bits */
  varint() {
    let value = 0n;
    for (let shift = 0n; shift < 70n; shift += 7n) {
      const byte = this.bytes[this.at];
      if (byte === undefined || (shift === 63n && byte > 1)) throw new Unfit("malformed");
      this.at += 1;
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
    throw new Unfit("malformed");
  }

  /** @param {number} wire the field's wire type @returns {bigint} */
  number(wire) {
    if (wire !== VARINT) throw new Unfit("malformed");
    return this.varint();
  }

  /** @param {number} wire the field's wire type @returns {Bytes} */
  sized(wire) {
    if (wire !== LENGTH) throw new Unfit("malformed");
    const length = this.varint();
    if (length > BigInt(this.bytes.length - this.at)) throw new Unfit("malformed");
    return this.take(Number(length));
  }

  /** Goes past a field nobody knows. @param {number} number @param {number} wire */
  skip(number, wire) {
    if (wire !== GROUP) return this.skipPlain(wire);
    const open = [number];
    while (open.length > 0) {
      const next = this.key();
      if (next.wire === GROUP) open.push(next.number);
      else if (next.wire !== GROUP_END) this.skipPlain(next.wire);
      else if (open.pop() !== next.number) throw new Unfit("malformed");
      if (open.length > DEPTH_MAX) throw new Unfit("malformed");
    }
  }

  /** @param {number} wire */
  skipPlain(wire) {
    if (wire === VARINT) this.varint();
    else if (wire === LENGTH) this.sized(wire);
    else if (wire === 1) this.take(8);
    else if (wire === 5) this.take(4);
    else throw new Unfit("malformed");
  }

  /** @param {number} length @returns {Bytes} */
  take(length) {
    if (length > this.bytes.length - this.at) throw new Unfit("malformed");
    this.at += length;
    return /** @type {Bytes} */ (this.bytes.slice(this.at - length, this.at));
  }
}

/**
 * @param {number} number @param {bigint} value @returns {Bytes} a field that holds a number, nothing where it is zero
 */
export function numberField(number, value) {
  return value === 0n ? new Uint8Array(0) : concat(varint(BigInt(number) << 3n), varint(value));
}

/**
 * @param {number} number @param {Uint8Array} bytes
 * @returns {Bytes} a field that holds bytes, nothing where there are none
 */
export function sizedField(number, bytes) {
  return bytes.length === 0 ? new Uint8Array(0) : messageField(number, bytes);
}

/**
 * @param {number} number @param {Uint8Array} bytes @returns {Bytes} a field that holds a message, though it be empty
 */
export function messageField(number, bytes) {
  return concat(varint((BigInt(number) << 3n) | BigInt(LENGTH)), varint(BigInt(bytes.length)), bytes);
}

/** @param {bigint} value at most 64 bits @returns {Bytes} */
export function varint(value) {
  const bytes = [];
  for (; value > 0x7fn; value >>= 7n) bytes.push(Number(value & 0x7fn) | 0x80);
  return Uint8Array.from([...bytes, Number(value)]);
}
