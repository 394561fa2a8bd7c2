// What a browser keeps of its member: keys, certificate, pins, and what it must remember of links and requests.
//
// The same as the Rust device's key file holds (protocol/src/device.rs), as one plain object that IndexedDB takes
// whole.
// Maps are keyed by identifiers in hexadecimal. Dates are whole seconds as bigint.

import { hex, same } from "./bytes.js";
import * as limits from "./limits.js";
import { MEMBER_CERT, fromBytes } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { isSame, verifyCert } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./text.js").Card} Card */
/** @typedef {import("./payload.js").Signed} Signed */
/** @typedef {import("./payload.js").CoSigned} CoSigned */
/** @typedef {import("./seal.js").SealSecret} SealSecret */
/** @typedef {import("./sign.js").SignSecret} SignSecret */
/** @typedef {import("./verify.js").MemberCert} MemberCert */
/** @typedef {import("./verify.js").Person} Person */
/** @typedef {{signKey: Bytes, reason: "retired" | "compromised", from: bigint}} EndedKey */
/** @typedef {{answerSecret: SealSecret, core: Bytes, consent: Signed, letterKey: Bytes, expires: bigint}} OwnRequest */
/** @typedef {{org: Bytes, member: Bytes, digest: Bytes, answerKey: Bytes, expires: bigint}} Asker */
/** @typedef {{text: string, sent: {word: Bytes, sealed: Bytes} | null, expires: bigint}} LaterLetter */
/**
 * @typedef {{item: Bytes, digest: Bytes, request: Bytes, secret: SealSecret, sealed: Bytes, expires: bigint}} Question
 */
/**
 * @typedef {{request: Bytes, side: "proposed" | "agreed", terms: Signed, wish: unknown, sealed: Bytes, expires:
 * bigint}} Stay
 */
/** @typedef {{answerSecret: SealSecret, core: Bytes, consents: Signed[], expires: bigint}} OwnAlert */
/** @typedef {{to: import("./views.js").Neighbour, consent: Signed, receipt: Bytes | null, note: string}} AlertEdge */
/**
 * @typedef {object} Device
 * @property {Bytes} org
 * @property {Bytes[]} former keys the organisation had before
 * @property {Bytes} member
 * @property {SignSecret | null} memberSecret the member's own key; a further device has none
 * @property {SignSecret} signSecret the key this device signs with
 * @property {CryptoKey} box opens `secrets`; see keys.js
 * @property {Bytes} secrets
 * @property {CryptoKey} vault wraps letter keys, notes and pins
 * @property {Card} card
 * @property {Bytes} certPayload
 * @property {CoSigned | null} cert
 * @property {Map<string, Bytes>} links bridge links made or taken up, until they are tied
 * @property {Map<string, Bytes>} deviceLinks links for further devices, until one was taken up
 * @property {Map<string, Person>} bridgePins who is at the far end of each bridge
 * @property {Set<string>} colleaguePins colleagues as first seen
 * @property {Map<string, OwnRequest>} requests
 * @property {Map<string, {consent: Signed, receipt: Bytes}>} passed what was signed for an item, never twice
 * @property {Map<string, Bytes>} answered what was answered to an item
 * @property {Map<string, SealSecret>} replySecrets open the words that follow an answer of this device
 * @property {Map<string, Asker>} askers whom this device answered
 * @property {Map<string, LaterLetter>} laterLetters letters that follow an answer
 * @property {Map<string, Question>} questions own questions to askers, by the word
 * @property {Map<string, {sealed: Bytes, expires: bigint}>} replies own replies, by the question
 * @property {Map<string, Stay>} stays bridges proposed or agreed to, by the word
 * @property {Map<string, OwnAlert>} alerts own alerts, until they are over
 * @property {Map<string, {edges: AlertEdge[], expires: bigint}>} passedAlerts what was signed for alerts passed on
 * @property {Set<string>} uncompared bridges by a knock, until their members have compared six words
 * @property {Map<string, Person & {key: EndedKey}>} ended keys of others that ended, by the key
 * @property {Map<string, string>} changed colleagues' keys that took another's place and were not checked yet
 * @property {Bytes | null} vaultTold the hash of the pins the node keeps
 * @property {Map<string, bigint>} retained until when own appraisals are kept, by the request
 * @property {Map<string, import("./appraisal.js").Terms>} terms of own asks that are appraisals, by the ask
 * @property {Map<string, {request: string, until: bigint}>} answeredUntil when answered appraisals are let go of, by
 * the item
 * @property {Map<string, bigint>} agreed when people sought agreed that their card is handed over, by the item
 */

