// What is signed or sealed, as bytes. A payload knows its domain label; an encoded thing has none and is never signed.
//
// Nothing is checked here but shape: who signed is verify.js's to find out. Dates are seconds as bigint, keys and ids
// are bytes. The schemas are those of proto/stn/v1.

import { LABEL } from "./label.js";
import * as limits from "./limits.js";
import {
  date,
  dateIfAny,
  exact,
  exactIfAny,
  hops,
  line,
  oneOf,
  part,
  partIfAny,
  parts,
  payloadOf,
  prose,
  read,
  several,
  shape,
  some,
  uint32,
  version,
  write,
} from "./shape.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./shape.js").Shape} Shape */
/**
 * @typedef {{payload: Bytes, signature: Bytes}} Signed the bytes the signature covers, as received, and nobody has
 * checked
 */
/**
 * @typedef {{payload: Bytes, orgSignature: Bytes, memberSignature: Bytes | null}} CoSigned the same by organisation
 * and member
 */
/**
 * @typedef {object} Payload
 * @property {Bytes} label what its signatures are made under
 * @property {number} maxLen how many bytes are read, fields we don't know included
 * @property {Shape} shape
 */

/** What people ask each other for. */
export const KINDS = /** @type {const} */ (["introduction", "intelligence", "influence", "appraisal", "opportunity"]);

const kind = oneOf(...KINDS);
const searchKind = oneOf(...KINDS.slice(0, 4));
const strength = oneOf("have-met", "know-well", "would-vouch");

/** @param {Payload} of @param {any} value @returns {Bytes} its bytes, to be signed */
export function toBytes(of, value) {
  return write(of.shape, value);
}

/** @param {Payload} of @param {Uint8Array} bytes as received; they must be kept and passed on @throws {Unfit} */
export function fromBytes(of, bytes) {
  if (bytes.length > of.maxLen) throw new Unfit("malformed");
  return read(of.shape, bytes);
}

/** A signed object as bytes, to be sealed or kept. @param {Payload} of @param {Signed} signed */
export function signedToBytes(of, signed) {
  return write(signedShape(of), signed);
}

/**
 * @param {Payload} of @param {Uint8Array} bytes @returns {Signed} @throws {Unfit} nothing is checked of the signature
 */
export function signedFromBytes(of, bytes) {
  if (bytes.length > of.maxLen + SIGNATURES) throw new Unfit("malformed");
  return read(signedShape(of), bytes);
}

/** A certificate as bytes, to be hashed or kept. @param {CoSigned} cert */
export function certToBytes(cert) {
  return write(coSignedShape(MEMBER_CERT), cert);
}

/** Room for two signatures and the lengths of three fields. */
const SIGNATURES = 2 * 66 + 8;

/** @param {Payload} of @returns {Shape} */
function signedShape(of) {
  return shape([
    [1, "payload", payloadOf(of.maxLen)],
    [2, "signature", exact(64)],
  ]);
}

/** @param {Payload} of @returns {Shape} */
function coSignedShape(of) {
  return shape([
    [1, "payload", payloadOf(of.maxLen)],
    [2, "orgSignature", exact(64)],
    [3, "memberSignature", exactIfAny(64)],
  ]);
}

/** @param {Bytes} label @param {number} maxLen @param {Shape} of @returns {Payload} */
function payload(label, maxLen, of) {
  return Object.freeze({ label, maxLen, shape: of });
}

const NO_LABEL = new Uint8Array(0);

export const CARD = payload(
  NO_LABEL,
  limits.CARD,
  shape([
    [1, "name", line(limits.CARD_NAME)],
    [2, "org", line(limits.CARD_ORG)],
    [3, "role", line(limits.CARD_ROLE)],
    [4, "contact", line(limits.CARD_CONTACT)],
  ]),
);

const ATTRIBUTE = shape([
  [1, "type", oneOf("topic", "org", "role", "region")],
  [2, "value", some(line(limits.ATTRIBUTE))],
]);

/** @param {{value: string}[]} attributes */
function fitTogether(attributes) {
  const sizes = attributes.map(({ value }) => new TextEncoder().encode(value).length);
  return sizes.reduce((sum, size) => sum + size, 0) <= limits.ATTRIBUTES_TOTAL;
}

const ALERT = shape(
  [
    [1, "text", prose(limits.ALERT_TEXT)],
    [2, "link", line(limits.ALERT_LINK)],
    [3, "attributes", parts(ATTRIBUTE, limits.ATTRIBUTES)],
  ],
  ({ attributes }) => fitTogether(attributes),
);

const PERMISSION = shape(
  [
    [1, "salt", exact(16)],
    [2, "givenOn", date],
    [3, "text", some(prose(limits.PERMISSION_TEXT))],
    [4, "key", exactIfAny(32)],
    [5, "signature", exactIfAny(64)],
  ],
  ({ key, signature }) => (key === null) === (signature === null),
);

export const QUERY_CORE = payload(
  LABEL.query,
  limits.QUERY_CORE,
  shape(
    [
      [1, "version", version],
      [2, "origin", exact(32)],
      [3, "originName", line(limits.ORG_NAME)],
      [4, "query", exact(16)],
      [5, "kind", searchKind],
      [6, "created", date],
      [7, "expires", date],
      [8, "replyKey", exact(32)],
      [9, "epoch", uint32],
      [10, "epochKey", exact(32)],
      [11, "tags", several(16, (count) => count === 0 || count === limits.TAGS)],
      [12, "attributes", parts(ATTRIBUTE, limits.ATTRIBUTES)],
      [13, "avoid", several(8, (count) => count === limits.AVOID)],
    ],
    ({ attributes }) => fitTogether(attributes),
  ),
);

