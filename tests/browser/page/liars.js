// People who sign whatever they like: every signature below holds, and what it says is a lie. Each is made with the
// parts of a device and none of its checks.

import { concat, fromHex, hex, random } from "/device/bytes.js";
import { isSound } from "/device/curve.js";
import { enrolledCert, self } from "/device/device.js";
import { permissionDigest, predecessorCommitment, sha256 } from "/device/hash.js";
import { LABEL } from "/device/label.js";
import * as letters from "/device/letter.js";
import { consentTo, receiptFor, sealFor } from "/device/path.js";
import { passOn } from "/device/pass.js";
import * as payloads from "/device/payload.js";
import * as recovery from "/device/recovery.js";
import { isSignedBy, sign, signSecretOf } from "/device/sign.js";
import { verifyAnswer } from "/device/verdict.js";
import { signed, verifyCert } from "/device/verify.js";
import * as words from "/device/word.js";
import { anew } from "./introduction.js";
import { acceptBridge, confirmBridge, openBridge } from "/device/bridge.js";
import { agreeToStay, proposeStay, tieStay } from "/device/stay.js";
import { followOrganisation, followPartners } from "/device/succession.js";
import { ending, member, organisation } from "./people.js";
import { bridgeOf, neighbour } from "./transcript.js";
import { rows } from "./vectors.js";

const { ANSWER_BODY, BRIDGE_TERMS, LETTER_BODY, MEMBER_CERT, REQUEST_CORE, fromBytes, toBytes } = payloads;

/** A receipt by somebody who says what they like of the one before and of what they agreed to. */
async function receipt(who, world, { before, successor, said = {}, salt = random(16), named = before }) {
  const core = fromBytes(REQUEST_CORE, world.core.payload);
  const predecessor = await predecessorCommitment(salt, before.org, before.member);
  const what = { digest: await sha256(world.core.payload), successor, predecessor, note: "", ...said };
  const consent = await consentTo(who, what, said.issued ?? world.now);
  return receiptFor(who, core, { before: named, salt: said.salt ?? salt, consent });
}

/** An answer by somebody who says what they like of the request. */
async function answer(who, world, said) {
  const core = fromBytes(REQUEST_CORE, world.core.payload);
  const body = {
    ...self(who),
    digest: await sha256(world.core.payload),
    letterKey: world.key.public,
    text: "Gladly",
    cards: [],
    cert: enrolledCert(who),
    retainUntil: null,
    replyKey: random(32),
    ...said,
  };
  const object = await signed(ANSWER_BODY, who.signSecret, body);
  return sealFor(core.answerKey, ANSWER_BODY, core.request, object, 8_192);
}

/** How the asker's device judges chains whose every signature holds. */
export async function chains() {
  const world = await anew();
  const { people, answer: golden, now } = world;
  const { Lucía, Nadia, Henrike, Matthias } = people;
  const [first, second] = golden.receipts;
  const fill = golden.receipts.slice(2);
  const path = { before: self(Lucía), successor: self(Henrike) };
  const nadia = (said) => receipt(Nadia, world, { ...path, ...said });
  const judged = (changed) => ending(() => verifyAnswer(Lucía, { ...golden, ...changed }, now));
  const with1 = async (made) => judged({ receipts: [await made, second, ...fill] });
  const shortcut = receipt(Henrike, world, { before: self(Lucía), successor: self(Matthias) });
  return {
    "nothing wrong": await with1(nadia({})),
    "another stood before": await with1(nadia({ before: self(Matthias) })),
    "another is named than was committed to": await with1(nadia({ named: self(Matthias) })),
    "another salt than was committed with": await with1(nadia({ said: { salt: random(16) } })),
    "another goes next": await with1(nadia({ successor: self(Matthias) })),
    "another request was agreed to": await with1(nadia({ said: { digest: random(32) } })),
    "agreed after the request's end": await with1(nadia({ said: { issued: now + 60n * 86_400n } })),
    "somebody the asker did not choose": await judged({ receipts: [await shortcut, ...fill] }),
    "an answer to another request": await judged({ sealed: await answer(Matthias, world, { digest: random(32) }) }),
    "an answer to another letter key": await judged({
      sealed: await answer(Matthias, world, { letterKey: random(32) }),
    }),
    "an answer by one on the path": await judged({ sealed: await answer(Henrike, world, {}) }),
    "an answer in another's name": await judged({ sealed: await answer(Henrike, world, self(Matthias)) }),
    "an honest answer": await judged({ sealed: await answer(Matthias, world, {}), receipts: [first, second, ...fill] }),
  };
}

