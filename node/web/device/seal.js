// Sealing to one X25519 key: HPKE (RFC 9180), single shot, X25519 / HKDF-SHA-256 / AES-256-GCM, modes base and psk.
//
// What a seal is for goes into `info`; associated data stays empty. HPKE hides no length, so plaintexts are padded
// first. `wrap` is the plain AES-256-GCM a device keeps its vault under.

import { concat, isZero, random, utf8 } from "./bytes.js";
import { expand, extract } from "./hash.js";
import { LABEL } from "./label.js";
import { keyBytes, newPair } from "./pair.js";
import { Unfit } from "./unfit.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{key: CryptoKey, public: Bytes}} OpenSecret the private half of an X25519 key, and its public half */
/** @typedef {{lock: CryptoKey, locked: Bytes, public: Bytes}} LockedSecret the same, its private half under a lock */
/** @typedef {OpenSecret | LockedSecret} SealSecret */

const ENC_LEN = 32;
const TAG_LEN = 16;
const NOTHING = new Uint8Array(0);
const HPKE = utf8("HPKE-v1");
const KEM = concat(utf8("KEM"), Uint8Array.of(0, 0x20));
const SUITE = concat(utf8("HPKE"), Uint8Array.of(0, 0x20, 0, 1, 0, 2));
/** What stands before the 32 bytes of an X25519 key in PKCS #8 (RFC 8410). */
const PKCS8 = Uint8Array.from([0x30, 0x2e, 2, 1, 0, 0x30, 5, 6, 3, 0x2b, 0x65, 0x6e, 4, 0x22, 4, 0x20]);
const BASE_POINT = Uint8Array.from({ length: 32 }, (_, at) => (at === 0 ? 9 : 0));

/** Makes a key whose private half no script can read. @returns {Promise<OpenSecret>} */
export async function newSealSecret() {
  const pair = await newPair("X25519", ["deriveBits"]);
  return { key: pair.privateKey, public: new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)) };
}

/**
 * Makes a key that is kept with the device. WebKit writes an X25519 key to the disk and can't read it again, nor
 * anything that stood beside it. There the key is kept under a lock of its own, which no script can read.
 * @returns {Promise<SealSecret>}
 */
export async function newKeptSecret() {
  const secret = await newSealSecret();
  if (comesBack(secret.key)) return secret;
  const bytes = keyBytes();
  const { public: half } = await sealSecretOf(bytes);
  const lock = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const locked = await wrap(lock, bytes);
  bytes.fill(0);
  return { lock, locked, public: half };
}

/** Whether a key that is written to the disk will be the same when it is read. @param {CryptoKey} key */
function comesBack(key) {
  try {
    return structuredClone(key).type === key.type;
  } catch {
    return false;
  }
}

/** The key with these 32 bytes. @param {Uint8Array} bytes @returns {Promise<OpenSecret>} */
export async function sealSecretOf(bytes) {
  const pkcs8 = concat(PKCS8, bytes);
  const key = await crypto.subtle.importKey("pkcs8", pkcs8, "X25519", false, ["deriveBits"]);
  pkcs8.fill(0);
  return { key, public: await diffieHellman(key, BASE_POINT) };
}

/** What a seal is bound to. @param {Uint8Array} label @param {Uint8Array} id @returns {Bytes} */
export function info(label, id) {
  return concat(label, id);
}

/**
 * Seals to a key: the encapsulated key (32 B) and the ciphertext.
 * @param {Uint8Array} to @param {Uint8Array} purpose see `info` @param {Uint8Array} plaintext
 * @param {Uint8Array} [psk] a secret both know, of an offer @param {OpenSecret} [ephemeral] drawn afresh unless given
 * @returns {Promise<Bytes>} @throws {Unfit} if the key is of small order
 */
export async function seal(to, purpose, plaintext, psk, ephemeral) {
  const once = ephemeral ?? (await newSealSecret());
  const shared = await exchange(once.key, to, once.public, to);
  const { key, nonce } = await schedule(shared, purpose, psk);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["encrypt"]);
  const bytes = /** @type {Bytes} */ (plaintext);
  return concat(once.public, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv: nonce }, aes, bytes)));
}

/**
 * Opens what `seal` made.
 * @param {SealSecret} secret @param {Uint8Array} purpose @param {Uint8Array} sealed @param {Uint8Array} [psk]
 * @returns {Promise<Bytes>} @throws {Unfit} if it was sealed for another key or use, or altered
 */
export async function open(secret, purpose, sealed, psk) {
  if (sealed.length < ENC_LEN + TAG_LEN) throw new Unfit("closed");
  const [sent, ciphertext] = [sealed.slice(0, ENC_LEN), sealed.slice(ENC_LEN)];
  const { key: own } = "lock" in secret ? await unlocked(secret) : secret;
  const shared = await exchange(own, sent, sent, secret.public).catch(() => Promise.reject(new Unfit("closed")));
  const { key, nonce } = await schedule(shared, purpose, psk);
  const aes = await crypto.subtle.importKey("raw", key, "AES-GCM", false, ["decrypt"]);
  return decrypted(aes, nonce, /** @type {Bytes} */ (ciphertext));
}

/** @param {LockedSecret} secret @returns {Promise<OpenSecret>} */
async function unlocked({ lock, locked }) {
  const bytes = await unwrap(lock, locked);
  const secret = await sealSecretOf(bytes);
  bytes.fill(0);
  return secret;
}

/**
 * u16 BE length ‖ bytes ‖ zeros.
 * @param {Uint8Array} plaintext @param {number} length @returns {Bytes | null} null if it doesn't fit
 */
