// Words on a device: it asks back, replies, sends the letter that follows an answer, and judges what comes.
//
// A question's signer can be checked at once only where it is the pinned first person of the path; everybody else says
// who they are, and the answer's chain shows later whether that was true.

import { fromHex, hex, random, same } from "./bytes.js";
import { enrolledCert, self } from "./device.js";
import { sha256 } from "./hash.js";
import { LABEL } from "./label.js";
import * as limits from "./limits.js";
import { checkRequest, sealFor } from "./path.js";
import { CONSENT, REPLY_BODY, REQUEST_CORE, WORD_BODY, fromBytes, signedFromBytes, toBytes } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { info, newKeptSecret, newSealSecret, open, pad, seal, unpad } from "./seal.js";
import { isCard, isProse } from "./text.js";
import { verifyAnswer } from "./verdict.js";
import { isSame, signed, verifyByOrigin, verifyWithOwnCert } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./views.js").WordView} WordView */
/** @typedef {import("./views.js").AnswerView} AnswerView */
/** @typedef {import("./seal.js").SealSecret} SealSecret */
/** @typedef {{word: Bytes, sealed: Bytes}} SealedWord a word as the node takes it */
/** @typedef {"claimed" | "on-path" | "far-end"} Standing how far it is certain who says something */
/**
 * @typedef {import("./verify.js").Person & {card: import("./text.js").Card, text: string, standing: Standing}} Voice
 */
/**
 * @typedef {{what: "question" | "letter" | "stay" | "agreed", voice: Voice} | {what: "reply", text: string, item:
 * Bytes}} Heard
 */
/**
 * @typedef {import("./verify.js").Person & {request: Bytes, digest: Bytes, key: Bytes, expires: bigint}} FarEnd who
 * is at the other end of an answered request
 */

/**
 * Asks the asker a question about something that waits. The same item gives the same bytes.
 * @param {Device} device @param {import("./views.js").Item} item @param {string} text @param {bigint} now
 * @returns {Promise<SealedWord>}
 */
export async function askBack(device, item, text, now) {
  for (const [word, made] of device.questions) {
    if (same(made.item, item.item)) return { word: fromHex(word), sealed: made.sealed };
  }
  if (item.waiting.what !== "hop" && item.waiting.what !== "letter") throw new Refusal("other-sort");
  const { request } = item.waiting;
  const core = await checkRequest(device, request, now);
  const digest = await sha256(request.core.payload);
  const secret = await newKeptSecret();
  const says = { digest, purpose: "question", text, replyKey: secret.public, terms: null };
  const sealed = await sealWord(device, core.answerKey, core.request, says);
  const word = random(16);
  const question = { item: item.item, digest, request: core.request, secret, sealed, expires: core.expires };
  device.questions.set(hex(word), question);
  return { word, sealed };
}

/**
 * Replies to a question about an own request; the asker is not named. The same question gives the same bytes.
 * @param {Device} device @param {WordView} view @param {string} text @returns {Promise<SealedWord>}
 */
export async function reply(device, view, text) {
  const made = device.replies.get(hex(view.word));
  if (made !== undefined) return { word: view.word, sealed: made.sealed };
  need(isProse(text, limits.TEXT), "text-too-long");
  const { own, core } = await ownRequest(device, view);
  const body = await openWord(own.answerSecret, core.request, view);
  const digest = await sha256(own.core);
  need(body.purpose === "question" && same(body.digest, digest), "word-unfit");
  const padded = pad(toBytes(REPLY_BODY, { digest, word: view.word, text }), limits.WORD_BODY);
  if (padded === null) throw new Refusal("text-too-long");
  const sealed = await held("bad-signature", seal(body.replyKey, info(LABEL.reply, core.request), padded));
  device.replies.set(hex(view.word), { sealed, expires: own.expires });
  return { word: view.word, sealed };
}

/**
 * The letter that follows a verified answer, if this request's letter was kept back until then.
 * @param {Device} device @param {AnswerView} answer @param {bigint} now @returns {Promise<SealedWord | null>}
 */
export async function letterAfter(device, answer, now) {
  const far = await endpoint(device, answer, now);
  const letter = device.laterLetters.get(hex(far.request));
  if (letter === undefined) return null;
  if (letter.sent !== null) return letter.sent;
  const replyKey = (await newSealSecret()).public;
  const says = { digest: far.digest, purpose: "letter", text: letter.text, replyKey, terms: null };
  letter.sent = { word: random(16), sealed: await sealWord(device, far.key, far.request, says) };
  return letter.sent;
}

/**
 * Opens a word that came, and says how far it holds.
 * @param {Device} device @param {WordView} view @param {AnswerView[]} answers those to own requests @param {bigint} now
 * @returns {Promise<Heard>} @throws {Refusal}
 */
export async function hear(device, view, answers, now) {
  const question = view.to === "sender" ? device.questions.get(hex(view.word)) : undefined;
  if (question !== undefined) return openReply(question, view);
  const { body, standing } =
    view.to === "asker"
      ? await openAsAsker(device, view, answers, now)
      : { body: await openAsEndpoint(device, view), standing: /** @type {Standing} */ ("far-end") };
  const { org, member, card, text, purpose } = body;
  const voice = { org, member, card, text, standing };
  if (purpose === "question" && view.to === "asker") return { what: "question", voice };
  if (purpose === "letter" && view.to === "endpoint") return { what: "letter", voice };
  need(purpose === "stay", "word-unfit");
  if (device.stays.get(hex(view.word))?.side === "proposed") return { what: "agreed", voice };
  need(view.to !== "sender", "word-unfit");
  return { what: "stay", voice };
}

