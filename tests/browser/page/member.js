// A member whose only device is this browser, at a real node: every act is signed here and told to the node.

import { base64url, fromBase64url, hex, random } from "/device/bytes.js";
import { answerAlert, composeAlert, readAlert, verifyAlertAnswer } from "/device/alert.js";
import { compose } from "/device/ask.js";
import * as bridge from "/device/bridge.js";
import { callHeaders } from "/device/call.js";
import * as certificate from "/device/certificate.js";
import { bridgeWords } from "/device/compare.js";
import { certContent } from "/device/device.js";
import * as enrol from "/device/enrol.js";
import * as door from "/device/door.js";
import * as joining from "/device/join.js";
import * as keeping from "/device/keeping.js";
import { learn } from "/device/learn.js";
import * as letters from "/device/letter.js";
import { readDeviceLink, readMemberLink, writeBridgeLink, writeDeviceLink } from "/device/link.js";
import { REQUEST_CORE, fromBytes } from "/device/payload.js";
import { passOn } from "/device/pass.js";
import * as recovery from "/device/recovery.js";
import * as said from "/device/said.js";
import { act, open, pinColleagues, see } from "/device/session.js";
import { seconds } from "/device/time.js";
import { verifyAnswer } from "/device/verdict.js";
import * as views from "/device/views.js";
import { askBack, hear } from "/device/word.js";
import { card, ending, member, organisation } from "./people.js";

const POLICY = {
  kinds: ["introduction", "intelligence", "influence", "appraisal", "opportunity"],
  search: true,
  audience: "peers",
  own_org: "standing",
  beyond: "ask",
};
const WISH = { strength: "would-vouch", policy: POLICY };

const now = () => seconds(Date.now());

const { change, look } = keeping;

/** Joins by an admin's link, though the node can't be reached at first and its first reply is lost. */
export async function joinAtThird(text, name) {
  const [{ fetch }, keys, ends] = [window, [], []];
  const attempt = async (how) => {
    window.fetch = how;
    ends.push(
      await joining.join(text, card(name)).then(
        ({ state }) => state,
        ({ code }) => code,
      ),
    );
    keys.push(await keeping.keptDevice().then((device) => device && hex(device.member)));
  };
  await attempt(() => Promise.reject(new TypeError("no way")));
  await attempt((...call) => fetch(...call).then(() => Promise.reject(new TypeError("lost"))));
  const waits = await joining.isWaiting();
  await attempt(fetch);
  const again = await joining.join(text, card(name)).catch(({ code }) => code);
  return { ends, same: new Set(keys).size === 1, waits: [waits, await joining.isWaiting()], again };
}

/** Joins by a link that was used: nothing is kept. */
export async function joinInVain(text) {
  const end = await joining.join(text, card("Nobody")).catch(({ code }) => code);
  return [end, await keeping.keptDevice()];
}

/** Joins by an admin's link: kept first, then sent; sent again, it is the same. */
export async function join(text, name) {
  const link = await readMemberLink(text);
  const { enrolment } = await keeping.begin(() => enrol.enrol(link, card(name), now()));
  await door.join(views.writeEnrolment(enrolment));
  const again = await look((device) => enrol.enrolmentAgain(device, link));
  const reply = await door.join(views.writeEnrolment(again));
  await change((device) => enrol.acceptCert(device, views.readCert(reply.cert), now()));
  const notes = await open();
  const me = await see({ see: "me" });
  return {
    reply: reply.reply,
    name: me.name,
    keys: me.letter_keys,
    notes,
    isMe: await look((device) => hex(device.member) === me.member),
  };
}

/** What a node says to a call with a wrong signature, a wrong path, and a wrong time. */
export async function refusedCalls() {
  const status = async (change) => {
    const body = new TextEncoder().encode('{"see":"me"}');
    const headers = await look((device) =>
      callHeaders(device, "POST", change.signedPath ?? "/v1/look", change.at ?? Date.now(), body),
    );
    return (await fetch("/v1/look", { method: "POST", headers: { ...headers, ...change.headers }, body })).status;
  };
  return [
    await status({}),
    await status({ signedPath: "/v1/act" }),
    await status({ at: Date.now() - 301_000 }),
    await status({ headers: { "stn-signature": "00".repeat(64) } }),
    await status({ headers: { "stn-device": "11".repeat(32) } }),
  ];
}

/** The certificate's next version, countersigned by the node. */
export async function renew() {
  const draft = await look((device) => certificate.renewal(device, now()));
  const reply = await act(said.updateCert(draft));
  const keys = await see({ see: "keys" });
  await change(async (device) => {
    await learn(device, views.readKeys(keys));
    await certificate.takeCert(device, views.readCert(keys.cert), now());
  });
  return { reply: reply.reply, version: await look((device) => certContent(device).version) };
}

