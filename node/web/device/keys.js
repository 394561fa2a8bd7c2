// The keys of a device, and which of them a script may read.
//
// No script reads the member's own key, the device's key, or the key of an own request: WebCrypto keeps them and signs
// or agrees with them ("non-extractable"). Whoever runs a script in this page can use them while it is open, and can't
// take them along. The browser itself keeps them in its profile, so whoever copies that has them.
//
// The seed of the member's own key and the vault key go into the recovery copy, and the vault key to further devices.
// For that they lie encrypted in `secrets`; they are opened for that moment, and wiped.
// docs/decisions/0030-keys-in-a-browser.md says why.

import { concat, random } from "./bytes.js";
import { keyBytes } from "./pair.js";
import { unwrap, wrap, wrappingKey } from "./seal.js";
import { newSignSecret, signSecretOf } from "./sign.js";
import { need } from "./refusal.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/**
 * @typedef {Pick<import("./device.js").Device, "member" | "memberSecret" | "signSecret" | "box" | "secrets" |
 * "vault">} Keys
 */

const SEED = 32;

/** All keys of a first device. @returns {Promise<Keys>} */
export function freshKeys() {
  return keysOf(keyBytes(), random(SEED));
}

/**
 * The keys of a device that is given the member's own, with a signing key of its own.
 * @param {Bytes} memberSeed wiped @param {Bytes} vaultKey wiped @returns {Promise<Keys>}
 */
export async function keysOf(memberSeed, vaultKey) {
  const memberSecret = await signSecretOf(memberSeed);
  const keys = await lockedKeys(memberSecret.public, concat(memberSeed, vaultKey), vaultKey);
  memberSeed.fill(0);
  return { ...keys, memberSecret };
}

/**
 * The keys of a further device: the member's own key is elsewhere, and nothing here can be read.
 * @param {Bytes} member @param {import("./sign.js").SignSecret} signSecret @param {Bytes} vaultKey wiped
 * @returns {Promise<Keys>}
 */
export async function furtherKeys(member, signSecret, vaultKey) {
  return { ...(await lockedKeys(member, new Uint8Array(0), vaultKey)), signSecret };
}

/**
 * Runs something with the seed of the member's own key and the vault key, and wipes both.
 * @template T @param {import("./device.js").Device} device
 * @param {(memberSeed: Bytes, vaultKey: Bytes) => Promise<T>} work @returns {Promise<T>}
 */
export async function withSecrets(device, work) {
  need(device.memberSecret !== null, "no-member-key");
  const secrets = await unwrap(device.box, device.secrets);
  try {
    return await work(/** @type {Bytes} */ (secrets.subarray(0, SEED)), /** @type {Bytes} */ (secrets.subarray(SEED)));
  } finally {
    secrets.fill(0);
  }
}

/** @param {Bytes} member @param {Bytes} secrets wiped @param {Bytes} vaultKey wiped @returns {Promise<Keys>} */
async function lockedKeys(member, secrets, vaultKey) {
  const box = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
  const locked = await wrap(box, secrets);
  const vault = await wrappingKey(vaultKey);
  secrets.fill(0);
  vaultKey.fill(0);
  return { member, memberSecret: null, signSecret: await newSignSecret(), box, secrets: locked, vault };
}
