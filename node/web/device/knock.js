// A device knocks, or judges a knock and takes up the bridge it offers.
//
// Unlike a link given by hand, a knock is read by both nodes on its way. So a bridge that comes of it waits for its two
// members to compare six words.

import { hex, random, same } from "./bytes.js";
import { acceptBridge, openBridge } from "./bridge.js";
import { enrolledCert } from "./device.js";
import * as limits from "./limits.js";
import { KNOCK_BODY, signedToBytes } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { pad, wrapOnce } from "./seal.js";
import { isProse } from "./text.js";
import { signed, verifyWithOwnCert } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./payload.js").Signed} Signed */

/**
 * Makes a knock: a bridge link, a card and a note, signed, and sealed under a key that serves once. Whom it is for, the
 * node is told beside it.
 * @param {Device} device @param {string} note at most 280 B @param {bigint} expires
 * @returns {Promise<{knock: Bytes, key: Bytes, sealed: Bytes}>} @throws {Refusal}
 */
export async function knock(device, note, expires) {
  const cert = enrolledCert(device);
  need(isProse(note, limits.CONNECTOR_NOTE), "text-too-long");
  const link = openBridge(device, expires);
  const body = await signed(KNOCK_BODY, device.signSecret, { ...link, card: device.card, note, cert });
  const padded = pad(signedToBytes(KNOCK_BODY, body), limits.KNOCK_BODY);
  if (padded === null) throw new Refusal("text-too-long");
  device.uncompared.add(hex(link.bridge));
  const key = random(32);
  return { knock: random(16), key, sealed: await wrapOnce(key, padded) };
}

/**
 * Says yes to a knock: checks it once more and takes up its bridge.
 * @param {Device} device @param {Bytes} org @param {Signed} object @param {bigint} now
 * @returns {Promise<import("./bridge.js").BridgeAccept>}
 */
export async function acceptKnock(device, org, object, now) {
  const link = await openKnock(org, object, now);
  const accept = await acceptBridge(device, link, now);
  device.uncompared.add(hex(link.bridge));
  return accept;
}

/**
 * What a knock says, once its certificate and signature hold and it is of the organisation it came from.
 * @param {Bytes} org @param {Signed} object @param {bigint} now @returns {Promise<any>} @throws {Refusal}
 */
export async function openKnock(org, object, now) {
  const { body } = await held("bad-signature", verifyWithOwnCert(KNOCK_BODY, object, now));
  need(same(body.org, org), "bad-signature");
  need(body.expires > now, "expired");
  return body;
}