/** A request before Nadia or Matthias in which somebody lied, and how their devices take it. */
export async function requests() {
  const ends = {};
  const world = async () => {
    const made = await anew();
    made.people.Nadia.passed.clear();
    return made;
  };
  const toSomebodyElse = await world();
  const { people, items, asked, now } = toSomebodyElse;
  const what = { digest: await sha256(asked.core), predecessor: random(32), note: "" };
  items[0].waiting.request.consent = await consentTo(
    people["Lucía"],
    { ...what, successor: self(people.Henrike) },
    now,
  );
  ends["a consent to somebody else"] = await ending(() => passOn(people.Nadia, items[0], "", now));
  ends["a letter by one of another organisation"] = await letterOf(await world(), "Henrike", {});
  ends["a letter of another request"] = await letterOf(await world(), "Lucía", { request: random(16) });
  ends["a letter with another answer key"] = await letterOf(await world(), "Lucía", { answerKey: random(32) });
  ends["a letter to another key"] = await letterOf(await world(), "Lucía", { letterKey: random(32) });
  ends["a letter as it should be"] = await letterOf(await world(), "Lucía", {});
  const permission = { salt: random(16), givenOn: 1n, text: "You may ask", key: null, signature: null };
  const appraisal = { permission, retainUntil: now + 99n };
  const digest = await permissionDigest(permission.salt, 1n, "You may ask");
  ends["another permission than the request says"] = await letterOf(await world(), "Lucía", appraisal, {
    kind: "appraisal",
    permission: random(32),
  });
  ends["the permission the request says"] = await letterOf(await world(), "Lucía", appraisal, {
    kind: "appraisal",
    permission: digest,
  });
  return ends;
}

/** The request once more with a letter somebody wrote, and a core that says what it is told, signed by its origin. */
async function letterOf({ people, orgs, items, asked, key, now }, writer, said, core = {}) {
  const { Henrike, Matthias } = people;
  const before = fromBytes(REQUEST_CORE, asked.core);
  const author = people[writer];
  const body = {
    ...self(author),
    request: before.request,
    letterKey: key.public,
    answerKey: before.answerKey,
    text: "Dear",
    card: author.card,
    cert: enrolledCert(author),
    permission: null,
    retainUntil: null,
    ...said,
  };
  const object = await signed(LETTER_BODY, author.signSecret, body);
  const letter = await sealFor(key.public, LETTER_BODY, before.request, object, 8_192);
  const payload = toBytes(REQUEST_CORE, { ...before, ...core, letter });
  const what = { digest: await sha256(payload), successor: self(Matthias), predecessor: random(32), note: "" };
  const { request } = items[2].waiting;
  request.core = { payload, signature: await sign(orgs.Hillside, LABEL.request, payload) };
  request.consent = await consentTo(Henrike, what, now);
  request.predecessor = neighbour(Henrike, bridgeOf(Henrike, Matthias));
  return ending(() => letters.openLetter(Matthias, items[2], now));
}

/** A word to the one who answered, by another than the one who asked, and one about another request. */
export async function wordsToEndpoint() {
  const { people, core, answer, now } = await anew();
  const far = await words.endpoint(people["Lucía"], answer, now);
  const word = async (who, said) => {
    const says = { digest: far.digest, purpose: "letter", text: "Dear", replyKey: random(32), terms: null, ...said };
    const sealed = await words.sealWord(who, far.key, far.request, says);
    const view = { core, word: random(16), sealed, to: "endpoint", came: now };
    return ending(() => words.hear(people.Matthias, view, [], now));
  };
  return [
    await word(people["Lucía"], {}),
    await word(people.Nadia, {}),
    await word(people["Lucía"], { digest: random(32) }),
    await word(people["Lucía"], { purpose: "question" }),
  ];
}

