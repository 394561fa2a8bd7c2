// What a browser makes of keys where its own ways are WebKit's: it drops some pairs of keys, and reads back nothing that
// was written with an X25519 key.

import { random } from "/device/bytes.js";
import * as keeping from "/device/keeping.js";
import { keyBytes, newPair } from "/device/pair.js";
import * as seals from "/device/seal.js";
import * as introduction from "./introduction.js";
import * as joining from "./joining.js";
import { ending } from "./people.js";

const PURPOSE = Uint8Array.of(1);

/** How a pair is drawn where so many draws fail for no reason, and where it can't be drawn at all. */
export async function drawnAgain(fails, why) {
  const subtle = SubtleCrypto.prototype;
  const { generateKey } = subtle;
  let draws = 0;
  subtle.generateKey = function (...given) {
    draws += 1;
    return draws <= fails ? Promise.reject(new DOMException("no", why)) : generateKey.apply(this, given);
  };
  try {
    return [await ending(() => newPair("Ed25519", ["sign"])), draws];
  } finally {
    subtle.generateKey = generateKey;
  }
}

/** The first byte of a key's bytes where zeros are drawn before. */
export function firstByte() {
  const { getRandomValues } = Crypto.prototype;
  let draws = 0;
  Crypto.prototype.getRandomValues = (bytes) => bytes.fill((draws += 1) - 1);
  try {
    return keyBytes()[0];
  } finally {
    Crypto.prototype.getRandomValues = getRandomValues;
  }
}

/** Runs something where a copy of an X25519 key fails, as reading one does. */
async function asInWebKit(work) {
  const { structuredClone } = globalThis;
  globalThis.structuredClone = (value) => {
    if (holdsAgreement(value)) throw new TypeError("Unable to deserialize data.");
    return structuredClone(value);
  };
  try {
    return await work();
  } finally {
    globalThis.structuredClone = structuredClone;
  }
}

function holdsAgreement(value) {
  if (value instanceof CryptoKey) return value.algorithm.name === "X25519";
  if (value instanceof Map) return [...value.values()].some(holdsAgreement);
  return value !== null && typeof value === "object" && Object.values(value).some(holdsAgreement);
}

/** What becomes of keys that are kept: one of each sort is written, and read again. */
export async function keptWithout() {
  await joining.keep("Lucía");
  const sealed = (secret) => seals.seal(secret.public, PURPOSE, PURPOSE);
  const [made, letter] = await asInWebKit(async () => {
    const secret = await seals.newKeptSecret();
    await keeping.change((device) => void device.replySecrets.set("kept", secret));
    return [secret, await sealed(secret)];
  });
  const bare = await seals.newSealSecret();
  const refused = await asInWebKit(() =>
    ending(() => keeping.change((device) => void device.replySecrets.set("bare", bare))),
  );
  return keeping.look(async ({ card, replySecrets }) => ({
    name: card.name,
    refused,
    held: [...replySecrets.keys()],
    lock: made.lock.extractable,
    opened: (await seals.open(replySecrets.get("kept"), PURPOSE, letter)).length,
    closed: await ending(async () => seals.open(replySecrets.get("kept"), PURPOSE, random(60))),
  }));
}

/** A whole introduction there. */
export function whole() {
  return asInWebKit(introduction.whole);
}

/** What is said to be missing there. */
export function lacks() {
  return asInWebKit(joining.lacks);
}
