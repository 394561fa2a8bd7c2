// Drawing keys: pairs whose private half no script can read, and the bytes of a key that is kept under another.
//
// WebKit over libgcrypt, as in GNOME Web, drops a zero byte that a key begins with, and then refuses the key
// (bugs.webkit.org/307095): one Ed25519 pair in 128, and every private key that comes in with such a byte. So a pair is
// drawn again, and no browser of ours makes bytes that another of the member's browsers could not take.

import { random } from "./bytes.js";

/** That all of these fail by that chance: once in 128 to the eighth. */
const DRAWS = 8;

/** @param {"Ed25519" | "X25519"} algorithm @param {KeyUsage[]} uses @returns {Promise<CryptoKeyPair>} */
export async function newPair(algorithm, uses) {
  for (let draw = 1; ; draw += 1) {
    try {
      return /** @type {CryptoKeyPair} */ (await crypto.subtle.generateKey(algorithm, false, uses));
    } catch (error) {
      if (draw === DRAWS || /** @type {Error} */ (error).name !== "OperationError") throw error;
    }
  }
}

/** @returns {import("./bytes.js").Bytes} 32 bytes to make a key of */
export function keyBytes() {
  for (;;) {
    const bytes = random(32);
    if (bytes[0] !== 0) return bytes;
  }
}
