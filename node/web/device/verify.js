// From what arrived to what is true: a signature is checked over the bytes as they came, and their content is read
// afterwards. Re-encoding never happens in between. As protocol/src/wire/verify.rs.
//
// Three ways to know the key: it is pinned, it stands in the payload, or a certificate lists it. Whether the signer is
// the one expected is left to the caller.

import { same } from "./bytes.js";
import { isSound } from "./curve.js";
import { LABEL } from "./label.js";
import * as limits from "./limits.js";
import { BRIDGE_TERMS, CONSENT, MEMBER_CERT, RECEIPT_BODY, SUCCESSION_TERMS, fromBytes, toBytes } from "./payload.js";
import { checkSignature, isSignedBy, sign } from "./sign.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./payload.js").Payload} Payload */
/** @typedef {import("./payload.js").Signed} Signed */
/** @typedef {import("./payload.js").CoSigned} CoSigned */
/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{org: Bytes, member: Bytes}} Person */
/** @typedef {Person & {devices: {signKey: Bytes}[], version: number, issued: bigint, expires: bigint}} MemberCert */

/**
 * Signs content under its label.
 * @param {Payload} of @param {import("./sign.js").SignSecret} secret @param {any} content @returns {Promise<Signed>}
 */
export async function signed(of, secret, content) {
  const payload = toBytes(of, content);
  return { payload, signature: await sign(secret, of.label, payload) };
}

/** Opens what a key signed. @param {Payload} of @param {Signed} object @param {Uint8Array} key @throws {Unfit} */
export async function verify(of, object, key) {
  await checkSignature(key, of.label, object.payload, object.signature);
  return fromBytes(of, object.payload);
}

/** Opens what the organisation it names signed. @param {Payload} of @param {Signed} object @throws {Unfit} */
export async function verifyByOrigin(of, object) {
  const content = fromBytes(of, object.payload);
  await checkSignature(content.origin, of.label, object.payload, object.signature);
  return content;
}

/**
 * Opens a certificate that is fit to sign at `at`: both signatures, sound keys, 1 to 4 devices, at most 90 days.
 * @param {CoSigned} cert @param {bigint} at seconds @returns {Promise<MemberCert>} @throws {Unfit}
 */
export async function verifyCert(cert, at) {
  const content = /** @type {MemberCert} */ (fromBytes(MEMBER_CERT, cert.payload));
  if (cert.memberSignature === null) throw new Unfit("bad-signature");
  if (!isCurrent(content, at)) throw new Unfit("unfit-certificate");
  await checkSignature(content.org, LABEL.member, cert.payload, cert.orgSignature);
  await checkSignature(content.member, LABEL.member, cert.payload, cert.memberSignature);
  const keys = [content.org, content.member, ...content.devices.map((device) => device.signKey)];
  if (!keys.every(isSound)) throw new Unfit("unfit-certificate");
  return content;
}

/**
 * Opens what one of a certificate's devices signed in the name of its member.
 * @param {Payload} of @param {Signed} object @param {MemberCert} cert one that held @throws {Unfit}
 */
export async function verifyByDevice(of, object, cert) {
  const content = await openByDevice(of, object, cert);
  if (!isSame(signer(of, content), cert)) throw new Unfit("wrong-signer");
  return content;
}

/**
 * Opens what brings its signer's certificate along: first the certificate, as it stands at `at`, then the content.
 * @param {Payload} of @param {Signed} object @param {bigint} at seconds @throws {Unfit}
 */
export async function verifyWithOwnCert(of, object, at) {
  const cert = await verifyCert(fromBytes(of, object.payload).cert, at);
  return { body: await verifyByDevice(of, object, cert), cert };
}

/**
 * Opens a bridge's terms that a device signed for either end.
 * @param {Signed} object @param {MemberCert} cert one that held @throws {Unfit}
 */
export async function verifyTerms(object, cert) {
  const terms = await openByDevice(BRIDGE_TERMS, object, cert);
  const ends = [
    { org: terms.aOrg, member: terms.aMember },
    { org: terms.bOrg, member: terms.bMember },
  ];
  if (!ends.some((end) => isSame(end, cert))) throw new Unfit("wrong-signer");
  return terms;
}

/**
 * Opens an organisation's change of key: both keys signed the same bytes, are sound, and differ.
 * @param {{payload: Bytes, oldSignature: Bytes, newSignature: Bytes}} succession @throws {Unfit}
 */
export async function verifySuccession(succession) {
  const terms = fromBytes(SUCCESSION_TERMS, succession.payload);
  await checkSignature(terms.oldOrg, LABEL.succession, succession.payload, succession.oldSignature);
  await checkSignature(terms.newOrg, LABEL.succession, succession.payload, succession.newSignature);
  if (!isSound(terms.oldOrg) || !isSound(terms.newOrg) || same(terms.oldOrg, terms.newOrg))
    throw new Unfit("wrong-signer");
  return terms;
}

/** Whether two stand for the same member of the same organisation. @param {Person} one @param {Person} other */
export function isSame(one, other) {
  return same(one.org, other.org) && same(one.member, other.member);
}

/** @param {Payload} of @param {Signed} object @param {MemberCert} cert */
async function openByDevice(of, object, cert) {
  for (const { signKey } of cert.devices) {
    if (await isSignedBy(signKey, of.label, object.payload, object.signature)) return fromBytes(of, object.payload);
  }
  throw new Unfit("bad-signature");
}

// A receipt is by whoever gave the consent inside; that consent's own signature is checked for itself.
/** @param {Payload} of @param {any} content @returns {Person} */
function signer(of, content) {
  return of === RECEIPT_BODY ? fromBytes(CONSENT, content.consent.payload) : content;
}

/** @param {MemberCert} cert @param {bigint} at */
function isCurrent(cert, at) {
  return (
    cert.devices.length >= 1 &&
    cert.issued <= at + limits.CLOCK_SKEW &&
    cert.issued < cert.expires &&
    cert.expires <= cert.issued + limits.CERT_LIFE &&
    at < cert.expires
  );
}
