// The people and the requests of tests/vectors/transcript.txt: an introduction whose every key is known.

import { fromBase64url, fromHex, hex } from "/device/bytes.js";
import { blank } from "/device/device.js";
import { keysOf } from "/device/keys.js";
import { REQUEST_CORE, fromBytes } from "/device/payload.js";
import { Reader } from "/device/protobuf.js";
import { sealSecretOf } from "/device/seal.js";
import { signSecretOf } from "/device/sign.js";
import { seconds } from "/device/time.js";
import { readCert, readSigned } from "/device/views.js";
import { barred, runs } from "./vectors.js";

/** The whole transcript: organisations, devices as kept here and as Rust keeps them, and what crossed the links. */
export async function transcript() {
  const lines = await barred("transcript.txt");
  const of = (what) => lines.filter(([first]) => first === what);
  const orgs = {};
  for (const [, name, seed] of of("organisation")) orgs[name] = await signSecretOf(runs(seed.replace("seed ", "")));
  const [people, rust] = [{}, {}];
  for (const [, name, ...json] of of("device")) {
    rust[name] = JSON.parse(json.join(" | "));
    people[name] = await deviceOf(rust[name]);
  }
  const blocks = of("block").map(([, at, from, to, message, block]) => ({ at, from, to, message, block }));
  const crossed = (message, to) =>
    fields(frameOf(runs(blocks.find((one) => one.message === message && one.to === to).block)));
  const [[, , letterKey, wrapped]] = of("letter key");
  const requests = {
    Riverbend: requestOf(crossed("request", "Riverbend")),
    Lindenhof: requestOf(crossed("request", "Lindenhof")),
  };
  const answer = answerOf(crossed("answer", "Hillside"));
  const core = fromBytes(REQUEST_CORE, requests.Riverbend.core.payload);
  return {
    orgs,
    people,
    rust,
    requests,
    answer,
    core,
    letterKey: fromHex(letterKey),
    wrapped: fromHex(wrapped),
    now: core.created + 10n,
  };
}

/** A Rust device's secrets, as a device of this browser. */
export async function deviceOf(json) {
  const keys = await keysOf(Uint8Array.from(json.member_seed), Uint8Array.from(json.vault_key));
  const signSecret = await signSecretOf(Uint8Array.from(json.sign_seed));
  const device = blank(fromHex(json.org), { ...keys, signSecret }, json.card);
  device.certPayload = fromBase64url(json.cert_payload);
  device.cert = readCert(json.cert);
  for (const [bridge, secret] of Object.entries(json.links)) device.links.set(bridge, Uint8Array.from(secret));
  for (const [bridge, [org, member]] of Object.entries(json.bridge_pins)) {
    device.bridgePins.set(bridge, { org: fromHex(org), member: fromHex(member) });
  }
  for (const colleague of Object.keys(json.colleague_pins)) device.colleaguePins.add(colleague);
  for (const [id, own] of Object.entries(json.requests)) device.requests.set(id, await ownRequest(own));
  for (const [item, [consent, receipt]] of Object.entries(json.passed)) {
    device.passed.set(item, { consent: readSigned(consent), receipt: fromBase64url(receipt) });
  }
  for (const [item, sealed] of Object.entries(json.answered)) device.answered.set(item, fromBase64url(sealed));
  for (const [id, secret] of Object.entries(json.reply_secrets)) {
    device.replySecrets.set(id, await sealSecretOf(Uint8Array.from(secret)));
  }
  return device;
}

async function ownRequest({ answer_secret, core, consent, letter_key, expires }) {
  return {
    answerSecret: await sealSecretOf(Uint8Array.from(answer_secret)),
    core: fromBase64url(core),
    consent: readSigned(consent),
    letterKey: fromHex(letter_key),
    expires: seconds(expires),
  };
}

/** The message in a block: class, length, and a frame of one field. */
function frameOf(block) {
  const reader = new Reader(block.slice(3, 3 + ((block[1] << 8) | block[2])));
  return reader.sized(reader.key().wire);
}

/** The fields of a message that hold bytes, by their numbers; of several, all. */
function fields(bytes) {
  const [reader, found] = [new Reader(bytes), {}];
  while (!reader.isOver()) {
    const { number, wire } = reader.key();
    if (wire === 2) (found[number] ??= []).push(reader.sized(wire));
    else reader.skip(number, wire);
  }
  return found;
}

/** A request as the node of the one it comes to shows it, but for whom it goes on to. */
function requestOf({ 1: [core], 3: [bridge], 4: [consent], 5: [cert], 6: [note] = [new Uint8Array(0)] }) {
  const signed = signedOf(consent);
  const {
    2: [org],
    3: [member],
  } = fields(signed.payload);
  return {
    core: signedOf(core),
    predecessor: { org, member, bridge },
    consent: signed,
    cert: certOf(cert),
    connectorNote: new TextDecoder().decode(note),
  };
}

function answerOf({ 3: [sealed], 4: receipts }) {
  return { sealed, receipts };
}

function signedOf(bytes) {
  const {
    1: [payload],
    2: [signature],
  } = fields(bytes);
  return { payload, signature };
}

function certOf(bytes) {
  const {
    1: [payload],
    2: [orgSignature],
    3: [memberSignature],
  } = fields(bytes);
  return { payload, orgSignature, memberSignature };
}

/** A person as neighbour of another. */
export function neighbour(device, bridge = null) {
  return { org: device.org, member: device.member, bridge };
}

/** The bridge two devices are pinned across. */
export function bridgeOf(device, far) {
  const [bridge] = [...device.bridgePins].find(([, pin]) => hex(pin.member) === hex(far.member));
  return fromHex(bridge);
}
