// A device goes along when an organisation changes its key: its own, or one at the far end of a bridge. The node shows
// the change; both signatures are checked here. Members' keys stay what they are.

import { same } from "./bytes.js";
import { isOwn } from "./device.js";
import { Unfit } from "./unfit.js";
import { verifySuccession } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {{payload: Bytes, oldSignature: Bytes, newSignature: Bytes}} Succession */

/**
 * Follows the changes of the own organisation's key, in their order.
 * @param {Device} device @param {Succession[]} line @returns {Promise<boolean>} whether it is known by another key now
 */
export async function followOrganisation(device, line) {
  const before = device.org;
  for (const succession of line) {
    const terms = await opened(succession);
    if (terms === null || !same(terms.oldOrg, device.org)) continue;
    if (device.former.some((org) => same(org, terms.newOrg))) continue;
    device.former.push(device.org);
    device.org = terms.newOrg;
  }
  return !same(device.org, before);
}

/**
 * Follows the changes of organisations at the far ends of bridges, in their order.
 * @param {Device} device @param {Succession[]} line
 */
export async function followPartners(device, line) {
  for (const succession of line) {
    const terms = await opened(succession);
    if (terms === null || isOwn(device, terms.oldOrg) || isOwn(device, terms.newOrg)) continue;
    for (const pin of device.bridgePins.values()) if (same(pin.org, terms.oldOrg)) pin.org = terms.newOrg;
  }
}

/** @param {Succession} succession */
async function opened(succession) {
  try {
    return await verifySuccession(succession);
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
}
