// The asker composes a request along an offer: the core for the organisation to sign, and the own consent.

import { hex, random } from "./bytes.js";
import { checkTerms, termsDigest } from "./appraisal.js";
import { checkPin, enrolledCert, self } from "./device.js";
import { predecessorCommitment, sha256 } from "./hash.js";
import * as limits from "./limits.js";
import { LETTER_BODY, REQUEST_CORE, toBytes } from "./payload.js";
import { consentTo, sealFor } from "./path.js";
import { need } from "./refusal.js";
import { newKeptSecret } from "./seal.js";
import { isCard, isProse } from "./text.js";
import { earlier } from "./time.js";
import { signed } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {{note: string, letter: string, terms: import("./appraisal.js").Terms | null}} Draft */
/** @typedef {{offer: Bytes, core: Bytes, consent: import("./payload.js").Signed}} PreparedRequest */

const NOBODY = Object.freeze({ name: "", org: "", role: "", contact: "" });

/**
 * Composes a request.
 * @param {Device} device @param {import("./views.js").OfferView} offer @param {Draft} draft @param {bigint} until
 * @param {bigint} now @returns {Promise<PreparedRequest>}
 * @throws {import("./refusal.js").Refusal} if the first person on the path is not pinned, or a text is too long
 */
export async function compose(device, offer, draft, until, now) {
  checkPin(device, offer.first);
  const fits = isProse(draft.note, limits.NOTE) && isProse(draft.letter, limits.TEXT) && isCard(device.card);
  need(fits, "text-too-long");
  await checkTerms(device, offer.kind, draft.terms, now);
  const latest = draft.terms === null ? until : earlier(until, draft.terms.retainUntil);
  const answerSecret = await newKeptSecret();
  const request = random(16);
  const core = {
    origin: device.org,
    query: offer.query,
    request,
    kind: offer.kind,
    created: now,
    expires: earlier(latest, now + limits.REQUEST_LIFE_MAX),
    note: draft.note,
    answerKey: answerSecret.public,
    letter: await sealedLetter(device, offer, draft, request, answerSecret.public),
    alert: null,
    permission: draft.terms === null ? null : await termsDigest(draft.terms),
  };
  const payload = toBytes(REQUEST_CORE, core);
  const myself = await predecessorCommitment(random(16), device.org, device.member);
  const what = { digest: await sha256(payload), successor: offer.first, predecessor: myself, note: "" };
  const consent = await consentTo(device, what, now);
  const own = { answerSecret, core: payload, consent, letterKey: offer.letterKey, expires: core.expires };
  device.requests.set(hex(request), own);
  if (offer.letterRule === "after-answer") {
    device.laterLetters.set(hex(request), { text: draft.letter, sent: null, expires: core.expires });
  }
  if (draft.terms !== null) device.retained.set(hex(request), draft.terms.retainUntil);
  return { offer: offer.offer, core: payload, consent };
}

/**
 * The letter along an offer: empty, and without a card, where somebody on the way could have made the offer.
 * @param {Device} device @param {import("./views.js").OfferView} offer @param {Draft} draft @param {Bytes} request
 * @param {Bytes} answerKey
 */
async function sealedLetter(device, offer, draft, request, answerKey) {
  const waits = offer.letterRule === "after-answer";
  const body = await signed(LETTER_BODY, device.signSecret, {
    ...self(device),
    request,
    letterKey: offer.letterKey,
    answerKey,
    text: waits ? "" : draft.letter,
    card: waits ? NOBODY : device.card,
    cert: enrolledCert(device),
    permission: draft.terms?.permission ?? null,
    retainUntil: draft.terms?.retainUntil ?? null,
  });
  return sealFor(offer.letterKey, LETTER_BODY, request, body, limits.LETTER_BODY);
}
