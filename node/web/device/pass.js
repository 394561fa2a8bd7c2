// A connector passes a request on: the member's consent, and the receipt for the asker. The same item gives the same
// bytes, however often it is tapped, once they were saved.

import { hex, random } from "./bytes.js";
import { checkPin } from "./device.js";
import { predecessorCommitment, sha256 } from "./hash.js";
import * as limits from "./limits.js";
import { checkRequest, consentTo, receiptFor } from "./path.js";
import { Refusal, need } from "./refusal.js";
import { isCard, isProse } from "./text.js";

/**
 * @param {import("./device.js").Device} device @param {import("./views.js").Item} item @param {string} note
 * @param {bigint} now @returns {Promise<{consent: import("./payload.js").Signed, receipt: import("./bytes.js").Bytes}>}
 * @throws {Refusal} if anything about the request, its predecessor or its successor does not hold
 */
export async function passOn(device, item, note, now) {
  const made = device.passed.get(hex(item.item));
  if (made !== undefined) return made;
  if (item.waiting.what !== "hop") throw new Refusal("other-sort");
  const { request, successor } = item.waiting;
  need(isProse(note, limits.CONNECTOR_NOTE) && isCard(device.card), "text-too-long");
  const core = await checkRequest(device, request, now);
  checkPin(device, successor);
  const [salt, before] = [random(16), request.predecessor];
  const predecessor = await predecessorCommitment(salt, before.org, before.member);
  const digest = await sha256(request.core.payload);
  const consent = await consentTo(device, { digest, successor, predecessor, note }, now);
  const receipt = await receiptFor(device, core, { before, salt, consent });
  device.passed.set(hex(item.item), { consent, receipt });
  return { consent, receipt };
}
