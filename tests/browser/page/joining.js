// What a browser makes when a person joins, calls the node, and writes a recovery phrase down.

import { base64url, concat, hex, utf8 } from "/device/bytes.js";
import { callHeaders } from "/device/call.js";
import * as certificate from "/device/certificate.js";
import * as enrol from "/device/enrol.js";
import * as fitness from "/device/fitness.js";
import * as keeping from "/device/keeping.js";
import * as learn from "/device/learn.js";
import { readMemberLink, readBridgeLink, readDeviceLink, writeBridgeLink, writeDeviceLink } from "/device/link.js";
import * as note from "/device/note.js";
import { counted, sized, texted } from "/device/postcard.js";
import * as recovery from "/device/recovery.js";
import * as views from "/device/views.js";
import { card, countersigned, ending, member, memberLink, organisation } from "./people.js";
import { LABEL } from "/device/label.js";
import { sign } from "/device/sign.js";

const NOW = 1_700_000_000n;
const AT = Number(NOW) * 1_000;

function memberLinkText({ org, api, invite, secret, expires }) {
  return `stn:member:${base64url(concat(sized(org), texted(api), sized(invite), secret, counted(expires * 1_000n)))}`;
}

/** An enrolment and what the organisation makes of it. */
export async function joined() {
  const org = await organisation("Hillside");
  const text = memberLinkText(memberLink(org, NOW + 100n));
  const link = await readMemberLink(` ${text}\n`);
  const { device, enrolment } = await enrol.enrol(link, card("Lucía"), NOW);
  const cert = await countersigned(org, enrolment);
  await enrol.acceptCert(device, cert, NOW);
  const again = await enrol.enrolmentAgain(device, link);
  const draft = await certificate.renewal(device, NOW + 40n * 86_400n);
  const mate = await member(org, "Nadia", NOW);
  return {
    enrolment: { object: "enrolment", link: text, enrolment: views.writeEnrolment(enrolment), at: AT },
    certificate: { object: "certificate", cert: views.writeCert(cert), at: AT },
    draft: { object: "draft", draft: views.writeDraft(draft), member: hex(device.member) },
    voucher: {
      object: "voucher",
      cert: views.writeCert(cert),
      old: hex(mate.member),
      new: hex(org.public),
      signature: hex(await learn.vouch(device, mate.member, org.public)),
    },
    words: { object: "words", one: hex(device.member), other: hex(mate.member) },
    said: learn.wordsWith(device, mate.member),
    again: JSON.stringify(views.writeEnrolment(again)) === JSON.stringify(views.writeEnrolment(enrolment)),
    member: hex(device.member),
    isDue: [certificate.isDue(device, NOW), certificate.isDue(device, NOW + 31n * 86_400n)],
    readable: [device.memberSecret.key, device.signSecret.key, device.box, device.vault].map((key) => key.extractable),
  };
}

/** A signed call, for the node of the organisation. */
export async function called() {
  const device = await member(await organisation("Hillside"), "Lucía", NOW);
  const body = utf8('{"look":"me"}');
  const headers = await callHeaders(device, "POST", "/v1/look?a=b", AT, body);
  return {
    headers,
    call: {
      object: "call",
      org: hex(device.org),
      device: headers["stn-device"],
      method: "POST",
      path: "/v1/look?a=b",
      at: Number(headers["stn-time"]),
      body: base64url(body),
      signature: headers["stn-signature"],
    },
  };
}

/** What a certificate that is not the one asked for ends in. */
export async function foreignCerts() {
  const [org, other] = [await organisation("Hillside"), await organisation("Riverbend")];
  const { device, enrolment } = await enrol.enrol(memberLink(org, NOW + 100n), card("Lucía"), NOW);
  const cert = await countersigned(org, enrolment);
  const mate = await member(org, "Nadia", NOW);
  const bySomebody = { ...cert, orgSignature: await sign(other, LABEL.member, cert.payload) };
  const tries = [
    () => enrol.acceptCert(device, bySomebody, NOW),
    () => enrol.acceptCert(device, mate.cert, NOW),
    () => enrol.acceptCert(device, { ...cert, memberSignature: null }, NOW),
    () => enrol.acceptCert(device, cert, NOW + 90n * 86_400n),
    () => enrol.acceptCert(device, cert, NOW - 301n),
    () => enrol.enrol(memberLink(org, NOW), card("Lucía"), NOW),
    () => enrol.enrol(memberLink(org, NOW + 1n), card("Lu\ncía"), NOW),
    () => readMemberLink("hello"),
    () => readMemberLink(`stn:bridge:${"a".repeat(8)}`),
    () => readMemberLink(memberLinkText(memberLink(org, NOW)).slice(0, -20)),
    () => enrol.acceptCert(device, cert, NOW + 90n * 86_400n - 1n),
  ];
  return Promise.all(tries.map(ending));
}