/** Either `letter` or `alert` is there, the other one is null. */
export const REQUEST_CORE = payload(
  LABEL.request,
  limits.REQUEST_CORE,
  shape(
    [
      [1, "version", version],
      [2, "origin", exact(32)],
      [3, "query", exact(16)],
      [4, "request", exact(16)],
      [5, "kind", kind],
      [6, "created", date],
      [7, "expires", date],
      [8, "note", prose(limits.NOTE)],
      [9, "answerKey", exact(32)],
      [10, "letter", exactIfAny(limits.SEALED_LETTER)],
      [11, "alert", partIfAny(ALERT)],
      [12, "permission", exactIfAny(32)],
    ],
    ({ letter, alert }) => (letter === null) !== (alert === null),
  ),
);

export const CONSENT = payload(
  LABEL.consent,
  limits.CONSENT,
  shape([
    [1, "digest", exact(32)],
    [2, "org", exact(32)],
    [3, "member", exact(32)],
    [4, "successorOrg", exact(32)],
    [5, "successor", exact(32)],
    [6, "predecessor", exact(32)],
    [7, "noteHash", exact(32)],
    [8, "issued", date],
  ]),
);

const DEVICE = shape([[1, "signKey", exact(32)]]);

export const MEMBER_CERT = payload(
  LABEL.member,
  limits.MEMBER_CERT,
  shape([
    [1, "org", exact(32)],
    [2, "member", exact(32)],
    [3, "devices", parts(DEVICE, limits.DEVICES)],
    [4, "version", uint32],
    [5, "issued", date],
    [6, "expires", date],
  ]),
);

const cert = part(coSignedShape(MEMBER_CERT));
const card = part(CARD.shape);

export const RECEIPT_BODY = payload(
  LABEL.receipt,
  limits.RECEIPT_BODY,
  shape([
    [1, "consent", part(signedShape(CONSENT))],
    [2, "cert", cert],
    [3, "predecessorSalt", exact(16)],
    [4, "predecessorOrg", exact(32)],
    [5, "predecessor", exact(32)],
    [6, "card", card],
  ]),
);

export const LETTER_BODY = payload(
  LABEL.letter,
  limits.LETTER_BODY,
  shape([
    [1, "request", exact(16)],
    [2, "letterKey", exact(32)],
    [3, "answerKey", exact(32)],
    [4, "org", exact(32)],
    [5, "member", exact(32)],
    [6, "text", prose(limits.TEXT)],
    [7, "card", card],
    [8, "cert", cert],
    [9, "permission", partIfAny(PERMISSION)],
    [10, "retainUntil", dateIfAny],
  ]),
);

export const ANSWER_BODY = payload(
  LABEL.answer,
  limits.ANSWER_BODY,
  shape([
    [1, "digest", exact(32)],
    [2, "letterKey", exact(32)],
    [3, "org", exact(32)],
    [4, "member", exact(32)],
    [5, "text", prose(limits.TEXT)],
    [6, "cards", parts(CARD.shape, limits.CARDS)],
    [7, "cert", cert],
    [8, "retainUntil", dateIfAny],
    [9, "replyKey", exact(32)],
  ]),
);

export const BRIDGE_TERMS = payload(
  LABEL.bridge,
  limits.BRIDGE_TERMS,
  shape([
    [1, "bridge", exact(16)],
    [2, "aOrg", exact(32)],
    [3, "aMember", exact(32)],
    [4, "bOrg", exact(32)],
    [5, "bMember", exact(32)],
    [6, "created", date],
  ]),
);

export const WORD_BODY = payload(
  LABEL.word,
  limits.WORD_BODY,
  shape(
    [
      [1, "digest", exact(32)],
      [2, "org", exact(32)],
      [3, "member", exact(32)],
      [4, "purpose", oneOf("question", "letter", "stay")],
      [5, "text", prose(limits.TEXT)],
      [6, "replyKey", exact(32)],
      [7, "card", card],
      [8, "terms", partIfAny(signedShape(BRIDGE_TERMS))],
      [9, "cert", cert],
    ],
    ({ purpose, terms }) => (purpose === "stay") === (terms !== null),
  ),
);

export const REPLY_BODY = payload(
  NO_LABEL,
  limits.WORD_BODY,
  shape([
    [1, "digest", exact(32)],
    [2, "word", exact(16)],
    [3, "text", prose(limits.TEXT)],
  ]),
);

export const OFFER_BODY = payload(
  NO_LABEL,
  limits.OFFER_BODY,
  shape([
    [1, "hopsLeft", hops],
    [2, "floor", strength],
    [3, "letterKey", exact(32)],
    [4, "blurb", prose(limits.BLURB)],
    [5, "expires", date],
  ]),
);

export const KNOCK_BODY = payload(
  LABEL.knock,
  limits.KNOCK_BODY,
  shape([
    [1, "org", exact(32)],
    [2, "member", exact(32)],
    [3, "bridge", exact(16)],
    [4, "secret", exact(16)],
    [5, "expires", date],
    [6, "card", card],
    [7, "note", prose(limits.CONNECTOR_NOTE)],
    [8, "cert", cert],
  ]),
);

export const SUCCESSION_TERMS = payload(
  LABEL.succession,
  limits.SUCCESSION_TERMS,
  shape([
    [1, "oldOrg", exact(32)],
    [2, "newOrg", exact(32)],
    [3, "effective", date],
  ]),
);
