// The asker signs requests along several paths at once, each for the day it is to leave.
//
// The day stands in the request as the day it was created, and the consent says the same: on its path a second request
// looks like any first one. All share one letter; each has its own keys and its own id.

import { compose } from "./ask.js";
import * as limits from "./limits.js";
import { need } from "./refusal.js";
import { earlier } from "./time.js";

/** @typedef {import("./views.js").OfferView} OfferView */
/**
 * @typedef {{life: bigint, every: bigint | null, least: bigint}} Spacing spans in seconds: how long a request lives,
 * how long to wait before each further path, and the least the node allows
 */

/** A request leaves this long before its offer ends, at the latest. */
const MARGIN = 3_600n;
const DAY = 86_400n;
const WEEK = 7n * DAY;

/**
 * Composes requests along offers of one ask: the first leaves at once, each other on its own day.
 * @param {import("./device.js").Device} device @param {OfferView[]} offers
 * @param {import("./ask.js").Draft} draft @param {Spacing} spacing @param {bigint} now
 * @returns {Promise<import("./ask.js").PreparedRequest[]>} @throws {import("./refusal.js").Refusal}
 */
export async function composeSeveral(device, offers, draft, spacing, now) {
  const every = step(spacing, offers, now);
  const prepared = [];
  let leaves = now;
  for (const offer of offers) {
    prepared.push(await compose(device, offer, draft, leaves + requestLife(offer, spacing.life), leaves));
    leaves += every;
  }
  return prepared;
}

/**
 * How long a request along an offer lives: the usual time, or longer where so many people decide that each could not
 * think for a week.
 * @param {{hops: number}} offer @param {bigint} usual
 */
export function requestLife({ hops }, usual) {
  const needed = WEEK * BigInt(hops) + DAY;
  return earlier(needed > usual ? needed : usual, limits.REQUEST_LIFE_MAX);
}

/**
 * As asked for, or shorter so that each leaves before its offer ends.
 * @param {Spacing} spacing @param {OfferView[]} offers @param {bigint} now
 */
function step({ life, every, least }, offers, now) {
  const wanted = every ?? life / 3n;
  const rooms = offers.slice(1).map(({ expires }, at) => {
    const left = expires - MARGIN - now;
    return (left > 0n ? left : 0n) / BigInt(at + 1);
  });
  if (rooms.length === 0) return wanted;
  const room = rooms.reduce(earlier);
  // A second for dates that are whole seconds.
  const smallest = least + 1n;
  need(room >= smallest, "offers-too-short");
  return earlier(wanted > smallest ? wanted : smallest, room);
}
