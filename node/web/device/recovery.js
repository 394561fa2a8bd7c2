// The day a device is gone: nine words open a copy of the member's keys on a new machine. The words are made here,
// shown once and never stored. What a member's devices have seen of others' keys goes along under the vault key; a pin
// of this device's own is never replaced by one that came.

import { concat, fromHex, hex, random, same, utf8 } from "./bytes.js";
import { blank, isOwn } from "./device.js";
import { draft } from "./certificate.js";
import { hkdf, sha256 } from "./hash.js";
import { keysOf, withSecrets } from "./keys.js";
import { LABEL } from "./label.js";
import { MEMBER_CERT, fromBytes } from "./payload.js";
import { Fields, carded, counted, sized } from "./postcard.js";
import { Refusal, held, need } from "./refusal.js";
import { unwrap, wrap, wrappingKey } from "./seal.js";
import { followOrganisation } from "./succession.js";
import { Unfit } from "./unfit.js";
import { verifyCert } from "./verify.js";
import { NotAPhrase, phrase, readPhrase } from "./words.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/**
 * @typedef {{sealed: Bytes, cert: import("./payload.js").CoSigned, vault: Bytes | null, successions:
 * import("./succession.js").Succession[]}} Copy
 */

/** Where the copy of a phrase lies, and the key it is wrapped under. @param {Bytes} entropy */
async function follows(entropy) {
  const locator = await hkdf(LABEL.recovery, entropy, utf8("locator"), 16);
  return { locator, key: await wrappingKey(await hkdf(LABEL.recovery, entropy, utf8("wrap"), 32)) };
}

/**
 * Makes a phrase, and the copy it opens. A phrase from before serves no more once the node keeps this one.
 * @param {Device} device @returns {Promise<{phrase: string, locator: Bytes, sealed: Bytes}>}
 */
export function newPhrase(device) {
  return withSecrets(device, async (memberSeed, vaultKey) => {
    const entropy = random(16);
    const { locator, key } = await follows(entropy);
    const content = concat(LABEL.recovery, sized(device.org), memberSeed, vaultKey, carded(device.card));
    const sealed = await wrap(key, content);
    content.fill(0);
    return { phrase: await phrase(entropy), locator, sealed };
  });
}

/** Where the copy of a phrase lies. @param {string} words @returns {Promise<Bytes>} @throws {NotAPhrase} */
export async function locatorOf(words) {
  return (await follows(await readPhrase(words))).locator;
}

/**
 * Becomes a device of a member again, on a machine that has nothing but the phrase. The node must accept the draft
 * before anything else is done with the device.
 * @param {string} words @param {Copy} copy @param {{lostSince: bigint} | null} others what becomes of the other
 * devices:
 * null, and they stay; a date, and what they sign from it on does not count @param {bigint} now
 */
export async function recover(words, copy, others, now) {
  const content = await opened(words, copy);
  const device = blank(content.org, await keysOf(content.memberSeed, content.vaultKey), content.card);
  await followOrganisation(device, copy.successions);
  const cert = await held("foreign-certificate", () => fromBytes(MEMBER_CERT, copy.cert.payload));
  // A certificate that has run out is one to renew; its signatures must hold all the same.
  await held("foreign-certificate", verifyCert(copy.cert, cert.issued));
  need(isOwn(device, cert.org) && same(cert.member, device.member), "foreign-certificate");
  device.certPayload = copy.cert.payload;
  device.cert = copy.cert;
  if (copy.vault !== null) await mergeVault(device, copy.vault);
  const own = device.signSecret.public;
  const lost = (/** @type {{signKey: Bytes}} */ { signKey }) => ({
    signKey,
    reason: /** @type {const} */ ("compromised"),
    from: others?.lostSince ?? 0n,
  });
  if (others === null) return { device, draft: await draft(device, now, [], (keys) => [...keys, own]) };
  return { device, draft: await draft(device, now, cert.devices.map(lost), () => [own]) };
}

