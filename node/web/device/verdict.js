// The asker's device judges an answer: it is one only if the whole chain holds.
//
//   own consent ─succ─► receipt 1 ─succ─► receipt 2 … ─succ─► signer of the answer
//
// Every receipt opens its commitment to the one before, all are for the same request, and the answer names the very key
// the letter was sealed to. Anything else is "could not be verified", not an answer.

import { hex, same } from "./bytes.js";
import { isOwn } from "./device.js";
import { predecessorCommitment, sha256 } from "./hash.js";
import { holdsByDate, holdsUndated, isByEnded } from "./learn.js";
import { ANSWER_BODY, CONSENT, RECEIPT_BODY, REQUEST_CORE, fromBytes, signedFromBytes } from "./payload.js";
import { held, need } from "./refusal.js";
import { info, open, unpad } from "./seal.js";
import { earlier, endOfHour } from "./time.js";
import { Unfit } from "./unfit.js";
import { isSame, verify, verifyByDevice, verifyByOrigin, verifyWithOwnCert } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./device.js").OwnRequest} OwnRequest */
/** @typedef {import("./verify.js").Person} Person */
/**
 * @typedef {object} VerifiedAnswer an answer whose whole chain held
 * @property {string} text
 * @property {import("./text.js").Card[]} cards the endpoint's, and the sought person's if they agreed
 * @property {import("./text.js").Card[]} path how those who passed the request on introduce themselves, in order
 * @property {Person[]} signers the connectors, then the endpoint
 * @property {Bytes} replyKey words that follow are sealed to it
 * @property {bigint | null} retainUntil of an appraisal: when it is deleted
 */
/** @typedef {{own: OwnRequest, core: any, digest: Bytes, now: bigint}} Expected what everything is compared with */

/**
 * @param {Device} device @param {import("./views.js").AnswerView} answer @param {bigint} now
 * @returns {Promise<VerifiedAnswer>} @throws {import("./refusal.js").Refusal}
 */
export async function verifyAnswer(device, answer, now) {
  const core = await held("unverified", verifyByOrigin(REQUEST_CORE, answer.core));
  const own = device.requests.get(hex(core.request));
  need(own !== undefined, "request-unknown");
  const verified = await held("unverified", judge(device, /** @type {OwnRequest} */ (own), answer, core, now));
  need(verified.retainUntil === null || verified.retainUntil > now, "answer-over");
  return verified;
}

/**
 * @param {Device} device @param {OwnRequest} own @param {import("./views.js").AnswerView} answer @param {any} core
 * @param {bigint} now @returns {Promise<VerifiedAnswer>} @throws {Unfit}
 */
export async function judge(device, own, answer, core, now) {
  must(same(answer.core.payload, own.core) && isOwn(device, core.origin));
  const expected = { own, core, digest: await sha256(own.core), now };
  let last = await verify(CONSENT, own.consent, device.signSecret.public);
  const path = /** @type {import("./text.js").Card[]} */ ([]);
  const signers = /** @type {Person[]} */ ([]);
  for (const sealed of answer.receipts) {
    const receipt = await openReceipt(expected, sealed);
    // The random ones that fill an answer do not open; none stands before one that does.
    if (receipt === null) break;
    last = await link(expected, last, receipt);
    const holds = (/** @type {import("./device.js").EndedKey} */ ended) => holdsByDate(ended, last.issued);
    must(!(await isByEnded(device, CONSENT, receipt.body.consent, receipt.cert, holds)));
    path.push(receipt.body.card);
    signers.push({ org: last.org, member: last.member });
  }
  const { body, object, cert } = await openAnswer(expected, answer.sealed);
  must(!(await isByEnded(device, ANSWER_BODY, object, cert, holdsUndated)));
  must(isSame(body, { org: last.successorOrg, member: last.successor }));
  must(same(body.digest, expected.digest) && same(body.letterKey, own.letterKey));
  signers.push({ org: body.org, member: body.member });
  const retainUntil = retained(device.retained.get(hex(core.request)), body.retainUntil);
  return { text: body.text, cards: body.cards, path, signers, replyKey: body.replyKey, retainUntil };
}

/**
 * Checks that a receipt is the successor's of the consent before it, and gives its consent.
 * @param {Expected} expected @param {any} before @param {Receipt} receipt
 */
async function link(expected, before, { body, cert }) {
  const consent = await verifyByDevice(CONSENT, body.consent, cert);
  const { predecessorSalt, predecessorOrg, predecessor } = body;
  must(isSame(consent, { org: before.successorOrg, member: before.successor }));
  must(isSame({ org: predecessorOrg, member: predecessor }, before));
  must(same(consent.predecessor, await predecessorCommitment(predecessorSalt, predecessorOrg, predecessor)));
  must(same(consent.digest, expected.digest) && consent.issued <= expected.core.expires);
  return consent;
}

/**
 * @typedef {{body: any, cert: import("./verify.js").MemberCert}} Receipt one that opened, and the certificate it
 * brought
 */

/** @param {Expected} expected @param {Bytes} sealed @returns {Promise<Receipt | null>} */
async function openReceipt({ own, core }, sealed) {
  try {
    const padded = await open(own.answerSecret, info(RECEIPT_BODY.label, core.request), sealed);
    const object = signedFromBytes(RECEIPT_BODY, unpad(padded));
    const { issued } = fromBytes(CONSENT, fromBytes(RECEIPT_BODY, object.payload).consent.payload);
    return await verifyWithOwnCert(RECEIPT_BODY, object, endOfHour(issued));
  } catch (error) {
    if (error instanceof Unfit) return null;
    throw error;
  }
}

/** @param {Expected} expected @param {Bytes} sealed */
async function openAnswer({ own, core, now }, sealed) {
  const padded = await open(own.answerSecret, info(ANSWER_BODY.label, core.request), sealed);
  const object = signedFromBytes(ANSWER_BODY, unpad(padded));
  // An answer carries no date; its certificate must hold when the asker reads it first.
  return { ...(await verifyWithOwnCert(ANSWER_BODY, object, now)), object };
}

/** @param {bigint | undefined} own @param {bigint | null} theirs */
function retained(own, theirs) {
  if (own === undefined) return null;
  return theirs === null ? own : earlier(own, theirs);
}

/** @param {boolean} holds @throws {Unfit} */
function must(holds) {
  if (!holds) throw new Unfit("bad-signature");
}
