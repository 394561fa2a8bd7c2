// Whether this browser can be a member's device, found out before anything is typed. Nothing is kept.

import { isSignedBy, newSignSecret, sign } from "./sign.js";
import { newSealSecret, open, seal } from "./seal.js";

/** @typedef {"secure-page" | "signing" | "sealing" | "keeping" | "locks"} Lack */

const TRIAL = "stn-fitness";

/**
 * What the browser lacks, in the order a person should hear of it; nothing if it is fit. A browser is tried rather than
 * asked for its name: it makes a key of each sort, uses it, and keeps it across a reading.
 * @returns {Promise<Lack[]>}
 */
export async function lacks() {
  if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) return ["secure-page"];
  /** @type {[Lack, () => Promise<boolean>][]} */
  const trials = [
    ["signing", signs],
    ["sealing", seals],
    ["keeping", keeps],
    ["locks", locks],
  ];
  const found = await Promise.all(trials.map(async ([lack, trial]) => ((await passes(trial)) ? [] : [lack])));
  return found.flat();
}

/** @param {() => Promise<boolean>} trial */
async function passes(trial) {
  try {
    return await trial();
  } catch {
    return false;
  }
}

async function signs() {
  const secret = await newSignSecret();
  const bytes = Uint8Array.of(1);
  return isSignedBy(secret.public, bytes, bytes, await sign(secret, bytes, bytes));
}

async function seals() {
  const secret = await newSealSecret();
  const bytes = Uint8Array.of(1);
  return (await open(secret, bytes, await seal(secret.public, bytes, bytes))).length === 1;
}

async function keeps() {
  const key = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const { key: signing } = await newSignSecret();
  return new Promise((given) => {
    const opening = indexedDB.open(TRIAL, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept").put({ key, signing }, "trial");
    opening.onerror = () => given(false);
    opening.onsuccess = () => {
      const reading = opening.result.transaction("kept").objectStore("kept").get("trial");
      reading.onerror = () => given(false);
      reading.onsuccess = () => {
        opening.result.close();
        indexedDB.deleteDatabase(TRIAL);
        given(reading.result?.signing instanceof CryptoKey && reading.result?.key instanceof CryptoKey);
      };
    };
  });
}

async function locks() {
  return navigator.locks.request(TRIAL, () => true);
}