export function pad(plaintext, length) {
  if (plaintext.length > 0xffff || plaintext.length + 2 > length) return null;
  const padded = new Uint8Array(length);
  new DataView(padded.buffer).setUint16(0, plaintext.length);
  padded.set(plaintext, 2);
  return padded;
}

/** What `pad` was given. @param {Uint8Array} padded @returns {Bytes} @throws {Unfit} if the filling isn't all zeros */
export function unpad(padded) {
  const end = padded.length < 2 ? Infinity : 2 + ((padded[0] << 8) | padded[1]);
  if (end > padded.length || !isZero(padded.subarray(end))) throw new Unfit("malformed");
  return /** @type {Bytes} */ (padded.slice(2, end));
}

/**
 * Encrypts under a device's own key: nonce (12 B) ‖ ciphertext.
 * @param {CryptoKey} key @param {Uint8Array} plaintext
 */
export async function wrap(key, plaintext) {
  const iv = random(12);
  const bytes = /** @type {Bytes} */ (plaintext);
  return concat(iv, new Uint8Array(await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, bytes)));
}

/**
 * Decrypts what `wrap` made.
 * @param {CryptoKey} key @param {Uint8Array} sealed @returns {Promise<Bytes>} @throws {Unfit}
 */
export async function unwrap(key, sealed) {
  if (sealed.length < 12 + TAG_LEN) throw new Unfit("closed");
  return decrypted(key, /** @type {Bytes} */ (sealed.slice(0, 12)), /** @type {Bytes} */ (sealed.slice(12)));
}

/**
 * Encrypts under a key that serves once: the nonce is zero and does not travel.
 * @param {Uint8Array} bytes the key @param {Uint8Array} plaintext @returns {Promise<Bytes>}
 */
export async function wrapOnce(bytes, plaintext) {
  const once = { name: "AES-GCM", iv: new Uint8Array(12) };
  return new Uint8Array(await crypto.subtle.encrypt(once, await wrappingKey(bytes), /** @type {Bytes} */ (plaintext)));
}

/** An AES-256-GCM key nobody reads again. @param {Uint8Array} bytes @returns {Promise<CryptoKey>} */
export function wrappingKey(bytes) {
  return crypto.subtle.importKey("raw", /** @type {Bytes} */ (bytes), "AES-GCM", false, ["encrypt", "decrypt"]);
}

/** @param {CryptoKey} key @param {Bytes} iv @param {Bytes} ciphertext @returns {Promise<Bytes>} */
async function decrypted(key, iv, ciphertext) {
  try {
    return new Uint8Array(await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, ciphertext));
  } catch {
    throw new Unfit("closed");
  }
}

/**
 * X25519.
 * @param {CryptoKey} secret @param {Uint8Array} other @returns {Promise<Bytes>} @throws {Unfit} if nothing is shared
 */
async function diffieHellman(secret, other) {
  try {
    const key = await crypto.subtle.importKey("raw", /** @type {Bytes} */ (other), "X25519", false, []);
    const shared = new Uint8Array(await crypto.subtle.deriveBits({ name: "X25519", public: key }, secret, 256));
    // RFC 7748 section 6.1: a key of small order shares zeros with everybody.
    if (!isZero(shared)) return shared;
  } catch {
    // The browser refuses the same keys itself.
  }
  throw new Unfit("unfit-key");
}

/**
 * Encap and Decap of RFC 9180 section 4.1.
 * @param {CryptoKey} own @param {Uint8Array} other @param {Uint8Array} sent @param {Uint8Array} to
 */
async function exchange(own, other, sent, to) {
  const secret = await labeledExtract(KEM, NOTHING, "eae_prk", await diffieHellman(own, other));
  return labeledExpand(KEM, secret, "shared_secret", concat(sent, to), 32);
}

/**
 * KeySchedule of RFC 9180 section 5.1.
 * @param {Uint8Array} shared @param {Uint8Array} purpose @param {Uint8Array} [psk]
 */
async function schedule(shared, purpose, psk) {
  return scheduleWithId(shared, purpose, psk ?? NOTHING, psk ? LABEL.offer : NOTHING);
}

/**
 * The same with a pre-shared key's id of one's own: ours is always the offer's label.
 * @param {Uint8Array} shared @param {Uint8Array} purpose @param {Uint8Array} psk @param {Uint8Array} pskId
 */
export async function scheduleWithId(shared, purpose, psk, pskId) {
  const idHash = await labeledExtract(SUITE, NOTHING, "psk_id_hash", pskId);
  const infoHash = await labeledExtract(SUITE, NOTHING, "info_hash", purpose);
  const context = concat(Uint8Array.of(psk.length === 0 ? 0 : 1), idHash, infoHash);
  const secret = await labeledExtract(SUITE, shared, "secret", psk);
  const key = await labeledExpand(SUITE, secret, "key", context, 32);
  return { secret, key, nonce: await labeledExpand(SUITE, secret, "base_nonce", context, 12) };
}

/** @param {Uint8Array} suite @param {Uint8Array} salt @param {string} label @param {Uint8Array} material */
function labeledExtract(suite, salt, label, material) {
  return extract(salt, concat(HPKE, suite, utf8(label), material));
}

/**
 * @param {Uint8Array} suite @param {Uint8Array} secret @param {string} label @param {Uint8Array} context
 * @param {number} length
 */
function labeledExpand(suite, secret, label, context, length) {
  return expand(secret, concat(Uint8Array.of(0, length), HPKE, suite, utf8(label), context), length);
}
