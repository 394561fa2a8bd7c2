// Every signed object read and written, and what must not be read.

import { base64url, concat, fromHex, hex } from "/device/bytes.js";
import * as payloads from "/device/payload.js";
import { barred, runs } from "./vectors.js";

const OBJECTS = {
  QueryCore: payloads.QUERY_CORE,
  RequestCore: payloads.REQUEST_CORE,
  "RequestCore with Alert": payloads.REQUEST_CORE,
  Consent: payloads.CONSENT,
  ReceiptBody: payloads.RECEIPT_BODY,
  LetterBody: payloads.LETTER_BODY,
  AnswerBody: payloads.ANSWER_BODY,
  WordBody: payloads.WORD_BODY,
  ReplyBody: payloads.REPLY_BODY,
  OfferBody: payloads.OFFER_BODY,
  KnockBody: payloads.KNOCK_BODY,
  BridgeTerms: payloads.BRIDGE_TERMS,
  MemberCert: payloads.MEMBER_CERT,
  SuccessionTerms: payloads.SUCCESSION_TERMS,
  Card: payloads.CARD,
};

/** Reads each golden object and writes it again. */
export async function golden() {
  const wrong = [];
  const seen = new Set();
  const lines = await barred("objects.txt");
  for (const [name, size, length, text] of lines) {
    const bytes = runs(text ?? "");
    const object = payloads.fromBytes(OBJECTS[name], bytes);
    if (bytes.length !== Number(length) || hex(payloads.toBytes(OBJECTS[name], object)) !== hex(bytes))
      wrong.push(`${name} ${size}`);
    // A field of a later version is not kept in the object, and does not stop it from being read.
    const later = concat(bytes, fromHex("fa3f03616263"), fromHex("f03f07"));
    if (
      later.length <= OBJECTS[name].maxLen &&
      hex(payloads.toBytes(OBJECTS[name], payloads.fromBytes(OBJECTS[name], later))) !== hex(bytes)
    ) {
      wrong.push(`${name} ${size} with later fields`);
    }
    seen.add(name);
  }
  return { lines: lines.length, kinds: seen.size, wrong };
}

/** For each golden object, which of some broken forms is read all the same. */
export async function broken() {
  const read = [];
  for (const [name, size, , text] of await barred("objects.txt")) {
    const bytes = runs(text ?? "");
    const forms = {
      "cut short": bytes.slice(0, -1),
      "a field number of zero": concat(bytes, fromHex("0000")),
      "a wire type of 7": concat(bytes, fromHex("0f")),
      "an end of no group": concat(bytes, fromHex("fc3f")),
      "too long": concat(bytes, fromHex("fa3f"), fromHex("e05d"), new Uint8Array(12_000)),
      "its first field a number": concat(
        bytes,
        fromHex(name.includes("Core") || name === "OfferBody" ? "0a00" : "0801"),
      ),
    };
    for (const [form, altered] of Object.entries(forms)) {
      if (bytes.length === 0 && form === "cut short") continue;
      try {
        payloads.fromBytes(OBJECTS[name], altered);
        read.push(`${name} ${size}: ${form}`);
      } catch (error) {
        if (error.name !== "Unfit") throw error;
      }
    }
  }
  return read;
}

/** Reads bytes given as hexadecimal: the object's fields as text, or "malformed". */
export function readAs(name, text) {
  try {
    const object = payloads.fromBytes(OBJECTS[name], runs(text));
    return JSON.parse(
      JSON.stringify(object, (_, value) =>
        value instanceof Uint8Array ? hex(value) : typeof value === "bigint" ? String(value) : value,
      ),
    );
  } catch (error) {
    if (error.name !== "Unfit") throw error;
    return error.reason;
  }
}

/** Golden objects altered in `count` ways each by chance of `seed`: their bytes, and what is read, written again. */
export async function altered(seed, count) {
  const draw = chance(seed);
  const found = [];
  for (const [name, , , text] of await barred("objects.txt")) {
    const bytes = runs(text ?? "");
    for (let time = 0; time < count; time += 1) {
      const changed = [...bytes];
      for (let change = draw(3); change >= 0; change -= 1) alter(changed, draw);
      found.push({
        name,
        bytes: base64url(Uint8Array.from(changed)),
        again: readAgain(name, Uint8Array.from(changed)),
      });
    }
  }
  return found;
}

/** Mostly near the front, where keys and lengths are. */
function alter(bytes, draw) {
  const at = draw(2) === 0 ? draw(Math.min(bytes.length, 64) + 1) : draw(bytes.length + 1);
  const ways = [
    () => bytes.splice(at, 1, draw(256)),
    () => bytes.splice(at, 1, (bytes[at] ?? 0) ^ (1 << draw(8))),
    () => bytes.splice(at, draw(4)),
    () => bytes.splice(at, 0, draw(256)),
    () => bytes.splice(at, 0, ...bytes.slice(at, at + draw(40))),
    () => bytes.push(...bytes.slice(at, at + draw(200))),
    () => bytes.push((draw(15) << 3) | draw(8), draw(256), draw(4)),
  ];
  ways[draw(ways.length)]();
}

function readAgain(name, bytes) {
  try {
    return base64url(payloads.toBytes(OBJECTS[name], payloads.fromBytes(OBJECTS[name], bytes)));
  } catch (error) {
    if (error.name !== "Unfit") throw error;
    return null;
  }
}

/** Numbers below a bound, the same for the same seed (mulberry32). */
function chance(seed) {
  let state = seed >>> 0;
  return (bound) => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) % bound;
  };
}
