// A device ties bridges: its links carry a secret no node sees, so no node can stand in between.

import { hex, random, same } from "./bytes.js";
import { enrolledCert, self } from "./device.js";
import { hmac, sha256 } from "./hash.js";
import { LABEL } from "./label.js";
import { BRIDGE_TERMS, CARD, certToBytes, toBytes } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { sign } from "./sign.js";
import { floorHour } from "./time.js";
import { isSame, signed, verifyCert, verifyTerms } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./link.js").BridgeLink} BridgeLink */
/** @typedef {import("./payload.js").Signed} Signed */
/** @typedef {import("./payload.js").CoSigned} CoSigned */
/** @typedef {import("./text.js").Card} Card */
/** @typedef {{terms: Signed, cert: CoSigned, card: Card, mac: Bytes}} BridgeAccept */
/** @typedef {{bridge: Bytes, signature: Bytes, cert: CoSigned, card: Card, mac: Bytes}} BridgeConfirm */

/**
 * Makes a link to be given to a person in another organisation, by hand.
 * @param {Device} device @param {bigint} expires @returns {BridgeLink}
 */
export function openBridge(device, expires) {
  const link = { ...self(device), bridge: random(16), secret: random(16), expires };
  device.links.set(hex(link.bridge), link.secret);
  return link;
}

/**
 * Takes up a link somebody gave to this member, and pins its maker.
 * @param {Device} device @param {BridgeLink} link @param {bigint} now @returns {Promise<BridgeAccept>}
 * @throws {Refusal}
 */
export async function acceptBridge(device, link, now) {
  need(!same(link.org, device.org), "own-link");
  need(link.expires > now, "link-expired");
  const maker = { org: link.org, member: link.member };
  checkFarEnd(device, link.bridge, maker);
  const cert = enrolledCert(device);
  const terms = await signed(BRIDGE_TERMS, device.signSecret, {
    bridge: link.bridge,
    aOrg: link.org,
    aMember: link.member,
    bOrg: device.org,
    bMember: device.member,
    created: floorHour(now),
  });
  const mac = await bridgeMac(link.secret, LABEL.bridge, terms.payload, cert, device.card);
  device.links.set(hex(link.bridge), link.secret);
  device.bridgePins.set(hex(link.bridge), maker);
  return { terms, cert, card: device.card, mac };
}

/**
 * Checks who took up this device's link, pins them, and agrees.
 * @param {Device} device @param {BridgeAccept} accept @param {bigint} now @returns {Promise<BridgeConfirm>}
 * @throws {Refusal}
 */
export async function confirmBridge(device, accept, now) {
  const cert = await held("bad-signature", verifyCert(accept.cert, now));
  const terms = await held("bad-signature", verifyTerms(accept.terms, cert));
  const secret = linkSecret(device, terms.bridge);
  const expected = await bridgeMac(secret, LABEL.bridge, accept.terms.payload, accept.cert, accept.card);
  const isMine = isSame({ org: terms.aOrg, member: terms.aMember }, self(device));
  const theirs = { org: terms.bOrg, member: terms.bMember };
  need(same(expected, accept.mac) && isMine && isSame(theirs, cert), "link-proof");
  checkFarEnd(device, terms.bridge, theirs);
  const own = enrolledCert(device);
  const mac = await bridgeMac(secret, LABEL.bridgeConfirm, accept.terms.payload, own, device.card);
  const signature = await sign(device.signSecret, LABEL.bridge, accept.terms.payload);
  device.bridgePins.set(hex(terms.bridge), theirs);
  return { bridge: terms.bridge, signature, cert: own, card: device.card, mac };
}

/**
 * Checks that the maker of the link this device took up has agreed.
 * @param {Device} device @param {Signed} terms @param {BridgeConfirm} confirm @param {bigint} now @throws {Refusal}
 */
export async function completeBridge(device, terms, confirm, now) {
  const secret = linkSecret(device, confirm.bridge);
  const expected = await bridgeMac(secret, LABEL.bridgeConfirm, terms.payload, confirm.cert, confirm.card);
  const cert = await held("bad-signature", verifyCert(confirm.cert, now));
  const pin = device.bridgePins.get(hex(confirm.bridge));
  need(same(expected, confirm.mac) && pin !== undefined && isSame(pin, cert), "link-proof");
  await held("link-proof", verifyTerms({ payload: terms.payload, signature: confirm.signature }, cert));
  device.links.delete(hex(confirm.bridge));
}

/** @param {Device} device @param {Bytes} bridge @returns {Bytes} */
function linkSecret(device, bridge) {
  const secret = device.links.get(hex(bridge));
  if (secret === undefined) throw new Refusal("link-unknown");
  return secret;
}

/** @param {Device} device @param {Bytes} bridge @param {import("./verify.js").Person} person */
function checkFarEnd(device, bridge, person) {
  const pin = device.bridgePins.get(hex(bridge));
  need(pin === undefined || isSame(pin, person), "key-changed");
}

/** @param {Bytes} secret @param {Bytes} label @param {Bytes} terms @param {CoSigned} cert @param {Card} card */
async function bridgeMac(secret, label, terms, cert, card) {
  return hmac(secret, label, terms, await sha256(certToBytes(cert)), await sha256(toBytes(CARD, card)));
}
