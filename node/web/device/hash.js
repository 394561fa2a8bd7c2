// Hashes and MACs with a meaning, from WebCrypto. The exact bytes stand in docs/protocol.md, "Exact byte strings".
//
// WebCrypto's HKDF extracts and expands in one, and HPKE needs the two apart, so both are made from HMAC here.

import { concat, same, u64, utf8 } from "./bytes.js";
import { LABEL } from "./label.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */

const SHA_256 = { name: "HMAC", hash: "SHA-256" };

/** @param {Uint8Array} bytes @returns {Promise<Bytes>} */
export async function sha256(bytes) {
  return new Uint8Array(await crypto.subtle.digest("SHA-256", /** @type {Bytes} */ (bytes)));
}

/**
 * HMAC-SHA-256. WebCrypto takes no empty key; 32 zero bytes are the same key, since HMAC fills a key with zeros.
 * @param {Uint8Array} secret @param {...Uint8Array} parts @returns {Promise<Bytes>}
 */
export async function hmac(secret, ...parts) {
  const bytes = /** @type {Bytes} */ (secret.length === 0 ? new Uint8Array(32) : secret);
  const key = await crypto.subtle.importKey("raw", bytes, SHA_256, false, ["sign"]);
  return new Uint8Array(await crypto.subtle.sign("HMAC", key, concat(...parts)));
}

/** HKDF-Extract (RFC 5869). @param {Uint8Array} salt @param {Uint8Array} material @returns {Promise<Bytes>} */
export function extract(salt, material) {
  return hmac(salt, material);
}

/**
 * HKDF-Expand (RFC 5869).
 * @param {Uint8Array} secret @param {Uint8Array} info @param {number} length at most 8 160 @returns {Promise<Bytes>}
 */
export async function expand(secret, info, length) {
  const out = new Uint8Array(length);
  let block = new Uint8Array(0);
  for (let [at, count] = [0, 1]; at < length; at += 32, count += 1) {
    block = await hmac(secret, block, info, Uint8Array.of(count));
    out.set(block.subarray(0, Math.min(32, length - at)), at);
  }
  return out;
}

/** @param {Uint8Array} salt @param {Uint8Array} material @param {Uint8Array} info @param {number} length */
export async function hkdf(salt, material, info, length) {
  return expand(await extract(salt, material), info, length);
}

/**
 * The code of parts under a shared secret.
 * @param {Uint8Array} secret @param {Bytes} label @param {...Uint8Array} parts
 */
export function mac(secret, label, ...parts) {
  return hmac(secret, label, ...parts);
}

/** Whether a code is that of the parts. @param {Uint8Array} found @param {Promise<Bytes>} expected */
export async function macHolds(found, expected) {
  return same(found, await expected);
}

/**
 * Commits to the predecessor on a path; the salt is drawn afresh for every consent and hides it.
 * @param {Uint8Array} salt @param {Uint8Array} org @param {Uint8Array} member
 */
export function predecessorCommitment(salt, org, member) {
  return sha256(concat(LABEL.predecessor, salt, org, member));
}

/** @param {string} note @returns {Promise<Bytes>} 32 zero bytes where there is none */
export async function noteHash(note) {
  return note === "" ? new Uint8Array(32) : sha256(utf8(note));
}

/**
 * What an appraisal's request says of the candidate's permission.
 * @param {Uint8Array} salt @param {bigint} givenOn seconds @param {string} text
 */
export function permissionDigest(salt, givenOn, text) {
  return sha256(concat(LABEL.permission, salt, u64(givenOn), utf8(text)));
}
