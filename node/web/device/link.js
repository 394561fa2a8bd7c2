// Links people hand to each other: to become a member, to tie a bridge, to bring a further device. Each carries a
// secret, serves once and is plain text. Whoever holds the text holds the invitation.

import { base64url, concat, fromBase64url } from "./bytes.js";
import { Fields, counted, sized, texted } from "./postcard.js";
import { Refusal, held, need } from "./refusal.js";
import { millis, seconds } from "./time.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{org: Bytes, api: string, invite: Bytes, secret: Bytes, expires: bigint}} MemberLink */
/** @typedef {{org: Bytes, member: Bytes, bridge: Bytes, secret: Bytes, expires: bigint}} BridgeLink */
/** @typedef {{org: Bytes, member: Bytes, api: string, invite: Bytes, secret: Bytes, expires: bigint}} DeviceLink */

const SORTS = ["member", "peer", "bridge", "device"];

/** @param {string} text @returns {Promise<MemberLink>} @throws {Refusal} */
export function readMemberLink(text) {
  return read(text, "member", (f) => ({
    org: f.id(32),
    api: f.text(),
    invite: f.id(16),
    secret: f.raw(16),
    expires: date(f),
  }));
}

/** @param {string} text @returns {Promise<BridgeLink>} @throws {Refusal} */
export function readBridgeLink(text) {
  return read(text, "bridge", (f) => ({
    org: f.id(32),
    member: f.id(32),
    bridge: f.id(16),
    secret: f.raw(16),
    expires: date(f),
  }));
}

/** @param {string} text @returns {Promise<DeviceLink>} @throws {Refusal} */
export function readDeviceLink(text) {
  return read(text, "device", (f) => ({
    org: f.id(32),
    member: f.id(32),
    api: f.text(),
    invite: f.id(16),
    secret: f.raw(16),
    expires: date(f),
  }));
}

/** @param {BridgeLink} link @returns {string} */
export function writeBridgeLink({ org, member, bridge, secret, expires }) {
  return write("bridge", concat(sized(org), sized(member), sized(bridge), secret, counted(millis(expires))));
}

/** @param {DeviceLink} link @returns {string} */
export function writeDeviceLink({ org, member, api, invite, secret, expires }) {
  return write(
    "device",
    concat(sized(org), sized(member), texted(api), sized(invite), secret, counted(millis(expires))),
  );
}

/** @param {string} sort @param {Bytes} fields */
function write(sort, fields) {
  return `stn:${sort}:${base64url(fields)}`;
}

/** @template T @param {string} text @param {string} sort @param {(fields: Fields) => T} fields @returns {Promise<T>} */
async function read(text, sort, fields) {
  const [scheme, found, ...rest] = text.trim().split(":");
  need(scheme === "stn" && rest.length > 0 && SORTS.includes(found), "link-other-form");
  if (found !== sort) throw new Refusal("link-other-sort");
  return held("link-damaged", () => fields(new Fields(fromBase64url(rest.join(":")))));
}

/** @param {Fields} fields @returns {bigint} */
function date(fields) {
  return seconds(Number(fields.number()));
}
