// A person joins in this browser: keys are made and kept, then told. Whatever happens on the way, it is gone on with by
// the same link and the same keys, so that the node never sees two.

import * as door from "./door.js";
import { acceptCert, enrol, enrolmentAgain } from "./enrol.js";
import { begin, change, forget, keptDevice } from "./keeping.js";
import { readMemberLink } from "./link.js";
import { need } from "./refusal.js";
import { seconds } from "./time.js";
import { readCert, writeEnrolment } from "./views.js";

/** @typedef {{state: "joined"} | {state: "awaits-colleagues", confirmed: number, needed: number}} Joined */

/** Whether this browser holds keys the node has not accepted yet. @returns {Promise<boolean>} */
export async function isWaiting() {
  const device = await keptDevice();
  return device !== null && device.cert === null;
}

/**
 * Joins by a link, or goes on joining by it. Where the node says no to keys made just now, they are forgotten; where it
 * could not be reached, they are kept for the next try.
 * @param {string} text the link @param {import("./text.js").Card} card @returns {Promise<Joined>}
 * @throws {import("./refusal.js").Refusal | door.NoFromNode}
 */
export async function join(text, card) {
  const link = await readMemberLink(text);
  const before = await keptDevice();
  need(before === null || before.cert === null, "keys-there");
  const enrolment =
    before === null
      ? (await begin(() => enrol(link, card, seconds(Date.now())))).enrolment
      : await enrolmentAgain(before, link);
  const reply = await told(writeEnrolment(enrolment), before === null);
  if (reply.cert === undefined) return { state: "awaits-colleagues", confirmed: reply.confirmed, needed: reply.needed };
  await change((device) => acceptCert(device, readCert(reply.cert), seconds(Date.now())));
  return { state: "joined" };
}

/** @param {unknown} enrolment @param {boolean} isFirst nobody else can have been told of the keys */
async function told(enrolment, isFirst) {
  try {
    return await door.join(enrolment);
  } catch (error) {
    if (isFirst && error instanceof door.NoFromNode && error.isDecided()) await forget();
    throw error;
  }
}
