// What a device learns of others' keys when it opens: which ended, which changed. It signs nothing with a changed key
// until the member has compared words with the person.

import { concat, fromHex, hex } from "./bytes.js";
import { LABEL } from "./label.js";
import { isSignedBy, sign } from "./sign.js";
import { followPartners } from "./succession.js";
import { endOfHour, floorHour } from "./time.js";
import { isSame } from "./verify.js";
import { compared, comparedKeys } from "./words.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./device.js").EndedKey} EndedKey */
/**
 * @typedef {object} KeysView
 * @property {(import("./verify.js").Person & {key: EndedKey})[]} ended
 * @property {{old: Bytes, new: Bytes}[]} changed
 * @property {import("./succession.js").Succession[]} successions
 */

/**
 * Learns from the node's view of keys.
 * @param {Device} device @param {KeysView} view @returns {Promise<Bytes[]>} changed keys of people this device knew
 */
export async function learn(device, view) {
  await followPartners(device, view.successions);
  device.ended = new Map(view.ended.map((one) => [hex(one.key.signKey), one]));
  const broken = [];
  for (const change of view.changed) {
    const [old, next] = [hex(change.old), hex(change.new)];
    if (device.colleaguePins.delete(old) && !device.colleaguePins.has(next)) {
      device.changed.set(next, old);
      broken.push(change.new);
    }
  }
  return broken;
}

/**
 * Believes a colleague's changed key, after the member compared words with the person.
 * @param {Device} device @param {Bytes} colleague
 */
export function acceptKey(device, colleague) {
  if (device.changed.delete(hex(colleague))) device.colleaguePins.add(hex(colleague));
}

/** Colleagues whose key changed and whom the member has not checked since. @param {Device} device @returns {Bytes[]} */
export function unchecked(device) {
  return [...device.changed.keys()].map(fromHex);
}

/**
 * The six words this member and another one must both see.
 * @param {Device} device @param {Bytes} other @returns {string}
 */
export function wordsWith(device, other) {
  return comparedKeys(device.member, other);
}

/**
 * The six words of one key in this organisation: a machine whose key nobody knows yet shows its own.
 * @param {Device} device @param {Bytes} key @returns {string}
 */
export function keyWords(device, key) {
  return compared(device.org, key);
}

/**
 * This member's word that a colleague lost every key and holds a new one.
 * @param {Device} device @param {Bytes} old @param {Bytes} next @returns {Promise<Bytes>}
 */
export function vouch(device, old, next) {
  return sign(device.signSecret, LABEL.reEnrolment, concat(device.org, old, next));
}

/**
 * Whether something was signed by a key that ended and does not hold, as `holds` judges its end.
 * @param {Device} device @param {import("./payload.js").Payload} of @param {import("./payload.js").Signed} object
 * @param {import("./verify.js").MemberCert} cert @param {(ended: EndedKey) => boolean} holds @returns
 * {Promise<boolean>}
 */
export async function isByEnded(device, of, object, cert, holds) {
  for (const { signKey } of cert.devices) {
    const ended = device.ended.get(hex(signKey));
    if (ended === undefined || !isSame(ended, cert) || holds(ended.key)) continue;
    if (await isSignedBy(signKey, of.label, object.payload, object.signature)) return true;
  }
  return false;
}

/**
 * A stolen key can write any date: whatever of it can't be dated by somebody else does not hold.
 * @param {EndedKey} ended
 */
export function holdsUndated(ended) {
  return ended.reason === "retired";
}

/**
 * What a retired key signed before its end holds when it arrives; nothing of a stolen one does.
 * @param {EndedKey} ended @param {bigint} issued
 */
export function holdsOnArrival(ended, issued) {
  return ended.reason === "retired" && holdsByDate(ended, issued);
}

/** Whether it holds by its date alone. @param {EndedKey} ended @param {bigint} issued */
export function holdsByDate(ended, issued) {
  return endOfHour(floorHour(issued)) < ended.from;
}