/** @param {string} words @param {Copy} copy */
async function opened(words, copy) {
  try {
    const { key } = await follows(await readPhrase(words));
    const bytes = await unlabelled(key, LABEL.recovery, copy.sealed);
    const fields = new Fields(bytes);
    const content = { org: fields.id(32), memberSeed: fields.raw(32), vaultKey: fields.raw(32), card: fields.card() };
    bytes.fill(0);
    return content;
  } catch (error) {
    throw error instanceof NotAPhrase || error instanceof Unfit ? new Refusal("phrase") : error;
  }
}

/**
 * What this device has seen of others' keys, to be kept at the node, and a hash to say so by afterwards; null if the
 * node has it already.
 * @param {Device} device @returns {Promise<{sealed: Bytes, hash: Bytes} | null>}
 */
export async function vault(device) {
  const content = concat(
    mapped(device.bridgePins, ({ org, member }) => concat(sized(org), sized(member))),
    listed([...device.colleaguePins]),
    mapped(device.changed, (old) => sized(fromHex(old))),
    mapped(device.links, (secret) => secret),
  );
  const hash = await sha256(content);
  if (device.vaultTold !== null && same(device.vaultTold, hash)) return null;
  return { sealed: await wrap(device.vault, concat(LABEL.vault, content)), hash };
}

/** The node keeps it. @param {Device} device @param {Bytes} hash */
export function vaultIsKept(device, hash) {
  device.vaultTold = hash;
}

/**
 * Takes over what another device of the member has seen.
 * @param {Device} device @param {Bytes} sealed @throws {Refusal}
 */
export async function mergeVault(device, sealed) {
  const pins = await held("unopenable", async () => readPins(await unlabelled(device.vault, LABEL.vault, sealed)));
  for (const [bridge, pin] of pins.bridges) if (!device.bridgePins.has(bridge)) device.bridgePins.set(bridge, pin);
  for (const [bridge, secret] of pins.links) if (!device.links.has(bridge)) device.links.set(bridge, secret);
  for (const [next, old] of pins.changed) {
    if (!device.colleaguePins.has(next) && !device.changed.has(next)) device.changed.set(next, old);
  }
  for (const colleague of pins.colleagues) if (!device.changed.has(colleague)) device.colleaguePins.add(colleague);
}

/** @param {Bytes} bytes */
function readPins(bytes) {
  const fields = new Fields(bytes);
  const person = () => ({ org: fields.id(32), member: fields.id(32) });
  return {
    bridges: fields.list(() => /** @type {const} */ ([hex(fields.id(16)), person()])),
    colleagues: fields.list(() => hex(fields.id(32))),
    changed: fields.list(() => /** @type {const} */ ([hex(fields.id(32)), hex(fields.id(32))])),
    links: fields.list(() => /** @type {const} */ ([hex(fields.id(16)), fields.raw(16)])),
  };
}

/** @param {CryptoKey} key @param {Bytes} label @param {Bytes} sealed @returns {Promise<Bytes>} @throws {Unfit} */
async function unlabelled(key, label, sealed) {
  const bytes = await unwrap(key, sealed);
  if (!same(bytes.subarray(0, label.length), label)) throw new Unfit("closed");
  return /** @type {Bytes} */ (bytes.subarray(label.length));
}

/**
 * Sorted, so that the same pins give the same bytes.
 * @template T @param {Map<string, T>} map @param {(value: T) => Bytes} value
 */
function mapped(map, value) {
  const entries = [...map].sort(([one], [other]) => (one < other ? -1 : 1));
  return concat(counted(entries.length), ...entries.flatMap(([key, held]) => [sized(fromHex(key)), value(held)]));
}

/** @param {string[]} keys */
function listed(keys) {
  return concat(counted(keys.length), ...keys.sort().map((key) => sized(fromHex(key))));
}
