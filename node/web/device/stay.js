// Two devices tie a bridge through an answered request: the proposer signs terms, the other signs the same bytes.
//
//   proposer ── terms, signed ──► the other       sealed so that only the two can read it
//   proposer ◄─ terms, signed ─── the other       each then tells the own node, with both signatures
//
// No link is needed: each knows the other's key from the answer's chain, or from the letter it answered.

import { fromHex, hex, random, same } from "./bytes.js";
import { self } from "./device.js";
import { LABEL } from "./label.js";
import { BRIDGE_TERMS, REQUEST_CORE } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { newSealSecret } from "./seal.js";
import { sign } from "./sign.js";
import { floorHour } from "./time.js";
import { isSame, signed, verifyByOrigin, verifyCert, verifyTerms } from "./verify.js";
import { asker, endpoint, openAsAsker, openAsEndpoint, sealWord } from "./word.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./payload.js").Signed} Signed */
/** @typedef {import("./word.js").FarEnd} FarEnd */
/** @typedef {import("./word.js").SealedWord} SealedWord */
/** @typedef {import("./views.js").WordView} WordView */
/** @typedef {import("./views.js").AnswerView} AnswerView */
/**
 * @typedef {{terms: Signed, farSignature: Bytes, cert: import("./payload.js").CoSigned, card:
 * import("./text.js").Card}} StayTie what the own node is told
 */

/**
 * Proposes to stay connected. A second proposal along one request gives the same bytes.
 * @param {Device} device @param {FarEnd} far @param {string} text @param {unknown} wish strength and policy of the
 * bridge
 * @param {bigint} now @returns {Promise<SealedWord>} @throws {Refusal}
 */
export async function proposeStay(device, far, text, wish, now) {
  for (const [word, stay] of device.stays) {
    if (stay.side === "proposed" && same(stay.request, far.request))
      return { word: fromHex(word), sealed: stay.sealed };
  }
  need(!same(far.org, device.org), "own-colleague");
  const [bridge, word] = [random(16), random(16)];
  const terms = await signed(BRIDGE_TERMS, device.signSecret, {
    bridge,
    aOrg: device.org,
    aMember: device.member,
    bOrg: far.org,
    bMember: far.member,
    created: floorHour(now),
  });
  const sealed = await sealTerms(device, far, text, terms);
  device.stays.set(hex(word), { request: far.request, side: "proposed", terms, wish, sealed, expires: far.expires });
  device.bridgePins.set(hex(bridge), { org: far.org, member: far.member });
  return { word, sealed };
}

/**
 * Agrees to a proposal: what goes back, and what the own node is told. The same proposal gives the same bytes.
 * @param {Device} device @param {WordView} view @param {AnswerView[]} answers @param {unknown} wish @param {bigint} now
 * @returns {Promise<SealedWord & {tie: StayTie}>} @throws {Refusal}
 */
export async function agreeToStay(device, view, answers, wish, now) {
  const { body, far } = await openTerms(device, view, answers, now);
  const theirs = /** @type {Signed} */ (body.terms);
  const terms = await termsBy(body, view.came);
  const [from, to] = [
    { org: terms.aOrg, member: terms.aMember },
    { org: terms.bOrg, member: terms.bMember },
  ];
  need(isSame(from, far) && isSame(to, self(device)) && !same(far.org, device.org), "word-unfit");
  const signature = await sign(device.signSecret, LABEL.bridge, theirs.payload);
  const own = { payload: theirs.payload, signature };
  const sealed = device.stays.get(hex(view.word))?.sealed ?? (await sealTerms(device, far, "", own));
  device.stays.set(hex(view.word), {
    request: far.request,
    side: "agreed",
    terms: own,
    wish,
    sealed,
    expires: far.expires,
  });
  device.bridgePins.set(hex(terms.bridge), { org: far.org, member: far.member });
  const tie = { terms: own, farSignature: theirs.signature, cert: body.cert, card: body.card };
  return { word: view.word, sealed, tie };
}

/**
 * What the own node is told when the other has agreed to this device's proposal.
 * @param {Device} device @param {WordView} view @param {AnswerView[]} answers @param {bigint} now
 * @returns {Promise<{tie: StayTie, wish: unknown}>} @throws {Refusal} unless they signed the very terms proposed to
 * them
 */
export async function tieStay(device, view, answers, now) {
  const own = device.stays.get(hex(view.word));
  if (own === undefined || own.side !== "proposed") throw new Refusal("word-unfit");
  const { body } = await openTerms(device, view, answers, now);
  need(same(body.terms.payload, own.terms.payload), "word-unfit");
  await termsBy(body, view.came);
  const tie = { terms: own.terms, farSignature: body.terms.signature, cert: body.cert, card: body.card };
  return { tie, wish: own.wish };
}

/** @param {Device} device @param {FarEnd} far @param {string} text @param {Signed} terms */
async function sealTerms(device, far, text, terms) {
  const replyKey = (await newSealSecret()).public;
  return sealWord(device, far.key, far.request, { digest: far.digest, purpose: "stay", text, replyKey, terms });
}

/**
 * Opens a word with terms from the one at the other end of its request.
 * @param {Device} device @param {WordView} view @param {AnswerView[]} answers @param {bigint} now
 */
async function openTerms(device, view, answers, now) {
  const opened =
    view.to === "asker" ? await termsToAsker(device, view, answers, now) : await termsToEndpoint(device, view);
  need(opened.body.terms !== null, "other-sort");
  return opened;
}

/** @param {Device} device @param {WordView} view @param {AnswerView[]} answers @param {bigint} now */
async function termsToAsker(device, view, answers, now) {
  const { body, standing } = await openAsAsker(device, view, answers, now);
  const answer = answers.find(({ core }) => same(core.payload, view.core.payload));
  if (answer === undefined) throw new Refusal("unverified");
  const far = await endpoint(device, answer, now);
  need(standing === "far-end", "word-unfit");
  return { body, far };
}

/** @param {Device} device @param {WordView} view */
async function termsToEndpoint(device, view) {
  const body = await openAsEndpoint(device, view);
  const core = await held("bad-signature", verifyByOrigin(REQUEST_CORE, view.core));
  return { body, far: asker(device, core.request) };
}

/** The terms, as the signer of the word signed them. @param {any} body @param {bigint} at */
async function termsBy(body, at) {
  const cert = await held("word-unfit", verifyCert(body.cert, at));
  return held("word-unfit", verifyTerms(body.terms, cert));
}
