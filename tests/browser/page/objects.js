// Every signed object read and written, and what must not be read.

import { concat, fromHex, hex } from "/device/bytes.js";
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
    if (bytes.length !== Number(length) || hex(payloads.toBytes(OBJECTS[name], object)) !== hex(bytes)) wrong.push(`${name} ${size}`);
    // A field of a later version is not kept in the object, and does not stop it from being read.
    const later = concat(bytes, fromHex("fa3f03616263"), fromHex("f03f07"));
    if (later.length <= OBJECTS[name].maxLen && hex(payloads.toBytes(OBJECTS[name], payloads.fromBytes(OBJECTS[name], later))) !== hex(bytes)) {
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
      "its first field a number": concat(bytes, fromHex(name.includes("Core") || name === "OfferBody" ? "0a00" : "0801")),
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
    return JSON.parse(JSON.stringify(object, (_, value) => (value instanceof Uint8Array ? hex(value) : typeof value === "bigint" ? String(value) : value)));
  } catch (error) {
    if (error.name !== "Unfit") throw error;
    return error.reason;
  }
}