/** A phrase, its copy, and what the browser itself makes of them. */
export async function recovered() {
  const device = await member(await organisation("Hillside"), "Lucía", NOW);
  device.bridgePins.set("07".repeat(16), { org: device.member, member: device.org });
  device.colleaguePins.add("0a".repeat(32));
  device.colleaguePins.add("09".repeat(32));
  device.changed.set("0b".repeat(32), "0c".repeat(32));
  device.links.set("08".repeat(16), new Uint8Array(16).fill(5));
  const made = await recovery.newPhrase(device);
  const pins = await recovery.vault(device);
  recovery.vaultIsKept(device, pins.hash);
  const copy = { sealed: made.sealed, cert: device.cert, vault: pins.sealed, successions: [] };
  const spaced = made.phrase.toUpperCase().replaceAll(" ", "-\n");
  const back = await recovery.recover(spaced, copy, null, NOW + 5n);
  const alone = await recovery.recover(made.phrase, copy, { lostSince: NOW }, NOW + 5n);
  const other = await recovery.newPhrase(device);
  const mate = await member(await organisation("Hillside"), "Nadia", NOW);
  return {
    copy: { object: "recovery-copy", phrase: made.phrase, copy: copyJson(copy), at: AT + 5_000 },
    drafts: [back, alone].map(({ draft }) => ({
      object: "draft",
      draft: views.writeDraft(draft),
      member: hex(device.member),
    })),
    keys: [back, alone].map((one) => hex(one.device.signSecret.public)),
    own: hex(device.signSecret.public),
    ended: alone.draft.ended.map(({ signKey, reason }) => [hex(signKey), reason]),
    member: hex(back.device.member),
    words: made.phrase.split(" ").length,
    sameLocator: hex(made.locator) === hex(await recovery.locatorOf(made.phrase)),
    pins: [
      [...back.device.bridgePins.keys()],
      [...back.device.colleaguePins].sort(),
      [...back.device.changed],
      [...back.device.links.keys()],
    ],
    toldAgain: await recovery.vault(device),
    wrong: await Promise.all([
      ending(() => recovery.recover(other.phrase, copy, null, NOW)),
      ending(() => recovery.recover("lusab ".repeat(9), copy, null, NOW)),
      ending(() => recovery.recover("lusab", copy, null, NOW)),
      ending(() => recovery.recover(made.phrase, { ...copy, cert: mate.cert }, null, NOW)),
    ]),
  };
}

function copyJson({ sealed, cert, vault }) {
  return { sealed: base64url(sealed), cert: views.writeCert(cert), vault: base64url(vault), successions: [] };
}

/** A further device from the link to its certificate, words alike on both sides. */
export async function furtherDevice() {
  const org = await organisation("Hillside");
  const first = await member(org, "Lucía", NOW);
  const text = writeDeviceLink(certificate.openDevice(first, "https://node.example", NOW + 3_600n));
  const machine = await certificate.beginDevice(await readDeviceLink(text));
  const brought = views.readDevice(views.writeDevice(certificate.deviceEnrolment(machine)));
  const words = [certificate.deviceWords(machine, brought), certificate.deviceWords(first, brought)];
  const { draft, bundle } = await certificate.admit(first, brought, NOW + 1n);
  const cert = await countersigned(org, draft);
  const second = await certificate.finishDevice(machine, bundle, cert, NOW + 1n);
  await certificate.takeCert(first, cert, NOW + 1n);
  const sealed = await note.sealNote(first, 12, "likes early trains");
  const [ask, other] = [new Uint8Array(16).fill(7), new Uint8Array(16).fill(8)];
  const ledTo = await note.sealOutcome(first, ask, "a grant of two years");
  const forged = { ...brought, mac: new Uint8Array(32) };
  return {
    words,
    link: { object: "link", text },
    certificate: { object: "certificate", cert: views.writeCert(cert), at: AT + 1_000 },
    note: [await note.openNote(second, 12, sealed), await ending(() => note.openNote(second, 13, sealed))],
    ledTo: [await note.openOutcome(second, ask, ledTo), await ending(() => note.openOutcome(second, other, ledTo))],
    refused: [
      await ending(() => certificate.renewal(second, NOW)),
      await ending(() => recovery.newPhrase(second)),
      await ending(() => certificate.admit(first, forged, NOW)),
      await ending(() => certificate.without(first, { signKey: org.public, reason: "retired", from: NOW }, NOW)),
    ],
  };
}

