// The six words two members at the ends of a bridge read to each other: they are the same on both sides only if nobody
// stands in between.

import { concat, hex, order } from "./bytes.js";
import { self } from "./device.js";
import { Refusal } from "./refusal.js";
import { compared } from "./words.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */

/**
 * @param {Device} device @param {Bytes} bridge @returns {string}
 * @throws {Refusal} if this device has not seen who is at the far end
 */
export function bridgeWords(device, bridge) {
  const far = device.bridgePins.get(hex(bridge));
  if (far === undefined) throw new Refusal("link-unknown");
  // Sorted, so that both sides name the two in the same order.
  const ends = [far, self(device)].sort((one, other) =>
    order(concat(one.org, one.member), concat(other.org, other.member)),
  );
  return compared(...ends.flatMap(({ org, member }) => [org, member]), bridge);
}

/**
 * Whether a bridge came about by a knock and its two members have not compared their words yet.
 * @param {Device} device @param {Bytes} bridge
 */
export function awaitsWords(device, bridge) {
  return device.uncompared.has(hex(bridge));
}

/**
 * The member says that the six words of a bridge are the same on both sides.
 * @param {Device} device @param {Bytes} bridge
 */
export function wordsAgree(device, bridge) {
  device.uncompared.delete(hex(bridge));
}
