// A bridge tied from a browser, towards a browser and towards a Rust device of the transcript.

import { base64url, hex, random } from "/device/bytes.js";
import { acceptBridge, completeBridge, confirmBridge, openBridge } from "/device/bridge.js";
import { awaitsWords, bridgeWords, wordsAgree } from "/device/compare.js";
import { acceptKnock, knock, openKnock } from "/device/knock.js";
import * as recovery from "/device/recovery.js";
import { readBridgeLink, writeBridgeLink } from "/device/link.js";
import * as views from "/device/views.js";
import { ending, member, organisation } from "./people.js";
import { transcript } from "./transcript.js";

/** Two browsers tie a bridge; what a stranger with another link, or a node in between, could do is refused. */
export async function tied() {
  const now = 1_700_000_000n;
  const [one, other] = [
    await member(await organisation("Hillside"), "Lucía", now),
    await member(await organisation("Riverbend"), "Nadia", now),
  ];
  const link = await readBridgeLink(writeBridgeLink(openBridge(one, now + 9n)));
  const accept = await acceptBridge(other, link, now);
  const confirm = await confirmBridge(one, views.readAccept(views.writeAccept(accept)), now);
  const altered = (change) => ({ ...confirm, ...change });
  const refused = await Promise.all([
    ending(() => acceptBridge(one, link, now)),
    ending(() => acceptBridge(other, link, now + 9n)),
    ending(() => acceptBridge(other, { ...link, member: random(32) }, now)),
    ending(() => confirmBridge(one, { ...accept, mac: random(32) }, now)),
    ending(() => confirmBridge(one, { ...accept, card: { ...accept.card, name: "Nadja" } }, now)),
    ending(() => confirmBridge(other, { ...accept, terms: { ...accept.terms, signature: random(64) } }, now)),
    ending(() => completeBridge(other, accept.terms, altered({ mac: random(32) }), now)),
    ending(() => completeBridge(other, accept.terms, altered({ signature: random(64) }), now)),
    ending(() => completeBridge(other, accept.terms, altered({ bridge: random(16) }), now)),
  ]);
  await completeBridge(other, accept.terms, views.readConfirm(views.writeConfirm(confirm)), now);
  const words = [bridgeWords(one, link.bridge), bridgeWords(other, link.bridge)];
  one.uncompared.add(hex(link.bridge));
  const awaits = [awaitsWords(one, link.bridge), wordsAgree(one, link.bridge), awaitsWords(one, link.bridge)];
  return { refused, words, awaits, links: [one.links.size, other.links.size] };
}

let waiting = null;

/** A browser takes up a Rust device's link. */
export async function towardsRust() {
  const { rust, now } = await transcript();
  const lucía = rust["Lucía"];
  const { people } = await transcript();
  const browser = await member(await organisation("Elsewhere"), "Ada", now);
  const link = {
    org: people["Lucía"].org,
    member: people["Lucía"].member,
    bridge: random(16),
    secret: random(16),
    expires: now + 9n,
  };
  const accept = await acceptBridge(browser, link, now);
  waiting = { browser, accept, link, now };
  const device = { ...lucía, links: { ...lucía.links, [hex(link.bridge)]: [...link.secret] } };
  return { object: "bridge-accept", device, accept: views.writeAccept(accept), at: Number(now) * 1_000 };
}

/** The Rust device's confirmation arrives. */
export async function confirmedByRust(confirm) {
  const { browser, accept, link, now } = waiting;
  await completeBridge(browser, accept.terms, views.readConfirm(confirm), now);
  return { words: bridgeWords(browser, link.bridge), open: browser.links.size };
}

/** A Rust device has taken up a browser's link: its acceptance is confirmed here, for it to complete. */
export async function forRustToComplete() {
  const { rust, people, now } = await transcript();
  const browser = await member(await organisation("Elsewhere"), "Ada", now);
  const link = openBridge(browser, now + 9n);
  // A Rust device keeps of a link it took up its secret and its maker.
  const accept = await acceptBridge(people["Lucía"], link, now);
  const confirm = await confirmBridge(browser, accept, now);
  const device = {
    ...rust["Lucía"],
    links: { [hex(link.bridge)]: [...link.secret] },
    bridge_pins: { [hex(link.bridge)]: [hex(browser.org), hex(browser.member)] },
  };
  const object = {
    object: "bridge-confirm",
    device,
    terms: views.writeSigned(accept.terms),
    confirm: views.writeConfirm(confirm),
    at: Number(now) * 1_000,
  };
  return { object, words: bridgeWords(browser, link.bridge) };
}

/** Secrets of a Rust device, to make a phrase of. */
export async function rustDevice() {
  const { rust, now } = await transcript();
  return { object: "phrase", device: rust.Nadia, at: Number(now) * 1_000 };
}

/** The phrase and copy a Rust device made, opened here; and pins for it. */
export async function openedFromRust({ phrase, copy }) {
  const { now, people } = await transcript();
  const { device } = await recovery.recover(phrase, views.readCopy(copy), null, now + 9n);
  const pins = await recovery.vault(device);
  return {
    member: hex(device.member) === hex(people.Nadia.member),
    card: device.card.name,
    pins: [[...device.bridgePins.keys()], [...device.colleaguePins]],
    expected: [[...people.Nadia.bridgePins.keys()], [...people.Nadia.colleaguePins]],
    sealed: base64url(pins.sealed),
  };
}

let knocking = null;

/** A browser knocks at a Rust device's member. */
export async function knocked() {
  const { rust, now } = await transcript();
  const browser = await member(await organisation("Elsewhere"), "Ada", now);
  const { key, sealed } = await knock(browser, "We met in spring", now + 9n);
  knocking = { browser, now };
  return {
    object: "knock",
    device: rust.Matthias,
    org: hex(browser.org),
    key: hex(key),
    sealed: base64url(sealed),
    at: Number(now) * 1_000,
  };
}

/** The Rust device took it up: the browser confirms, and opens the same knock itself. */
export async function takenUp({ accept, signed }) {
  const { browser, now } = knocking;
  const confirm = await confirmBridge(browser, views.readAccept(accept), now);
  const object = views.readSigned(signed);
  const other = await member(await organisation("Riverbend"), "Nadia", now);
  const again = await acceptKnock(other, browser.org, object, now);
  const forged = { ...object, signature: random(64) };
  return {
    awaits: [awaitsWords(browser, confirm.bridge), awaitsWords(other, confirm.bridge)],
    note: (await openKnock(browser.org, object, now)).note,
    card: again.card.name,
    refused: [
      await ending(() => openKnock(other.org, object, now)),
      await ending(() => openKnock(browser.org, object, now + 9n)),
      await ending(() => openKnock(browser.org, forged, now)),
      await ending(() => knock(browser, "a\tb", now)),
    ],
  };
}