/** The same bridge link, written and read. */
export async function links() {
  const org = await organisation("Hillside");
  const link = {
    org: org.public,
    member: org.public,
    bridge: new Uint8Array(16).fill(9),
    secret: new Uint8Array(16).fill(8),
    expires: NOW,
  };
  const text = writeBridgeLink(link);
  return { text, again: writeBridgeLink(await readBridgeLink(text)) };
}

export function lacks() {
  return fitness.lacks();
}

/** What the fitness trial says where one thing is missing. */
export async function lacksWithout(what) {
  const subtle = SubtleCrypto.prototype;
  const { generateKey } = subtle;
  subtle.generateKey = function (algorithm, ...rest) {
    return algorithm === what
      ? Promise.reject(new DOMException("no", "NotSupportedError"))
      : generateKey.call(this, algorithm, ...rest);
  };
  try {
    return await fitness.lacks();
  } finally {
    subtle.generateKey = generateKey;
  }
}

/** Joins in this browser and keeps the device. */
export async function keep(name) {
  await keeping.forget();
  const org = await organisation("Hillside");
  const { enrolment } = await keeping.begin(() => enrol.enrol(memberLink(org, NOW + 100n), card(name), NOW));
  const cert = await countersigned(org, enrolment);
  await keeping.change((device) => enrol.acceptCert(device, cert, NOW));
  return ending(() => keeping.begin(() => enrol.enrol(memberLink(org, NOW + 100n), card(name), NOW)));
}

/** Who is kept, and whether its keys still sign and none can be read. */
export async function kept() {
  return keeping.look(async (device) => {
    const headers = await callHeaders(device, "GET", "/", AT, utf8(""));
    const keys = [device.memberSecret.key, device.signSecret.key, device.box, device.vault];
    const taken = await Promise.allSettled([
      crypto.subtle.exportKey("pkcs8", keys[0]),
      crypto.subtle.exportKey("pkcs8", keys[1]),
      crypto.subtle.exportKey("raw", keys[2]),
      crypto.subtle.exportKey("raw", keys[3]),
    ]);
    return { name: device.card.name, signs: headers["stn-signature"].length, taken: taken.map((one) => one.status) };
  });
}

/** Stays inside a change until another tab is inside one too, or waits for its turn. */
export async function stayInside() {
  const tabs = new BroadcastChannel("tabs");
  let both = false;
  tabs.onmessage = ({ data }) => {
    both ||= data === "the other is inside";
  };
  return keeping.change(async () => {
    for (;;) {
      tabs.postMessage("one is inside");
      if (both) return "both were inside";
      if ((await navigator.locks.query()).pending.length > 0) return "the other waits";
      await new Promise((again) => setTimeout(again, 5));
    }
  });
}

/** Enters a change once another tab is inside one. */
export async function enterToo() {
  const tabs = new BroadcastChannel("tabs");
  await new Promise((heard) => {
    tabs.onmessage = heard;
  });
  return keeping.change(() => {
    tabs.postMessage("the other is inside");
    return "entered";
  });
}

/** A change that fails leaves what was kept. */
export async function failing() {
  const end = await ending(() =>
    keeping.change((device) => {
      device.card = card("Somebody");
      throw new Error("stopped");
    }),
  );
  return [end, await keeping.look((device) => device.card.name)];
}

/** After forgetting there is nobody. */
export async function forgotten() {
  await keeping.forget();
  return [
    await keeping.keptDevice(),
    await ending(() => keeping.change(() => 1)),
    await ending(() => keeping.look(() => 1)),
  ];
}