/** Leaves nine words and a copy at the node. */
export async function leaveCopy() {
  const made = await look((device) => recovery.newPhrase(device));
  await act(said.keepRecovery(made));
  const pins = await look((device) => recovery.vault(device));
  if (pins !== null) {
    await act(said.keepVault(pins));
    await change((device) => recovery.vaultIsKept(device, pins.hash));
  }
  return { phrase: made.phrase, member: await look((device) => hex(device.member)) };
}

/** Loses everything, and comes back with the words alone. */
export async function comeBack(phrase) {
  await keeping.forget();
  const { copy } = await door.keys(said.fetchCopy(await recovery.locatorOf(phrase)));
  const { draft } = await keeping.begin(() =>
    recovery.recover(phrase, views.readCopy(copy), { lostSince: now() }, now()),
  );
  const reply = await door.keys(said.renew(draft));
  await change((device) => certificate.takeCert(device, views.readCert(reply.cert), now()));
  const me = await see({ see: "me" });
  return { member: me.member, bridges: await look((device) => device.bridgePins.size) };
}

/** The session opened again: nothing is new, and the pins go to the node once more. */
export async function opened() {
  const version = () => look((device) => certContent(device).version);
  const before = await version();
  await change((device) => {
    device.vaultTold = null;
  });
  const notes = await open();
  return { notes, same: before === (await version()), told: await look((device) => device.vaultTold !== null) };
}

/** The session opened, and what it had to say; afterwards the node takes calls. */
export async function openedWithNotes() {
  const notes = await open();
  const me = await see({ see: "me" });
  const own = await look((device) => [hex(device.org), device.former.length]);
  const bridges = await look((device) => device.bridgePins.size);
  return { notes: notes.map(({ note }) => note), isOurs: me.org === own[0], former: own[1], bridges };
}

/** What a device whose keys the node never saw is told. */
export async function stranger() {
  const unknown = await member(await organisation("Elsewhere"), "Nobody", now());
  return door.see(unknown, { see: "me" }).then(
    () => "taken",
    ({ code, message }) => [code, message !== ""],
  );
}

/** Makes a bridge link for somebody elsewhere. */
export async function bridgeLink() {
  const link = await change((device) => bridge.openBridge(device, now() + 86_400n));
  await act(said.openBridge(link, WISH));
  return writeBridgeLink(link);
}

/** Confirms the bridge that was taken up, once it was. */
export async function confirmBridge() {
  const item = await waiting("bridge-accepted");
  if (item === undefined) return undefined;
  const accept = views.readAccept(item.waiting.accept);
  const confirm = await change((device) => bridge.confirmBridge(device, accept, now()));
  await act(said.confirmBridge(views.id(item.item, 16), confirm));
  return {
    bridge: hex(confirm.bridge),
    words: await look((device) => bridgeWords(device, confirm.bridge)),
    who: accept.card.name,
  };
}

const waiting = async (what) => (await see({ see: "inbox" })).find((item) => item.waiting.what === what);

/** Asks for somebody by mail address. */
export async function ask(address) {
  const ask = hex(random(16));
  await act({
    do: "ask",
    ask,
    kind: "introduction",
    handles: [{ type: "email", canonical: address }],
    until: Date.now() + 7 * 86_400_000,
  });
  return ask;
}

/** Sends a request along the first offer, once there is one. */
export async function request(ask, note, letter) {
  const [offer] = await see({ see: "offers", ask });
  if (offer === undefined) return undefined;
  const read = views.readOffer(offer);
  const draft = { note, letter, terms: null };
  const made = await change((device) => compose(device, read, draft, now() + 20n * 86_400n, now()));
  await act(said.submitRequest(made));
  return { blurb: offer.blurb, hops: offer.hops };
}

/** Judges the first answer, once there is one. */
export async function judge() {
  const [answer] = await see({ see: "answers" });
  if (answer === undefined) return undefined;
  const verified = await look((device) => verifyAnswer(device, views.readAnswer(answer), now()));
  const { request } = fromBytes(REQUEST_CORE, views.readAnswer(answer).core.payload);
  await act({ do: "record-outcome", request: hex(request), verified: true });
  const [ask] = await see({ see: "asks" });
  return {
    text: verified.text,
    cards: verified.cards.map(({ name }) => name),
    path: verified.path.map(({ name }) => name),
    state: ask.state,
  };
}

/** Records a contact. */
export async function know(name, address) {
  const entry = {
    name,
    org: "",
    role: "",
    handles: [{ type: "email", canonical: address }],
    strength: "know-well",
    policy: POLICY,
  };
  return (await act({ do: "record-contacts", contacts: [entry] })).contacts[0].as;
}

/** Says yes to a prompt, once one waits. */
export async function allow(blurb) {
  const item = await waiting("prompt");
  if (item === undefined) return undefined;
  await act({ do: "allow-offer", item: item.item, blurb });
  return item.waiting.name;
}

