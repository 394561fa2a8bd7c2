// What the own node says, from JSON to what a device works with, and back. Identifiers are hexadecimal there, other
// bytes base64url, dates milliseconds.

import { base64url, fromBase64url, fromHex, hex } from "./bytes.js";
import { millis, seconds } from "./time.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./payload.js").Signed} Signed */
/** @typedef {import("./payload.js").CoSigned} CoSigned */
/**
 * @typedef {{org: Bytes, member: Bytes, bridge: Bytes | null}} Neighbour somebody next to a member; no bridge inside
 * the organisation
 */
/**
 * @typedef {{core: Signed, predecessor: Neighbour, consent: Signed, cert: CoSigned, connectorNote: string}} RequestView
 */
/** @typedef {{what: "hop", request: RequestView, successor: Neighbour}} Hop */
/** @typedef {{what: "letter", request: RequestView, letterKey: Bytes, wrapped: Bytes}} LetterItem */
/** @typedef {{what: "alert", request: RequestView, offer: Bytes}} AlertItem */
/** @typedef {{what: "bridge-accepted", accept: import("./bridge.js").BridgeAccept}} AcceptedItem */
/** @typedef {{what: "bridge-confirmed", terms: Signed, confirm: import("./bridge.js").BridgeConfirm}} ConfirmedItem */
/** @typedef {{what: "knock", org: Bytes, body: Signed}} KnockItem */
/** @typedef {{what: "other"}} OtherItem nothing the device must check */
/** @typedef {Hop | LetterItem | AlertItem | AcceptedItem | ConfirmedItem | KnockItem | OtherItem} Waiting */
/** @typedef {{item: Bytes, waiting: Waiting}} Item */
/**
 * @typedef {{offer: Bytes, query: Bytes, kind: string, hops: number, letterKey: Bytes, first: Neighbour, expires:
 * bigint, letterRule: "with-request" | "after-answer"}} OfferView
 */
/** @typedef {{core: Signed, consent: Signed, letterKey: Bytes, sealed: Bytes, receipts: Bytes[]}} AnswerView */
/** @typedef {{salt: Bytes, givenOn: bigint, text: string, key: Bytes | null, signature: Bytes | null}} Permission */

/** @param {any} json an identifier of so many bytes @param {number} length @returns {Bytes} @throws {Unfit} */
export function id(json, length) {
  const bytes = fromHex(json);
  if (bytes.length !== length) throw new Unfit("malformed");
  return bytes;
}

/** @param {any} json @returns {Signed} @throws {Unfit} */
export function readSigned(json) {
  return { payload: fromBase64url(json.payload), signature: id(json.signature, 64) };
}

/** @param {Signed} signed */
export function writeSigned({ payload, signature }) {
  return { payload: base64url(payload), signature: hex(signature) };
}

/** @param {any} json @returns {CoSigned} @throws {Unfit} */
export function readCert(json) {
  const member = json.member_signature ?? null;
  return {
    payload: fromBase64url(json.payload),
    orgSignature: id(json.org_signature, 64),
    memberSignature: member === null ? null : id(member, 64),
  };
}

/** @param {CoSigned} cert */
export function writeCert({ payload, orgSignature, memberSignature }) {
  const member = memberSignature === null ? null : hex(memberSignature);
  return { payload: base64url(payload), org_signature: hex(orgSignature), member_signature: member };
}

/** @param {any} json @returns {Neighbour} @throws {Unfit} */
export function readNeighbour({ org, member, bridge }) {
  return { org: id(org, 32), member: id(member, 32), bridge: bridge ? id(bridge, 16) : null };
}

/** @param {Neighbour} neighbour */
export function writeNeighbour({ org, member, bridge }) {
  return { org: hex(org), member: hex(member), bridge: bridge === null ? null : hex(bridge) };
}

/** @param {any} json @returns {Item} @throws {Unfit} */
export function readItem({ item, waiting }) {
  return { item: id(item, 16), waiting: readWaiting(waiting) };
}

