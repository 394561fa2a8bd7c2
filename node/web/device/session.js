// A member at work in a page: what is due when it opens, and every act after that.
//
// What the device makes is kept before it is told. When it opens, it makes sure that the node takes its calls, keeps up
// with the member's other devices and with others' keys, renews the certificate, and fills up the letter keys. As
// node/src/cli/session.rs.

import { fromBase64url, hex, same } from "./bytes.js";
import * as certificate from "./certificate.js";
import { certContent, pinColleague, tidy } from "./device.js";
import * as door from "./door.js";
import { change, look } from "./keeping.js";
import { learn } from "./learn.js";
import { letterKeys } from "./letter.js";
import { MEMBER_CERT, fromBytes } from "./payload.js";
import { mergeVault, vault, vaultIsKept } from "./recovery.js";
import * as said from "./said.js";
import { followOrganisation } from "./succession.js";
import { seconds } from "./time.js";
import { readCert, readColleague, readKeys, readSuccession } from "./views.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/**
 * @typedef {{note: "organisation-changed"} | {note: "use-first-device"} | {note: "certificate-renewed"}
 * | {note: "key-changed", member: Bytes} | {note: "somebody-takes-over"} | {note: "first-time", member: Bytes}} Note
 * what the page tells the member beside what they asked for
 */

/** With fewer unused letter keys than this, the pool is filled up. */
const LETTER_KEYS_LOW = 16;
const LETTER_POOL = 64;

/** @returns {bigint} */
const now = () => seconds(Date.now());

/** Does something. @param {unknown} command @returns {Promise<any>} @throws {door.NoFromNode} */
export async function act(command) {
  return look((device) => door.act(device, command));
}

/** Looks at something. @param {unknown} what @returns {Promise<any>} @throws {door.NoFromNode} */
export async function see(what) {
  return look((device) => door.see(device, what));
}

/**
 * Lets the device make something, and keeps what it must remember of it.
 * @template T @param {(device: Device, now: bigint) => Promise<T> | T} work @returns {Promise<T>}
 */
export function make(work) {
  return change(async (device) => {
    const at = now();
    const made = await work(device, at);
    tidy(device, at);
    return made;
  });
}

/** Opens the session of somebody who is a member. @returns {Promise<Note[]>} @throws {door.NoFromNode} */
export async function open() {
  return [...(await beKnown()), ...(await keepUp())];
}

/**
 * Pins those colleagues among a member's neighbours whom the device has not met: before it signs towards them.
 * @param {import("./views.js").Neighbour[]} neighbours @returns {Promise<Note[]>}
 */
export async function pinColleagues(neighbours) {
  const isNew = (/** @type {Device} */ device, /** @type {Bytes} */ member) =>
    !same(member, device.member) && !device.colleaguePins.has(hex(member)) && !device.changed.has(hex(member));
  const fresh = await look((device) => neighbours.filter((next) => next.bridge === null && isNew(device, next.member)));
  if (fresh.length === 0) return [];
  /** @type {Note[]} */
  const notes = [];
  for (const colleague of (await see({ see: "colleagues" })).map(readColleague)) {
    if (!fresh.some(({ member }) => same(member, colleague.member))) continue;
    await make((device, at) => pinColleague(device, colleague, at));
    notes.push({ note: "first-time", member: colleague.member });
  }
  return notes;
}

/** Makes sure that the node takes this device's calls: it may have another key, or the certificate ran out. */
async function beKnown() {
  try {
    await stock((await see({ see: "me" })).letter_keys);
    return [];
  } catch (error) {
    if (!(error instanceof door.NoFromNode) || error.code !== "stranger") throw error;
  }
  const notes = [...(await follow()), ...(await renewIfOver())];
  await stock((await see({ see: "me" })).letter_keys);
  return notes;
}

/** Asks what became of the organisation's key as this device knows it, and goes along. @returns {Promise<Note[]>} */
async function follow() {
  const org = await look((device) => hex(device.org));
  const reply = await door.keys({ ask: "follow-organisation", org }).catch((error) => {
    // A node that knows of no change says so, and the next call tells what is wrong.
    if (error instanceof door.NoFromNode) return { successions: [] };
    throw error;
  });
  const line = (reply.successions ?? []).map(readSuccession);
  if (!(await make((device) => followOrganisation(device, line)))) return [];
  const holds = await look((device) => device.memberSecret !== null);
  return holds ? [{ note: "organisation-changed" }] : [{ note: "organisation-changed" }, { note: "use-first-device" }];
}

/** A certificate that has run out is renewed first: without it the node takes no call. @returns {Promise<Note[]>} */
async function renewIfOver() {
  const isOver = await look((device) => device.memberSecret !== null && certContent(device).expires <= now());
  if (!isOver) return [];
  const draft = await look((device) => certificate.renewal(device, now()));
  await takeCert((await door.keys(said.renew(draft))).cert);
  return [{ note: "certificate-renewed" }];
}

/** Keeps up with the member's other devices and with others' keys. @returns {Promise<Note[]>} */
async function keepUp() {
  const keys = await see({ see: "keys" });
  const broken = await make(async (device, at) => {
    const cert = readCert(keys.cert);
    const isNews = fromBytes(MEMBER_CERT, cert.payload).version !== certContent(device).version;
    if (isNews) await certificate.takeCert(device, cert, at);
    if (keys.vault) await mergeVault(device, fromBase64url(keys.vault));
    return learn(device, readKeys(keys));
  });
  /** @type {Note[]} */
  const notes = broken.map((member) => ({ note: "key-changed", member }));
  const own = await look((device) => hex(device.member));
  if (keys.re_enrolments.some((/** @type {any} */ one) => one.old === own)) notes.push({ note: "somebody-takes-over" });
  if (await look((device) => device.memberSecret !== null && certificate.isDue(device, now()))) {
    const draft = await look((device) => certificate.renewal(device, now()));
    await takeCert((await act(said.updateCert(draft))).cert);
  }
  await keepVault();
  return notes;
}

/** Keeps the pins at the node, sealed, where they changed since the last time. */
export async function keepVault() {
  const pins = await look(vault);
  if (pins === null) return;
  await act(said.keepVault(pins));
  await make((device) => vaultIsKept(device, pins.hash));
}

/** @param {any} cert as the node answered */
function takeCert(cert) {
  return make((device, at) => certificate.takeCert(device, readCert(cert), at));
}

/** @param {number} unused letter keys at the node */
async function stock(unused) {
  if (unused >= LETTER_KEYS_LOW) return;
  await act(said.stockLetterKeys(await look((device) => letterKeys(device, LETTER_POOL - unused))));
}
