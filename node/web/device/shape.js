// What a field may hold, and how a message is read and written field by field. As protocol/src/wire/convert.rs.
//
// A message is read raw first, the last of a field that comes twice winning and messages that come twice being joined,
// as protobuf has it; only the whole is then checked, every field bounded and of its exact length.

import { concat, fromUtf8, utf8 } from "./bytes.js";
import * as limits from "./limits.js";
import { Reader, messageField, numberField, sizedField } from "./protobuf.js";
import { isLine, isProse } from "./text.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * @typedef {object} Type how one field is kept raw, checked, and written
 * @property {() => any} empty the raw value of a field that did not come
 * @property {(raw: any, reader: Reader, wire: number) => any} read the raw value after one more occurrence
 * @property {(raw: any) => any} check the value, or `Unfit`
 * @property {(number: number, value: any) => Bytes} write
 */
/** @typedef {[number, string, Type]} Field its number, its name in an object, its type */
/**
 * @typedef {object} Shape
 * @property {Field[]} fields in the order of their numbers
 * @property {(value: any) => boolean} holds whether the fields go together
 */

/** The latest whole second a node can name. */
const LAST_SECOND = 0xffff_ffff_ffff_ffffn / 1_000n;
const NOTHING = new Uint8Array(0);

/** @param {Field[]} fields @param {(value: any) => boolean} [holds] @returns {Shape} */
export function shape(fields, holds = () => true) {
  return { fields, holds };
}

/** @param {Shape} of @param {any} value @returns {Bytes} */
export function write(of, value) {
  return concat(...of.fields.map(([number, name, type]) => type.write(number, value[name])));
}

/** @param {Shape} of @param {Uint8Array} bytes @returns {any} @throws {Unfit} */
export function read(of, bytes) {
  return checked(of, merged(of, blank(of), bytes));
}

/** @param {Shape} of @returns {any[]} */
function blank(of) {
  return of.fields.map(([, , type]) => type.empty());
}

/** @param {Shape} of @param {any[]} raw @param {Uint8Array} bytes @returns {any[]} */
function merged(of, raw, bytes) {
  const reader = new Reader(bytes);
  while (!reader.isOver()) {
    const { number, wire } = reader.key();
    const at = of.fields.findIndex(([known]) => known === number);
    if (at < 0) reader.skip(number, wire);
    else raw[at] = of.fields[at][2].read(raw[at], reader, wire);
  }
  return raw;
}

/** @param {Shape} of @param {any[]} raw @returns {any} */
function checked(of, raw) {
  const value = Object.fromEntries(of.fields.map(([, name, type], at) => [name, type.check(raw[at])]));
  return must(of.holds(value), value);
}

/** @template T @param {boolean} holds @param {T} value @returns {T} */
function must(holds, value) {
  if (!holds) throw new Unfit("malformed");
  return value;
}

/** @param {(raw: Bytes) => any} check @param {(value: any) => Uint8Array} [bytes] @returns {Type} */
function sized(check, bytes = (value) => value ?? NOTHING) {
  return {
    empty: () => NOTHING,
    read: (_, reader, wire) => reader.sized(wire),
    check,
    write: (number, value) => sizedField(number, bytes(value)),
  };
}

/** Exactly this many bytes. @param {number} length */
export function exact(length) {
  return sized((raw) => must(raw.length === length, raw));
}

/** Exactly this many bytes, or null. @param {number} length */
export function exactIfAny(length) {
  return sized((raw) => (raw.length === 0 ? null : must(raw.length === length, raw)));
}

/** @param {(raw: string) => boolean} fits @returns {Type} */
function text(fits) {
  // A text that is no text makes the whole message unreadable, though a later one would take its place.
  const type = sized((raw) => raw, utf8);
  return {
    ...type,
    empty: () => "",
    read: (_, reader, wire) => fromUtf8(reader.sized(wire)),
    check: (raw) => must(fits(raw), raw),
  };
}

/** One line of text. @param {number} max bytes */
export function line(max) {
  return text((raw) => isLine(raw, max));
}

/** What people write to each other. @param {number} max bytes */
export function prose(max) {
  return text((raw) => isProse(raw, max));
}

/** A text that is there. @param {Type} type @returns {Type} */
export function some(type) {
  return { ...type, check: (raw) => must(raw !== "", type.check(raw)) };
}

/** @param {(raw: bigint) => any} check @param {(value: any) => bigint} wire @returns {Type} */
function number(check, wire) {
  return {
    empty: () => 0n,
    read: (_, reader, kind) => reader.number(kind),
    check,
    write: (at, value) => numberField(at, wire(value)),
  };
}

/** A date in whole seconds. */
export const date = number(second, BigInt);

/** A date that may be absent: null. */
export const dateIfAny = number(
  (raw) => (raw === 0n ? null : second(raw)),
  (value) => value ?? 0n,
);

/** @param {bigint} raw */
function second(raw) {
  return raw < LAST_SECOND ? raw : LAST_SECOND;
}

/** A small number. */
export const uint32 = number((raw) => Number(BigInt.asUintN(32, raw)), BigInt);

/** A number of steps. */
export const hops = number((raw) => {
  const steps = Number(BigInt.asUintN(32, raw));
  return must(steps <= limits.HOPS, steps);
}, BigInt);

/** Our version, which is not kept. */
export const version = number(
  (raw) => must(BigInt.asUintN(32, raw) === 1n, 1),
  () => 1n,
);

/** One of some words, numbered from 1. @param {...string} words */
export function oneOf(...words) {
  return number(
    (raw) => {
      const at = BigInt.asIntN(32, raw);
      return must(at >= 1n && at <= BigInt(words.length), words[Number(at) - 1]);
    },
    (word) => BigInt(words.indexOf(word) + 1),
  );
}

/** A message that must be there. @param {Shape} of @returns {Type} */
export function part(of) {
  const type = partIfAny(of);
  return { ...type, check: (raw) => must(raw !== null, type.check(raw)) };
}

/** A message that may be absent: null. @param {Shape} of @returns {Type} */
export function partIfAny(of) {
  return {
    empty: () => null,
    read: (raw, reader, wire) => merged(of, raw ?? blank(of), reader.sized(wire)),
    check: (raw) => (raw === null ? null : checked(of, raw)),
    write: (at, value) => (value === null || value === undefined ? NOTHING : messageField(at, write(of, value))),
  };
}

/** At most so many messages. @param {Shape} of @param {number} max @returns {Type} */
export function parts(of, max) {
  return {
    empty: () => [],
    read: (raw, reader, wire) => [...raw, merged(of, blank(of), reader.sized(wire))],
    check: (raw) => must(raw.length <= max, raw).map((/** @type {any[]} */ one) => checked(of, one)),
    write: (at, values) => concat(...values.map((/** @type {any} */ one) => messageField(at, write(of, one)))),
  };
}

/**
 * Byte strings of one length, as many as `counts` says.
 * @param {number} length @param {(count: number) => boolean} counts @returns {Type}
 */
export function several(length, counts) {
  return {
    empty: () => [],
    read: (raw, reader, wire) => [...raw, reader.sized(wire)],
    check: (raw) => must(counts(raw.length) && raw.every((/** @type {Bytes} */ one) => one.length === length), raw),
    write: (at, values) => concat(...values.map((/** @type {Bytes} */ one) => messageField(at, one))),
  };
}

/** A payload of 1 to `max` bytes, whatever it holds. @param {number} max */
export function payloadOf(max) {
  return sized((raw) => must(raw.length > 0 && raw.length <= max, raw));
}