/**
 * A device that knows nobody yet.
 * @param {Bytes} org @param {import("./keys.js").Keys} keys @param {Card} card @returns {Device}
 */
export function blank(org, keys, card) {
  return filled({ org, ...keys, card });
}

/** A record as it was kept, with what a device of its day did not keep yet. @param {any} record @returns {Device} */
export function filled(record) {
  return {
    former: [],
    certPayload: new Uint8Array(0),
    cert: null,
    links: new Map(),
    deviceLinks: new Map(),
    bridgePins: new Map(),
    colleaguePins: new Set(),
    requests: new Map(),
    passed: new Map(),
    answered: new Map(),
    replySecrets: new Map(),
    askers: new Map(),
    laterLetters: new Map(),
    questions: new Map(),
    replies: new Map(),
    stays: new Map(),
    alerts: new Map(),
    passedAlerts: new Map(),
    uncompared: new Set(),
    ended: new Map(),
    changed: new Map(),
    vaultTold: null,
    retained: new Map(),
    terms: new Map(),
    answeredUntil: new Map(),
    agreed: new Map(),
    ...record,
  };
}

/** @param {Device} device @returns {Person} the member this device speaks for */
export function self(device) {
  return { org: device.org, member: device.member };
}

/**
 * @param {Device} device @param {Bytes} org
 * @returns {boolean} whether it is the own organisation, by its present key or an earlier one
 */
export function isOwn(device, org) {
  return [device.org, ...device.former].some((own) => same(own, org));
}

/** @param {Device} device @returns {CoSigned} @throws {Refusal} before the node has countersigned */
export function enrolledCert(device) {
  if (device.cert === null) throw new Refusal("not-enrolled");
  return device.cert;
}

/** What the certificate says. @param {Device} device @returns {MemberCert} @throws {Refusal} */
export function certContent(device) {
  return fromBytes(MEMBER_CERT, enrolledCert(device).payload);
}

/**
 * Remembers a colleague's key at first sight.
 * @param {Device} device @param {{member: Bytes, cert: CoSigned}} colleague @param {bigint} now @throws {Refusal}
 */
export async function pinColleague(device, colleague, now) {
  const cert = await held("foreign-certificate", verifyCert(colleague.cert, now));
  need(isOwn(device, cert.org) && same(cert.member, colleague.member), "foreign-certificate");
  need(!device.changed.has(hex(cert.member)), "key-changed");
  device.colleaguePins.add(hex(cert.member));
}

/**
 * Checks that the person next to this member is the one this device pinned.
 * @param {Device} device @param {import("./views.js").Neighbour} neighbour @throws {Refusal}
 */
export function checkPin(device, neighbour) {
  if (neighbour.bridge !== null) {
    const pin = device.bridgePins.get(hex(neighbour.bridge));
    need(pin !== undefined, "not-pinned");
    need(pin !== undefined && isSame(pin, neighbour), "key-changed");
    return;
  }
  need(!device.changed.has(hex(neighbour.member)), "key-changed");
  need(same(neighbour.org, device.org) && device.colleaguePins.has(hex(neighbour.member)), "not-pinned");
}

/** Forgets what is over. @param {Device} device @param {bigint} now */
export function tidy(device, now) {
  const keep = (/** @type {Map<string, {expires: bigint}>} */ map, /** @type {bigint} */ longer) => {
    for (const [id, { expires }] of map) if ((device.retained.get(id) ?? expires + longer) <= now) map.delete(id);
  };
  keep(device.requests, limits.QUERY_LIFE_MAX);
  keep(device.askers, limits.REQUEST_LIFE_MAX);
  keep(device.laterLetters, limits.REQUEST_LIFE_MAX);
  keep(device.questions, limits.REQUEST_LIFE_MAX);
  keep(device.replies, limits.REQUEST_LIFE_MAX);
  keep(device.stays, limits.REQUEST_LIFE_MAX);
  keep(device.alerts, limits.QUERY_LIFE_MAX);
  keep(device.passedAlerts, 0n);
  for (const [id, until] of device.retained) if (until <= now) device.retained.delete(id);
  for (const [ask, { retainUntil }] of device.terms) if (retainUntil <= now) device.terms.delete(ask);
  for (const [item, { request, until }] of device.answeredUntil) {
    if (until > now) continue;
    device.answered.delete(item);
    device.replySecrets.delete(request);
    device.answeredUntil.delete(item);
  }
}
