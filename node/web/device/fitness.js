// Whether this browser can be a member's device, found out before anything is typed. Nothing is kept.

import { isSignedBy, newSignSecret, sign } from "./sign.js";
import { newKeptSecret, newSealSecret, open, seal } from "./seal.js";

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
  return opens(await newSealSecret());
}

/** @param {import("./seal.js").SealSecret} secret */
async function opens(secret) {
  const bytes = Uint8Array.of(1);
  return (await open(secret, bytes, await seal(secret.public, bytes, bytes))).length === 1;
}

async function keeps() {
  const bytes = Uint8Array.of(1);
  const box = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt"]);
  const { box: read, signing, sealing } = await readAgain({
    box,
    signing: await newSignSecret(),
    sealing: await newKeptSecret(),
  });
  const isSigned = await isSignedBy(signing.public, bytes, bytes, await sign(signing, bytes, bytes));
  return isSigned && read instanceof CryptoKey && (await opens(sealing));
}

/** What is there of something that was kept. @template T @param {T} trial @returns {Promise<T>} */
function readAgain(trial) {
  return new Promise((given, failed) => {
    const opening = indexedDB.open(TRIAL, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore("kept").put(trial, "trial");
    opening.onerror = () => failed(opening.error);
    opening.onsuccess = () => {
      const reading = opening.result.transaction("kept").objectStore("kept").get("trial");
      reading.onerror = () => failed(reading.error);
      reading.onsuccess = () => {
        opening.result.close();
        indexedDB.deleteDatabase(TRIAL);
        given(reading.result);
      };
    };
  });
}

async function locks() {
  return navigator.locks.request(TRIAL, () => true);
}
