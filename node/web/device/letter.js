// The one a request seeks: keys for letters, the letter that came, and the answer to it.

import { hex, random, same } from "./bytes.js";
import { checkReply, readTerms } from "./appraisal.js";
import { enrolledCert, self } from "./device.js";
import { sha256 } from "./hash.js";
import { holdsUndated, isByEnded } from "./learn.js";
import { LABEL } from "./label.js";
import * as limits from "./limits.js";
import { keyBytes } from "./pair.js";
import { checkRequest, sealFor } from "./path.js";
import { ANSWER_BODY, LETTER_BODY, signedFromBytes } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { info, newKeptSecret, open, sealSecretOf, unpad, unwrap, wrap } from "./seal.js";
import { isCard, isProse } from "./text.js";
import { signed, verifyWithOwnCert } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./views.js").Item} Item */
/** @typedef {import("./text.js").Card} Card */
/**
 * @typedef {object} Letter
 * @property {string} text what the asker wrote
 * @property {string} note what everybody on the path could read
 * @property {Card} card
 * @property {Bytes} org
 * @property {Bytes} member
 * @property {import("./appraisal.js").PermissionRead | null} permission of an appraisal
 * @property {bigint | null} retainUntil of an appraisal: when letter and answer are deleted
 */
/** @typedef {{text: string, cards: Card[], agreedOn: bigint | null, retainUntil: bigint | null}} AnswerDraft */

/**
 * Fresh letter keys for the pool; their private halves leave only under the vault key.
 * @param {Device} device @param {number} count @returns {Promise<{id: Bytes, public: Bytes, wrapped: Bytes}[]>}
 */
export function letterKeys(device, count) {
  const make = async () => {
    const bytes = keyBytes();
    const secret = await sealSecretOf(bytes);
    const wrapped = await wrap(device.vault, bytes);
    bytes.fill(0);
    return { id: random(16), public: secret.public, wrapped };
  };
  return Promise.all(Array.from({ length: count }, make));
}

/**
 * Opens a letter.
 * @param {Device} device @param {Item} item @param {bigint} now @returns {Promise<Letter>} @throws {Refusal}
 */
export async function openLetter(device, item, now) {
  return (await readLetter(device, item, now)).letter;
}

/**
 * Answers a letter. The same item gives the same bytes.
 * @param {Device} device @param {Item} item @param {AnswerDraft} draft @param {bigint} now @returns {Promise<Bytes>}
 */
export async function answer(device, item, draft, now) {
  const made = device.answered.get(hex(item.item));
  if (made !== undefined) return made;
  const { letter, core, digest, letterKey } = await readLetter(device, item, now);
  const retainUntil = checkReply(core.kind, draft, letter.retainUntil, now);
  const sealed = await sealAnswer(device, core, digest, letterKey, { ...draft, retainUntil });
  device.answered.set(hex(item.item), sealed);
  const asker = { org: letter.org, member: letter.member, digest, answerKey: core.answerKey, expires: core.expires };
  device.askers.set(hex(core.request), asker);
  if (draft.agreedOn !== null && draft.cards.length > 1) device.agreed.set(hex(item.item), draft.agreedOn);
  if (retainUntil !== null) {
    device.answeredUntil.set(hex(item.item), { request: hex(core.request), until: retainUntil });
  }
  return sealed;
}

/**
 * Signs an answer and seals it to the asker.
 * @param {Device} device @param {any} core @param {Bytes} digest @param {Bytes} letterKey @param {AnswerDraft} draft
 */
export async function sealAnswer(device, core, digest, letterKey, { text, cards, retainUntil }) {
  const fits = isProse(text, limits.TEXT) && cards.length <= limits.CARDS && cards.every(isCard);
  need(fits, "text-too-long");
  const replySecret = await newKeptSecret();
  const body = await signed(ANSWER_BODY, device.signSecret, {
    ...self(device),
    digest,
    letterKey,
    text,
    cards,
    cert: enrolledCert(device),
    retainUntil,
    replyKey: replySecret.public,
  });
  device.replySecrets.set(hex(core.request), replySecret);
  return sealFor(core.answerKey, ANSWER_BODY, core.request, body, limits.ANSWER_BODY);
}

/** @param {Device} device @param {Item} item @param {bigint} now */
async function readLetter(device, item, now) {
  if (item.waiting.what !== "letter") throw new Refusal("other-sort");
  const { request, letterKey, wrapped } = item.waiting;
  const core = await checkRequest(device, request, now);
  need(core.letter !== null, "other-sort");
  const secret = await held("unopenable", letterSecret(device, wrapped));
  const padded = await held("unopenable", open(secret, info(LABEL.letter, core.request), core.letter));
  const object = await held("unopenable", () => signedFromBytes(LETTER_BODY, unpad(padded)));
  const { body, cert } = await held("bad-signature", verifyWithOwnCert(LETTER_BODY, object, now));
  need(!(await isByEnded(device, LETTER_BODY, object, cert, holdsUndated)), "key-ended");
  const fits =
    same(body.request, core.request) &&
    same(body.letterKey, secret.public) &&
    same(body.letterKey, letterKey) &&
    same(body.answerKey, core.answerKey) &&
    same(body.org, core.origin);
  need(fits, "unopenable");
  const terms = await readTerms(core, body, device.org, now);
  const { text, card, org, member } = body;
  /** @type {Letter} */
  const letter = { text, note: core.note, card, org, member, ...terms };
  return { letter, core, digest: await sha256(request.core.payload), letterKey };
}

/** @param {Device} device @param {Bytes} wrapped @returns {Promise<import("./seal.js").SealSecret>} */
async function letterSecret(device, wrapped) {
  const bytes = await unwrap(device.vault, wrapped);
  need(bytes.length === 32, "unopenable");
  const secret = await sealSecretOf(bytes);
  bytes.fill(0);
  return secret;
}