/** Certificates that both have signed and that are unfit all the same. */
export async function certs() {
  const now = 1_700_000_000n;
  const org = await organisation("Hillside");
  const device = await member(org, "Lucía", now);
  const good = fromBytes(MEMBER_CERT, device.cert.payload);
  const small = fromHex((await rows("ed25519-unfit-keys.tsv")).find(([why]) => why === "mixed-order")[2]);
  const day = 86_400n;
  const tried = async (said, at = now) => {
    const payload = toBytes(MEMBER_CERT, { ...good, ...said });
    const orgSignature = await sign(org, LABEL.member, payload);
    const memberSignature = await sign(device.memberSecret, LABEL.member, payload);
    return ending(() => verifyCert({ payload, orgSignature, memberSignature }, at));
  };
  return {
    good: await tried({}),
    "an unsound device": await tried({ devices: [...good.devices, { signKey: small }] }),
    "no device": await tried({ devices: [] }),
    "five devices": await tried({ devices: Array(5).fill(good.devices[0]) }),
    "a day too long": await tried({ expires: now + 91n * day }),
    "ended before it began": await tried({ expires: now }),
    "issued six minutes ahead": await tried({}, now - 360n),
    "issued five minutes ahead": await tried({}, now - 300n),
    over: await tried({}, now + 90n * day),
    "of another organisation": await tried({ org: device.member }),
    soundness: [isSound(small), isSound(device.member)],
  };
}

/** Pins of a vault that would take the place of this device's own. */
export async function pins() {
  const now = 1_700_000_000n;
  const own = await member(await organisation("Hillside"), "Lucía", now);
  const other = { ...own, bridgePins: new Map(), colleaguePins: new Set(), changed: new Map(), links: new Map() };
  const [bridge, person, colleague] = ["07".repeat(16), { org: own.org, member: own.member }, "0b".repeat(32)];
  own.bridgePins.set(bridge, person);
  own.colleaguePins.add(colleague);
  own.links.set(bridge, new Uint8Array(16));
  own.changed.set("0c".repeat(32), "0d".repeat(32));
  other.bridgePins.set(bridge, { org: random(32), member: random(32) });
  other.changed.set(colleague, "0e".repeat(32));
  other.colleaguePins.add("0c".repeat(32));
  other.links.set(bridge, random(16));
  const { sealed } = await recovery.vault(other);
  await recovery.mergeVault(own, sealed);
  const stranger = await member(await organisation("Hillside"), "Nadia", now);
  return {
    bridge: hex(own.bridgePins.get(bridge).member) === hex(own.member),
    secret: hex(own.links.get(bridge)),
    colleagues: [...own.colleaguePins],
    changed: [...own.changed.keys()],
    foreign: await ending(() => recovery.mergeVault(stranger, sealed)),
  };
}

/**
 * Signatures under small-order keys whose first half is a sound point: with R = rB and s = r, a lenient check calls
 * them good whenever the hash times the key is nothing.
 */
export async function forgedUnderSmallOrder() {
  const seed = random(32);
  const wide = new Uint8Array(await crypto.subtle.digest("SHA-512", seed)).slice(0, 32);
  wide[0] &= 248;
  wide[31] = (wide[31] & 127) | 64;
  const order = 2n ** 252n + 27742317777372353535851937790883648493n;
  const scalar = [...wide].reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n) % order;
  const s = Uint8Array.from({ length: 32 }, (_, at) => Number((scalar >> BigInt(8 * at)) & 255n));
  const forged = concat((await signSecretOf(seed)).public, s);
  const small = (await rows("ed25519-unfit-keys.tsv")).filter(
    ([why, detail]) => why === "small-order" || /small order/.test(detail),
  );
  const held = [];
  for (const [, detail, key] of small) {
    for (let message = 0; message < 16; message += 1) {
      if (await isSignedBy(fromHex(key), LABEL.consent, Uint8Array.of(message), forged)) held.push(detail);
    }
  }
  // Without our own check the browser takes some of them: else this test shows nothing.
  const raw = await crypto.subtle.importKey("raw", fromHex(small[0][2]), "Ed25519", false, ["verify"]);
  const lenient = await crypto.subtle.verify("Ed25519", raw, forged, random(4));
  return { tried: small.length, held, lenient };
}