/** Reads the letter that waits, once one does, and asks back. */
export async function askBackOnLetter(text) {
  const json = await waiting("letter");
  if (json === undefined) return undefined;
  const item = views.readItem(json);
  const letter = await look((device) => letters.openLetter(device, item, now()));
  const question = await change((device) => askBack(device, item, text, now()));
  await act(said.askBack(item.item, question));
  return { letter: letter.text, note: letter.note, from: letter.card.name };
}

/** The reply to an own question, once it came. */
export async function heardReply() {
  const [word] = await see({ see: "words" });
  if (word === undefined) return undefined;
  const { what, text } = await look((device) => hear(device, views.readWord(word), [], now()));
  return { what, text };
}

/** Answers the letter that waits; answered again, it is the same. */
export async function answerLetter(text) {
  const item = views.readItem(await waiting("letter"));
  const reply = { text, cards: [], agreedOn: null, retainUntil: null };
  const sealed = await change((device) => letters.answer(device, item, { ...reply, cards: [device.card] }, now()));
  const again = await change((device) => letters.answer(device, item, { ...reply, text: "no" }, now()));
  await act(said.answerLetter(item.item, sealed));
  return base64url(again) === base64url(sealed);
}

/** Sends an alert over the own bridges. */
export async function alert(text) {
  const draft = {
    kind: "opportunity",
    text,
    link: "",
    attributes: [{ type: "topic", value: "bridges" }],
    note: "for you",
  };
  const far = (device) => [...device.bridgePins].map(([bridge, pin]) => ({ ...pin, bridge: views.id(bridge, 16) }));
  const made = await change((device) => composeAlert(device, draft, far(device), now() + 9n * 86_400n, now()));
  await act(said.sendAlert(made));
  return hex(fromBytes(REQUEST_CORE, made.core).request);
}

/** Judges the first answer to an alert, once there is one. */
export async function judgeAlert(request) {
  const [answer] = await see({ see: "alert-answers", request });
  if (answer === undefined) return undefined;
  const verified = await look((device) => verifyAlertAnswer(device, views.readAlertAnswer(answer), now()));
  return { text: verified.text, path: verified.path.length };
}

/** Reads the alert that waits, once one does, and answers it. */
export async function answerAlertHere(text) {
  const json = await waiting("alert");
  if (json === undefined) return undefined;
  const item = views.readItem(json);
  const read = await look((device) => readAlert(device, item, now()));
  const sealed = await change((device) => answerAlert(device, item, text, [device.card], now()));
  await act(said.answerLetter(item.item, sealed));
  return read.alert.text;
}

/** Passes on what waits, once something does. */
export async function pass(note) {
  const json = await waiting("hop");
  if (json === undefined) return undefined;
  const item = views.readItem(json);
  const { request, successor } = item.waiting;
  const notes = await pinColleagues([request.predecessor, successor]);
  const made = await change((device) => passOn(device, item, note, now()));
  await act(said.passOn(item.item, made, note));
  return notes.map(({ note }) => note);
}

/** A link for another machine of the member's own. */
export async function deviceLink() {
  const link = await change((device) => certificate.openDevice(device, location.origin, now() + 3_000n));
  await act(said.openDevice(link));
  return writeDeviceLink(link);
}

/** On that machine: its keys are kept, then told. Gives the six words it shows. */
export async function begin(text) {
  const link = await readDeviceLink(text);
  const machine = await certificate.beginDevice(link);
  await keeping.keepNewDevice(machine);
  const brought = certificate.deviceEnrolment(machine);
  await door.keys(said.enrolDevice(brought));
  return certificate.deviceWords(machine, brought);
}

const brought = async () => (await see({ see: "keys" })).waiting[0];

/** On the first device: the words of the machine that waits, once one does. */
export async function waitingWords() {
  const one = await brought();
  return one && look((device) => certificate.deviceWords(device, views.readDevice(one.device)));
}

/** The words are the same: the machine is let in. */
export async function admitWaiting() {
  const other = views.readDevice((await brought()).device);
  const made = await change((device) => certificate.admit(device, other, now()));
  await act(said.admitDevice(other.invite, made));
}

/** The machine takes what it was given, and is a device that has less. */
export async function becomeDevice() {
  const machine = await keeping.heldNewDevice();
  const reply = await door.keys(said.enrolDevice(certificate.deviceEnrolment(machine)));
  const [bundle, cert] = [fromBase64url(reply.bundle), views.readCert(reply.cert)];
  await keeping.begin(async () => ({ device: await certificate.finishDevice(machine, bundle, cert, now()) }));
  const refused = await ending(() => look((device) => recovery.newPhrase(device)));
  const readable = await look((device) => device.secrets.length > 28 || device.vault.extractable);
  return { name: (await see({ see: "me" })).name, readable, refused };
}