/** @param {any} json @returns {Item["waiting"]} */
function readWaiting(json) {
  switch (json.what) {
    case "hop":
      return { what: "hop", request: readRequest(json.request), successor: readNeighbour(json.successor) };
    case "letter": {
      const [letterKey, wrapped] = [id(json.letter_key_public, 32), fromBase64url(json.wrapped)];
      return { what: "letter", request: readRequest(json.request), letterKey, wrapped };
    }
    case "alert":
      return { what: "alert", request: readRequest(json.alert.request), offer: id(json.alert.offer, 16) };
    case "bridge-accepted":
      return { what: "bridge-accepted", accept: readAccept(json.accept) };
    case "bridge-confirmed":
      return { what: "bridge-confirmed", terms: readSigned(json.terms), confirm: readConfirm(json.confirm) };
    case "knock":
      return { what: "knock", org: id(json.org, 32), body: readSigned(json.body) };
    default:
      return { what: "other" };
  }
}

/** @param {any} json @returns {RequestView} @throws {Unfit} */
export function readRequest(json) {
  return {
    core: readSigned(json.core),
    predecessor: readNeighbour(json.predecessor),
    consent: readSigned(json.consent),
    cert: readCert(json.cert),
    connectorNote: json.connector_note,
  };
}

/** @param {any} json @returns {OfferView} @throws {Unfit} */
export function readOffer(json) {
  return {
    offer: id(json.offer, 16),
    query: id(json.query, 16),
    kind: json.kind,
    hops: json.hops,
    letterKey: id(json.letter_key, 32),
    first: readNeighbour(json.first),
    expires: seconds(json.expires),
    letterRule: json.letter_rule ?? "with-request",
  };
}

/** @param {any} json @returns {AnswerView} @throws {Unfit} */
export function readAnswer(json) {
  return { ...readAlertAnswer(json), letterKey: id(json.letter_key, 32) };
}

/** An answer to an alert: it names no letter key. @param {any} json @returns {Omit<AnswerView, "letterKey">} */
export function readAlertAnswer(json) {
  return {
    core: readSigned(json.core),
    consent: readSigned(json.consent),
    sealed: fromBase64url(json.sealed),
    receipts: json.receipts.map(fromBase64url),
  };
}

/** @typedef {{core: Signed, word: Bytes, to: "asker" | "sender" | "endpoint", sealed: Bytes, came: bigint}} WordView */

/** @param {any} json @returns {WordView} @throws {Unfit} */
export function readWord(json) {
  const [core, word, sealed] = [readSigned(json.core), id(json.word, 16), fromBase64url(json.sealed)];
  return { core, word, to: json.to, sealed, came: seconds(json.came) };
}

/** @param {import("./stay.js").StayTie} tie */
export function writeTie({ terms, farSignature, cert, card }) {
  return { terms: writeSigned(terms), far_signature: hex(farSignature), cert: writeCert(cert), card };
}

/** @param {any} json @returns {import("./recovery.js").Copy} @throws {Unfit} */
export function readCopy(json) {
  return {
    sealed: fromBase64url(json.sealed),
    cert: readCert(json.cert),
    vault: json.vault ? fromBase64url(json.vault) : null,
    successions: (json.successions ?? []).map(readSuccession),
  };
}

/** @param {any} json @returns {import("./succession.js").Succession} @throws {Unfit} */
export function readSuccession(json) {
  const [oldSignature, newSignature] = [id(json.old_signature, 64), id(json.new_signature, 64)];
  return { payload: fromBase64url(json.payload), oldSignature, newSignature };
}

/** A colleague's key as the node knows it. @param {any} json @returns {{member: Bytes, cert: CoSigned}} */
export function readColleague({ member, cert }) {
  return { member: id(member, 32), cert: readCert(cert) };
}

