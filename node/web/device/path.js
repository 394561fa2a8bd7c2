// What every device on a path does: it reads a request and checks it before it signs, and it signs and seals.
//
// It hashes the request itself and checks its own pins: a node can show it a false neighbour, but can't make it sign
// for one.

import { same } from "./bytes.js";
import { checkPin, enrolledCert, self } from "./device.js";
import { noteHash, sha256 } from "./hash.js";
import { holdsOnArrival, isByEnded } from "./learn.js";
import * as limits from "./limits.js";
import { CONSENT, RECEIPT_BODY, REQUEST_CORE, signedToBytes } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { info, pad, seal } from "./seal.js";
import { floorHour } from "./time.js";
import { isSame, signed, verifyByDevice, verifyByOrigin, verifyCert } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./payload.js").Signed} Signed */

/**
 * Checks a request as it stands before this member: origin, date, predecessor's pin, certificate and consent.
 * @param {Device} device @param {import("./views.js").RequestView} request @param {bigint} now
 * @returns {Promise<any>} the request core @throws {Refusal}
 */
export async function checkRequest(device, request, now) {
  const core = await held("bad-signature", verifyByOrigin(REQUEST_CORE, request.core));
  need(core.expires > now, "expired");
  checkPin(device, request.predecessor);
  const cert = await held("bad-signature", verifyCert(request.cert, now));
  const consent = await held("bad-signature", verifyByDevice(CONSENT, request.consent, cert));
  const holds = (/** @type {import("./device.js").EndedKey} */ ended) => holdsOnArrival(ended, consent.issued);
  need(!(await isByEnded(device, CONSENT, request.consent, cert, holds)), "key-ended");
  const fits =
    isSame(cert, request.predecessor) &&
    same(consent.digest, await sha256(request.core.payload)) &&
    isSame({ org: consent.successorOrg, member: consent.successor }, self(device)) &&
    same(consent.noteHash, await noteHash(request.connectorNote));
  need(fits, "bad-signature");
  return core;
}

/**
 * This member's yes to a request, towards the next person.
 * @param {Device} device @param {{digest: Bytes, successor: import("./verify.js").Person, predecessor: Bytes, note:
 * string}} what
 * @param {bigint} now @returns {Promise<Signed>}
 */
export async function consentTo(device, { digest, successor, predecessor, note }, now) {
  return signed(CONSENT, device.signSecret, {
    ...self(device),
    digest,
    successorOrg: successor.org,
    successor: successor.member,
    predecessor,
    noteHash: await noteHash(note),
    issued: floorHour(now),
  });
}

/**
 * What a connector keeps for the asker: the consent, and who stood before.
 * @param {Device} device @param {any} core @param {{before: import("./verify.js").Person, salt: Bytes, consent:
 * Signed}} what
 * @returns {Promise<Bytes>}
 */
export async function receiptFor(device, core, { before, salt, consent }) {
  const body = await signed(RECEIPT_BODY, device.signSecret, {
    consent,
    cert: enrolledCert(device),
    predecessorSalt: salt,
    predecessorOrg: before.org,
    predecessor: before.member,
    card: device.card,
  });
  return sealFor(core.answerKey, RECEIPT_BODY, core.request, body, limits.RECEIPT_BODY);
}

/**
 * Seals something signed to a key, padded to the one length of its type.
 * @param {Bytes} to @param {import("./payload.js").Payload} of @param {Bytes} request @param {Signed} object
 * @param {number} length @returns {Promise<Bytes>} @throws {Refusal}
 */
export async function sealFor(to, of, request, object, length) {
  const padded = pad(signedToBytes(of, object), length);
  if (padded === null) throw new Refusal("text-too-long");
  return held("bad-signature", seal(to, info(of.label, request), padded));
}
