// A person with an invitation becomes a member: keys, the first certificate, and the proof that they hold the link.

import { same } from "./bytes.js";
import { blank } from "./device.js";
import { mac } from "./hash.js";
import { freshKeys } from "./keys.js";
import { LABEL } from "./label.js";
import * as limits from "./limits.js";
import { MEMBER_CERT } from "./payload.js";
import { held, need } from "./refusal.js";
import { sign } from "./sign.js";
import { isCard } from "./text.js";
import { signed, verifyCert } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./link.js").MemberLink} MemberLink */
/** @typedef {{invite: Bytes, mac: Bytes, certPayload: Bytes, memberSignature: Bytes}} Enrolment */

/**
 * Makes a member's keys for an invitation, and what proves both to the node.
 * @param {MemberLink} link @param {import("./text.js").Card} card @param {bigint} now seconds
 * @returns {Promise<{device: Device, enrolment: Enrolment}>} @throws {import("./refusal.js").Refusal}
 */
export async function enrol(link, card, now) {
  need(isCard(card), "text-too-long");
  need(link.expires > now, "link-expired");
  const device = blank(link.org, await freshKeys(), card);
  const cert = {
    org: link.org,
    member: device.member,
    devices: [{ signKey: device.signSecret.public }],
    version: 1,
    issued: now,
    expires: now + limits.CERT_LIFE,
  };
  device.certPayload = (await signed(MEMBER_CERT, memberSecret(device), cert)).payload;
  return { device, enrolment: await enrolmentAgain(device, link) };
}

/**
 * The same enrolment, for a node that may not have received the first.
 * @param {Device} device @param {MemberLink} link @returns {Promise<Enrolment>}
 */
export async function enrolmentAgain(device, link) {
  return {
    invite: link.invite,
    mac: await mac(link.secret, LABEL.join, device.certPayload),
    certPayload: device.certPayload,
    memberSignature: await sign(memberSecret(device), LABEL.member, device.certPayload),
  };
}

/**
 * Takes the certificate the node countersigned.
 * @param {Device} device @param {import("./payload.js").CoSigned} cert @param {bigint} now
 * @throws {import("./refusal.js").Refusal} if it is not the one asked for or not signed by the invited organisation
 */
export async function acceptCert(device, cert, now) {
  const content = await held("foreign-certificate", verifyCert(cert, now));
  need(same(cert.payload, device.certPayload) && same(content.org, device.org), "foreign-certificate");
  device.cert = cert;
}

/**
 * @param {Device} device @returns {import("./sign.js").SignSecret}
 * @throws {import("./refusal.js").Refusal} on a further device
 */
export function memberSecret({ memberSecret }) {
  need(memberSecret !== null, "no-member-key");
  return /** @type {import("./sign.js").SignSecret} */ (memberSecret);
}