/** What a device learns of others' keys. @param {any} json @returns {import("./learn.js").KeysView} @throws {Unfit} */
export function readKeys(json) {
  const ended = (/** @type {any} */ one) => ({
    org: id(one.org, 32),
    member: id(one.member, 32),
    key: readEnded(one.key),
  });
  const changed = (/** @type {any} */ one) => ({ old: id(one.old, 32), new: id(one.new, 32) });
  return {
    ended: json.ended.map(ended),
    changed: json.changed.map(changed),
    successions: (json.successions ?? []).map(readSuccession),
  };
}

/** @param {any} json @returns {import("./device.js").EndedKey} */
function readEnded(json) {
  return { signKey: id(json.key, 32), reason: json.reason, from: seconds(json.from) };
}

/** @param {import("./enrol.js").Enrolment} enrolment */
export function writeEnrolment({ invite, mac, certPayload, memberSignature }) {
  return {
    invite: hex(invite),
    mac: hex(mac),
    cert_payload: base64url(certPayload),
    member_signature: hex(memberSignature),
  };
}

/** @param {import("./certificate.js").CertDraft} draft */
export function writeDraft({ certPayload, memberSignature, ended }) {
  return {
    cert_payload: base64url(certPayload),
    member_signature: hex(memberSignature),
    ended: ended.map(({ signKey, reason, from }) => ({ key: hex(signKey), reason, from: millis(from) })),
  };
}

/** @param {import("./certificate.js").DeviceEnrolment} device */
export function writeDevice({ invite, signKey, sealKey, mac }) {
  return { invite: hex(invite), sign_key: hex(signKey), seal_key: hex(sealKey), mac: hex(mac) };
}

/** @param {any} json @returns {import("./certificate.js").DeviceEnrolment} @throws {Unfit} */
export function readDevice(json) {
  return {
    invite: id(json.invite, 16),
    signKey: id(json.sign_key, 32),
    sealKey: id(json.seal_key, 32),
    mac: id(json.mac, 32),
  };
}

/** @param {{id: Bytes, public: Bytes, wrapped: Bytes}} key */
export function writeLetterKey(key) {
  return { id: hex(key.id), public: hex(key.public), wrapped: base64url(key.wrapped) };
}

/** @param {import("./bridge.js").BridgeAccept} accept */
export function writeAccept({ terms, cert, card, mac }) {
  return { terms: writeSigned(terms), cert: writeCert(cert), card, mac: hex(mac) };
}

/** @param {any} json @returns {import("./bridge.js").BridgeAccept} @throws {Unfit} */
export function readAccept({ terms, cert, card, mac }) {
  return { terms: readSigned(terms), cert: readCert(cert), card, mac: id(mac, 32) };
}

/** @param {import("./bridge.js").BridgeConfirm} confirm */
export function writeConfirm({ bridge, signature, cert, card, mac }) {
  return { bridge: hex(bridge), signature: hex(signature), cert: writeCert(cert), card, mac: hex(mac) };
}

/** @param {any} json @returns {import("./bridge.js").BridgeConfirm} @throws {Unfit} */
export function readConfirm({ bridge, signature, cert, card, mac }) {
  return { bridge: id(bridge, 16), signature: id(signature, 64), cert: readCert(cert), card, mac: id(mac, 32) };
}

/** @param {Permission} permission */
export function writePermission({ salt, givenOn, text, key, signature }) {
  const proof = key === null || signature === null ? null : { key: hex(key), signature: hex(signature) };
  return { salt: [...salt], given_on: millis(givenOn), text, by_candidate: proof };
}

/** @param {any} json @returns {Permission} @throws {Unfit} */
export function readPermission(json) {
  const proof = json.by_candidate ?? null;
  return {
    salt: Uint8Array.from(json.salt),
    givenOn: seconds(json.given_on),
    text: json.text,
    key: proof === null ? null : id(proof.key, 32),
    signature: proof === null ? null : id(proof.signature, 64),
  };
}
