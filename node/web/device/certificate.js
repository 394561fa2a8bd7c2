// The member's certificate and devices: its next version, further devices, and a further device's own side.
//
// Only a device that holds the member's own key writes certificates: the first one, or one recovered by the phrase.

import { concat, hex, random, same } from "./bytes.js";
import { blank, certContent, isOwn } from "./device.js";
import { memberSecret } from "./enrol.js";
import { hmac } from "./hash.js";
import { furtherKeys, withSecrets } from "./keys.js";
import { LABEL } from "./label.js";
import * as limits from "./limits.js";
import { MEMBER_CERT } from "./payload.js";
import { Fields, carded } from "./postcard.js";
import { held, need } from "./refusal.js";
import { info, newKeptSecret, open, seal } from "./seal.js";
import { newSignSecret } from "./sign.js";
import { signed, verifyCert } from "./verify.js";
import { compared } from "./words.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./device.js").EndedKey} EndedKey */
/** @typedef {import("./link.js").DeviceLink} DeviceLink */
/** @typedef {{certPayload: Bytes, memberSignature: Bytes, ended: EndedKey[]}} CertDraft */
/** @typedef {{invite: Bytes, signKey: Bytes, sealKey: Bytes, mac: Bytes}} DeviceEnrolment */
/**
 * @typedef {{org: Bytes, member: Bytes, invite: Bytes, signSecret: import("./sign.js").SignSecret, sealSecret:
 * import("./seal.js").SealSecret, mac: Bytes}} NewDevice
 */

/**
 * Whether the certificate should be renewed: little is left, or it is by a key the organisation gave up.
 * @param {Device} device @param {bigint} now
 */
export function isDue(device, now) {
  if (device.cert === null) return false;
  const cert = certContent(device);
  return cert.expires <= now + limits.CERT_RENEWED_BEFORE || !same(cert.org, device.org);
}

/**
 * The same certificate for another ninety days.
 * @param {Device} device @param {bigint} now @returns {Promise<CertDraft>}
 */
export function renewal(device, now) {
  return draft(device, now, [], (keys) => keys);
}

/**
 * The certificate without one of the member's devices.
 * @param {Device} device @param {EndedKey} ended @param {bigint} now @returns {Promise<CertDraft>}
 */
export async function without(device, ended, now) {
  const { devices } = certContent(device);
  const rest = devices.filter(({ signKey }) => !same(signKey, ended.signKey));
  need(rest.length === devices.length - 1 && rest.length > 0, "last-device");
  return draft(device, now, [ended], () => rest.map(({ signKey }) => signKey));
}

/**
 * Takes the certificate as the node holds it, where another device of the member changed it.
 * @param {Device} device @param {import("./payload.js").CoSigned} cert @param {bigint} now
 */
export async function takeCert(device, cert, now) {
  const content = await held("foreign-certificate", verifyCert(cert, now));
  const lists = content.devices.some(({ signKey }) => same(signKey, device.signSecret.public));
  const before = device.cert === null ? 0 : certContent(device).version;
  const isMine = isOwn(device, content.org) && same(content.member, device.member) && lists;
  need(isMine && content.version >= before, "foreign-certificate");
  device.certPayload = cert.payload;
  device.cert = cert;
}

/**
 * The next version of the certificate, signed by the member's own key.
 * @param {Device} device @param {bigint} now @param {EndedKey[]} ended @param {(keys: Bytes[]) => Bytes[]} change
 * @returns {Promise<CertDraft>}
 */
export async function draft(device, now, ended, change) {
  const secret = memberSecret(device);
  const before = certContent(device);
  const keys = change(before.devices.map(({ signKey }) => signKey));
  need(keys.length <= limits.DEVICES, "devices-full");
  const next = {
    ...before,
    org: device.org,
    devices: keys.map((signKey) => ({ signKey })),
    version: before.version + 1,
    issued: now,
    expires: now + limits.CERT_LIFE,
  };
  const { payload, signature } = await signed(MEMBER_CERT, secret, next);
  return { certPayload: payload, memberSignature: signature, ended };
}

/**
 * Makes a link for a further device of the member.
 * @param {Device} device @param {string} api @param {bigint} expires @returns {DeviceLink}
 */
export function openDevice(device, api, expires) {
  memberSecret(device);
  need(certContent(device).devices.length < limits.DEVICES, "devices-full");
  const link = { org: device.org, member: device.member, api, invite: random(16), secret: random(16), expires };
  device.deviceLinks.set(hex(link.invite), link.secret);
  return link;
}

/**
 * Takes a further device up: the next certificate, and the vault key sealed to the device.
 * @param {Device} device @param {DeviceEnrolment} other @param {bigint} now
 */
export async function admit(device, other, now) {
  const secret = device.deviceLinks.get(hex(other.invite));
  need(secret !== undefined, "link-unknown");
  const proof = await hmac(/** @type {Bytes} */ (secret), LABEL.device, other.signKey, other.sealKey);
  need(same(proof, other.mac), "link-proof");
  const next = await draft(device, now, [], (keys) => [...keys, other.signKey]);
  const bundle = await withSecrets(device, (_, vaultKey) =>
    held("link-proof", seal(other.sealKey, info(LABEL.device, other.invite), concat(vaultKey, carded(device.card)))),
  );
  return { draft: next, bundle };
}

/**
 * The six words a device that came must show too.
 * @param {{org: Bytes, member: Bytes}} member @param {DeviceEnrolment} other @returns {string}
 */
export function deviceWords({ org, member }, other) {
  return compared(org, member, other.signKey, other.sealKey);
}

/** Makes a machine's keys for a link the first device made. @param {DeviceLink} link @returns {Promise<NewDevice>} */
export async function beginDevice(link) {
  const [signSecret, sealSecret] = [await newSignSecret(), await newKeptSecret()];
  const proof = await hmac(link.secret, LABEL.device, signSecret.public, sealSecret.public);
  return { org: link.org, member: link.member, invite: link.invite, signSecret, sealSecret, mac: proof };
}

/** What the node is told of it. @param {NewDevice} machine @returns {DeviceEnrolment} */
export function deviceEnrolment({ invite, signSecret, sealSecret, mac }) {
  return { invite, signKey: signSecret.public, sealKey: sealSecret.public, mac };
}

/**
 * Becomes a device with what the first one gave.
 * @param {NewDevice} machine @param {Bytes} bundle @param {import("./payload.js").CoSigned} cert @param {bigint} now
 * @returns {Promise<Device>}
 */
export async function finishDevice(machine, bundle, cert, now) {
  const opened = await held("unopenable", open(machine.sealSecret, info(LABEL.device, machine.invite), bundle));
  const { vaultKey, card } = await held("unopenable", () => {
    const fields = new Fields(opened);
    return { vaultKey: fields.raw(32), card: fields.card() };
  });
  opened.fill(0);
  const device = blank(machine.org, await furtherKeys(machine.member, machine.signSecret, vaultKey), card);
  await takeCert(device, cert, now);
  return device;
}
