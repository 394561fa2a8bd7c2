// The rules an appraisal adds, and a candidate's permission: no letter is read without it, no answer outlives its date,
// and the person sought gives their card only if they said yes.

import { concat, hex, random, same } from "./bytes.js";
import { isSound } from "./curve.js";
import { permissionDigest } from "./hash.js";
import { LABEL } from "./label.js";
import * as limits from "./limits.js";
import { Refusal, need } from "./refusal.js";
import { isSignedBy, sign } from "./sign.js";
import { isProse } from "./text.js";
import { earlier } from "./time.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./views.js").Permission} Permission */
/** @typedef {{permission: Permission | null, retainUntil: bigint}} Terms */
/** @typedef {{text: string, givenOn: bigint, giver: "candidate" | "asker"}} PermissionRead */

/**
 * Writes a permission down under a fresh salt. Nobody has signed it.
 * @param {string} text @param {bigint} givenOn @returns {Permission}
 */
export function writePermission(text, givenOn) {
  need(text.trim() !== "" && isProse(text, limits.PERMISSION_TEXT), "text-too-long");
  return { salt: random(16), givenOn, text, key: null, signature: null };
}

/**
 * The candidate signs: this text, given on this day, for this organisation to ask.
 * @param {import("./sign.js").SignSecret} secret made for this one permission @param {Bytes} asking
 * @param {Permission} permission @returns {Promise<Permission>}
 */
export async function signPermission(secret, asking, permission) {
  const signature = await sign(secret, LABEL.permission, concat(asking, await digestOf(permission)));
  return { ...permission, key: secret.public, signature };
}

/**
 * Whose word a permission is; a signature that is there must hold.
 * @param {Permission} permission @param {Bytes} asking @returns {Promise<"candidate" | "asker">} @throws {Refusal}
 */
export async function checkPermission(permission, asking) {
  const { text, key, signature } = permission;
  need(text.trim() !== "" && isProse(text, limits.PERMISSION_TEXT), "permission-unfit");
  if (key === null || signature === null) return "asker";
  const bytes = concat(asking, await digestOf(permission));
  need(isSound(key) && (await isSignedBy(key, LABEL.permission, bytes, signature)), "permission-unfit");
  return "candidate";
}

/** What a request says of the permission. @param {Terms} terms @returns {Promise<Bytes | null>} */
export async function termsDigest({ permission }) {
  return permission === null ? null : digestOf(permission);
}

/** @param {Permission} permission @returns {Promise<Bytes>} */
function digestOf({ salt, givenOn, text }) {
  return permissionDigest(salt, givenOn, text);
}

/**
 * Remembers the terms of an appraisal that is about to be asked: its requests come later.
 * @param {import("./device.js").Device} device @param {Bytes} ask @param {Terms} terms @param {bigint} now
 * @throws {Refusal} if the date or the permission does not hold
 */
export async function keepTerms(device, ask, terms, now) {
  await checkTerms(device, "appraisal", terms, now);
  device.terms.set(hex(ask), terms);
}

/**
 * Checks that terms are there where the kind has them, and nowhere else.
 * @param {import("./device.js").Device} device @param {string} kind @param {Terms | null} terms @param {bigint} now
 */
export async function checkTerms(device, kind, terms, now) {
  need((kind === "appraisal") === (terms !== null), "terms-unfit");
  if (terms === null) return;
  need(terms.retainUntil > now && terms.retainUntil <= now + limits.RETENTION_MAX, "retention-date");
  if (terms.permission !== null) await checkPermission(terms.permission, device.org);
}

/**
 * What a letter says of the permission and its date, checked against the request it came with. An organisation that
 * needs no permission decides that for its own members alone.
 * @param {any} core @param {any} letter @param {Bytes} own @param {bigint} now
 * @returns {Promise<{permission: PermissionRead | null, retainUntil: bigint | null}>} @throws {Refusal}
 */
export async function readTerms(core, letter, own, now) {
  if (core.kind !== "appraisal") return { permission: null, retainUntil: null };
  /** @type {Permission | null} */
  const given = letter.permission;
  const digest = given === null ? null : await digestOf(given);
  const fits = digest === null || core.permission === null ? digest === core.permission : same(digest, core.permission);
  need(fits, "permission-unfit");
  need(given !== null || same(core.origin, own), "permission-missing");
  const permission = given && {
    text: given.text,
    givenOn: given.givenOn,
    giver: await checkPermission(given, core.origin),
  };
  const until = letter.retainUntil;
  const latest = core.created + limits.RETENTION_MAX + limits.CLOCK_SKEW;
  if (until === null || until > latest) throw new Refusal("retention-date");
  need(until > now, "expired");
  return { permission, retainUntil: until };
}

/**
 * Checks that an answer's cards and date are as its kind and the letter allow, and gives its date.
 * @param {string} kind @param {import("./letter.js").AnswerDraft} draft @param {bigint | null} letterUntil @param
 * {bigint} now
 * @returns {bigint | null} @throws {Refusal}
 */
export function checkReply(kind, { cards, agreedOn, retainUntil }, letterUntil, now) {
  if (cards.length > 1) {
    need(kind === "introduction", "card-kept-back");
    need(agreedOn !== null && agreedOn <= now + limits.CLOCK_SKEW, "card-not-agreed");
  }
  if (retainUntil === null) return letterUntil;
  if (letterUntil === null) throw new Refusal("terms-unfit");
  need(retainUntil > now, "retention-date");
  return earlier(retainUntil, letterUntil);
}