/** A link taken up twice, by two people: the second is not confirmed. */
export async function linkTakenTwice() {
  const now = 1_700_000_000n;
  const [one, first, second] = await Promise.all(
    ["Hillside", "Riverbend", "Lindenhof"].map(async (name) => member(await organisation(name), name, now)),
  );
  const link = openBridge(one, now + 9n);
  const [accept, other] = [await acceptBridge(first, link, now), await acceptBridge(second, link, now)];
  await confirmBridge(one, accept, now);
  return [await ending(() => confirmBridge(one, other, now)), await ending(() => confirmBridge(one, accept, now))];
}

/** Changes of key: of the own organisation, of another one, and one that only the new key signed. */
export async function successions() {
  const now = 1_700_000_000n;
  const [own, next, other, last] = await Promise.all(["Hillside", "Next", "Other", "Last"].map(organisation));
  const device = await member(own, "Lucía", now);
  device.bridgePins.set("07".repeat(16), { org: other.public, member: device.member });
  const change = async (from, to, signer = from) => {
    const payload = toBytes(payloads.SUCCESSION_TERMS, { oldOrg: from.public, newOrg: to.public, effective: now });
    const oldSignature = await sign(signer, LABEL.succession, payload);
    return { payload, oldSignature, newSignature: await sign(to, LABEL.succession, payload) };
  };
  const follows = async (...line) => [await followOrganisation(device, line), hex(device.org) === hex(own.public)];
  const ofOthers = await follows(await change(other, last));
  const forged = await follows(await change(own, last, last));
  await followPartners(device, [await change(other, last), await change(own, last)]);
  const partner = hex(device.bridgePins.get("07".repeat(16)).org) === hex(last.public);
  const followed = await follows(await change(own, next), await change(next, own));
  return {
    ofOthers,
    forged,
    partner,
    followed,
    now: hex(device.org) === hex(next.public),
    former: device.former.length,
  };
}

/** Terms to stay connected that are not those proposed, and a proposal that names somebody else. */
export async function stays() {
  const { people, core, answer, now } = await anew();
  const { Lucía, Matthias, Nadia } = people;
  const far = await words.endpoint(Lucía, answer, now);
  const proposed = await proposeStay(Lucía, far, "", null, now);
  const terms = async (by, one, other) => {
    const ends = { aOrg: one.org, aMember: one.member, bOrg: other.org, bMember: other.member };
    return signed(BRIDGE_TERMS, by.signSecret, { bridge: random(16), ...ends, created: now });
  };
  const word = async (by, key, said) => {
    const says = { digest: far.digest, purpose: "stay", text: "", replyKey: random(32), terms: said };
    return words.sealWord(by, key, far.request, says);
  };
  const asker = fromBytes(REQUEST_CORE, core.payload).answerKey;
  const other = await word(Matthias, asker, await terms(Matthias, Lucía, Matthias));
  const back = { core, word: proposed.word, sealed: other, to: "asker", came: now };
  const naming = async (one, two) => {
    const sealed = await word(Lucía, far.key, await terms(Lucía, one, two));
    return ending(() =>
      agreeToStay(Matthias, { core, word: random(16), sealed, to: "endpoint", came: now }, [], null, now),
    );
  };
  return {
    otherTerms: await ending(() => tieStay(Lucía, back, [answer], now)),
    thirdPerson: await naming(Lucía, Nadia),
    turnedRound: await naming(Matthias, Lucía),
    asProposed: await naming(Lucía, Matthias),
  };
}
