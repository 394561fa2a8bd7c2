// Ed25519 (RFC 8032) signatures under a label, always verified strictly. Signed are u8(len label) ‖ label ‖ payload.
//
// Keys and first halves of small order, keys in another form than their canonical one, and second halves that are not
// reduced are refused here: not every browser does.

import { concat } from "./bytes.js";
import { isPlain, isReduced } from "./curve.js";
import { newPair } from "./pair.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{key: CryptoKey, public: Bytes}} SignSecret a key to sign with, and its public half */

/** What stands before a seed in PKCS #8 (RFC 8410). */
const PKCS8 = Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x70, 4, 0x22, 4, 0x20]);

/** Makes a key whose private half no script can read, this one included. @returns {Promise<SignSecret>} */
export async function newSignSecret() {
  const pair = await newPair("Ed25519", ["sign", "verify"]);
  return { key: pair.privateKey, public: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

/**
 * The key of a seed, to sign with and never to be read again. It can be read for as long as this runs: WebCrypto tells
 * the public half of a private key in no other way.
 * @param {Uint8Array} seed 32 bytes @returns {Promise<SignSecret>}
 */
export async function signSecretOf(seed) {
  const pkcs8 = concat(PKCS8, seed);
  const readable = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", true, ["sign"]);
  const { x } = await crypto.subtle.exportKey("jwk", readable);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "Ed25519", false, ["sign"]);
  pkcs8.fill(0);
  const text = atob(/** @type {string} */ (x).replaceAll("-", "+").replaceAll("_", "/"));
  return { key, public: Uint8Array.from(text, (sign) => sign.charCodeAt(0)) };
}

/**
 * @param {SignSecret} secret @param {Uint8Array} label @param {Uint8Array} payload @returns {Promise<Bytes>} 64 bytes
 */
export async function sign(secret, label, payload) {
  return new Uint8Array(await crypto.subtle.sign("Ed25519", secret.key, signedBytes(label, payload)));
}

/**
 * Whether a signature was made by this key over this payload under this label.
 * @param {Uint8Array} key @param {Uint8Array} label @param {Uint8Array} payload @param {Uint8Array} signature
 * @returns {Promise<boolean>}
 */
export async function isSignedBy(key, label, payload, signature) {
  if (signature.length !== 64 || !isPlain(key) || !isPlain(signature.subarray(0, 32))) return false;
  if (!isReduced(signature.subarray(32))) return false;
  try {
    const imported = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (key), "Ed25519", false, ["verify"]);
    const bytes = signedBytes(label, payload);
    return await crypto.subtle.verify("Ed25519", imported, /** @type {Bytes} */ (signature), bytes);
  } catch {
    return false;
  }
}

/**
 * @param {Uint8Array} key @param {Uint8Array} label @param {Uint8Array} payload @param {Uint8Array} signature
 * @throws {Unfit} if the signature does not hold, or the key is unfit
 */
export async function checkSignature(key, label, payload, signature) {
  if (!(await isSignedBy(key, label, payload, signature))) throw new Unfit("bad-signature");
}

/** The exact bytes a signature covers. @param {Uint8Array} label @param {Uint8Array} payload @returns {Bytes} */
export function signedBytes(label, payload) {
  return concat(Uint8Array.of(label.length), label, payload);
}