/**
 * The one who asked, towards whom answered.
 * @param {Device} device @param {Bytes} request @returns {FarEnd} @throws {Refusal}
 */
export function asker(device, request) {
  const found = device.askers.get(hex(request));
  if (found === undefined) throw new Refusal("request-unknown");
  const { org, member, digest, answerKey: key, expires } = found;
  return { request, digest, org, member, key, expires };
}

/**
 * The one who answered, towards whom asked, once the answer's chain held.
 * @param {Device} device @param {AnswerView} answer @param {bigint} now @returns {Promise<FarEnd>}
 */
export async function endpoint(device, answer, now) {
  const { signers, replyKey } = await verifyAnswer(device, answer, now);
  const core = fromBytes(REQUEST_CORE, answer.core.payload);
  const last = signers[signers.length - 1];
  const digest = await sha256(answer.core.payload);
  return { ...last, request: core.request, digest, key: replyKey, expires: core.expires };
}

/**
 * Opens a word that came up a request of this device.
 * @param {Device} device @param {WordView} view @param {AnswerView[]} answers @param {bigint} now
 */
export async function openAsAsker(device, view, answers, now) {
  const { own, core } = await ownRequest(device, view);
  const body = await openWord(own.answerSecret, core.request, view);
  need(same(body.digest, await sha256(own.core)), "word-unfit");
  const { successorOrg: org, successor: member } = fromBytes(CONSENT, own.consent.payload);
  const signers = await signersOf(
    device,
    answers.find(({ core }) => same(core.payload, own.core)),
    now,
  );
  return { body, standing: standingOf(body, { org, member }, signers) };
}

/**
 * @param {import("./verify.js").Person} body @param {import("./verify.js").Person} first
 * @param {import("./verify.js").Person[]} signers @returns {Standing}
 */
function standingOf(body, first, signers) {
  const at = signers.findIndex((signer) => isSame(signer, body));
  if (at >= 0 && isSame(signers[signers.length - 1], body)) return "far-end";
  return at >= 0 || isSame(first, body) ? "on-path" : "claimed";
}

/**
 * Who signed an answer that holds; nobody where there is none.
 * @param {Device} device @param {AnswerView | undefined} answer @param {bigint} now
 */
async function signersOf(device, answer, now) {
  if (answer === undefined) return [];
  try {
    return (await verifyAnswer(device, answer, now)).signers;
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}

/**
 * Opens a word that came down to this device after it answered: from the one who asked and nobody else.
 * @param {Device} device @param {WordView} view
 */
export async function openAsEndpoint(device, view) {
  const core = await held("bad-signature", verifyByOrigin(REQUEST_CORE, view.core));
  const far = asker(device, core.request);
  const secret = device.replySecrets.get(hex(core.request));
  if (secret === undefined) throw new Refusal("request-unknown");
  const body = await openWord(secret, core.request, view);
  need(isSame(body, far) && same(body.digest, far.digest), "word-unfit");
  return body;
}

/**
 * Signs a word and seals it.
 * @param {Device} device @param {Bytes} to @param {Bytes} request @param {any} says @returns {Promise<Bytes>}
 */
export async function sealWord(device, to, request, says) {
  need(isProse(says.text, limits.TEXT) && isCard(device.card), "text-too-long");
  const content = { ...self(device), ...says, card: device.card, cert: enrolledCert(device) };
  return sealFor(to, WORD_BODY, request, await signed(WORD_BODY, device.signSecret, content), limits.WORD_BODY);
}

/**
 * Opens a signed word. Its certificate is judged by the day it came.
 * @param {SealSecret} secret @param {Bytes} request @param {WordView} view
 */
async function openWord(secret, request, view) {
  const padded = await held("unopenable", open(secret, info(LABEL.word, request), view.sealed));
  const object = await held("unopenable", () => signedFromBytes(WORD_BODY, unpad(padded)));
  return (await held("word-unfit", verifyWithOwnCert(WORD_BODY, object, view.came))).body;
}

/** @param {import("./device.js").Question} question @param {WordView} view @returns {Promise<Heard>} */
async function openReply({ secret, request, digest, item }, view) {
  const padded = await held("unopenable", open(secret, info(LABEL.reply, request), view.sealed));
  const said = await held("unopenable", () => fromBytes(REPLY_BODY, unpad(padded)));
  need(same(said.digest, digest) && same(said.word, view.word), "word-unfit");
  return { what: "reply", text: said.text, item };
}

/** @param {Device} device @param {WordView} view */
async function ownRequest(device, view) {
  const core = await held("bad-signature", verifyByOrigin(REQUEST_CORE, view.core));
  const own = device.requests.get(hex(core.request));
  if (own === undefined || !same(own.core, view.core.payload)) throw new Refusal("request-unknown");
  return { own, core };
}
