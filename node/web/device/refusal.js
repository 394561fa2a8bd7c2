// Why a device does not do or believe something: what happened, what stayed safe, what to do next. Its member reads it.
// Codes are the names of protocol/src/device.rs, so that a page may say the same in other languages.

import { Unfit } from "./unfit.js";

const TEXTS = Object.freeze({
  "not-enrolled": "this device has no certificate yet; join your organisation first",
  "foreign-certificate":
    "the node's certificate is not the one this device asked for; nothing was changed, ask your admin",
  "own-link": "this bridge link was made in your own organisation; it is for a person you know in another one",
  "link-expired": "this link has expired; ask for a new one",
  "link-unknown": "this device has no such open link",
  "link-proof": "the other side could not prove that it holds your link; decline it and send a new link",
  "link-other-form": "this is no stn link: nothing was sent; paste the whole text you were given",
  "link-other-sort": "this is a link of another sort than is needed here; nothing was sent; ask whoever gave it to you",
  "link-damaged": "the link is damaged: it was cut off or altered on the way; ask for it to be sent again",
  "not-pinned": "the person next to you on this path is not one this device knows; it will not sign",
  "key-changed":
    "a key changed since this device first saw it; it will not sign until you have checked with the person",
  "bad-signature": "a signature on this request does not hold; it will not be signed further, nothing was sent",
  expired: "this has expired",
  "text-too-long": "the text is longer than fits, or holds tabs or other control characters; nothing was signed",
  "other-sort": "that can't be done with this item",
  unopenable: "this letter can't be opened with this device's keys; ask for it to be sent again along a new offer",
  "note-closed": "this note can't be opened with this device's keys, or is another contact's; write it anew",
  "request-unknown": "this device did not make that request",
  "no-member-key":
    "this device does not hold your own key; do it on your first device, or on one recovered with your phrase",
  "devices-full": "you have four devices, as many as may be; take one out, then try again",
  "last-device": "that is your only device or none of yours; nothing was changed; add another device first",
  phrase: "the recovery phrase does not open this copy; check the words; nothing was changed",
  "key-ended": "this was signed with a key that was taken out of use or reported lost; nothing was signed or sent",
  unverified: "this answer could not be verified; do not rely on it, and take another path",
  "word-unfit": "this word does not hold: it was altered, or is not from the one it should be from; do not rely on it",
  "own-colleague": "they are in your own organisation; colleagues need no bridge",
  "permission-unfit": "the candidate's permission does not hold for this request; nothing was signed",
  "permission-missing": "this appraisal comes without the candidate's permission; it will not be opened; decline it",
  "terms-unfit": "only an appraisal has a permission and a date of deletion, and it needs both; nothing was signed",
  "retention-date": "what belongs to an appraisal is deleted on a date within a year; nothing was signed",
  "card-kept-back": "an answer of this kind carries no card but your own; nothing was signed",
  "card-not-agreed":
    "the card of the person sought goes out only with the day on which they agreed; nothing was signed",
  "answer-over": "this answer was to be deleted by now, and is not shown",
  "people-count": "an alert goes to one to twenty people, each named once; nothing was signed",
  "too-soon": "an alert must end at least an hour from now; nothing was signed",
  "offers-too-short":
    "these offers end too soon to be tried one after another; nothing was signed; take fewer, or ask again",
  "no-keys-here": "this browser holds no keys of yours; nothing was signed; join, or recover with your phrase",
  "keys-there": "this browser already holds a member's keys; nothing was changed",
});

/** @typedef {keyof typeof TEXTS} Code */

/** Something a device refuses its member. */
export class Refusal extends Error {
  /** @param {Code} code */
  constructor(code) {
    super(TEXTS[code]);
    this.name = "Refusal";
    /** @type {Code} */
    this.code = code;
  }
}

/**
 * What was to hold, or a refusal under this code.
 * @template T @param {Code} code @param {Promise<T> | (() => T)} what @returns {Promise<T>}
 */
export async function held(code, what) {
  try {
    return await (typeof what === "function" ? what() : what);
  } catch (error) {
    throw error instanceof Unfit ? new Refusal(code) : error;
  }
}

/** @param {boolean} holds @param {Code} code */
export function need(holds, code) {
  if (!holds) throw new Refusal(code);
}
