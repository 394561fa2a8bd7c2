// One introduction in the browser: the golden one opened and judged, and a new one along the same path.

import { base64url, concat, fromBase64url, hex, random } from "/device/bytes.js";
import { compose } from "/device/ask.js";
import * as device from "/device/device.js";
import { predecessorCommitment, sha256 } from "/device/hash.js";
import * as letters from "/device/letter.js";
import { passOn } from "/device/pass.js";
import { consentTo } from "/device/path.js";
import { CONSENT, RECEIPT_BODY, REQUEST_CORE, fromBytes, signedFromBytes, signedToBytes } from "/device/payload.js";
import * as seals from "/device/seal.js";
import { floorHour } from "/device/time.js";
import { sign } from "/device/sign.js";
import { verifyAnswer } from "/device/verdict.js";
import * as views from "/device/views.js";
import { ending } from "./people.js";
import { bridgeOf, neighbour, transcript } from "./transcript.js";

const REQUEST_LIFE = 21n * 86_400n;

/** The golden request before each of its three people, as items. */
export function items({ people, requests, letterKey, wrapped }) {
  const { Nadia, Henrike, Matthias } = people;
  const [[nadia, first], [henrike]] = [[...Nadia.passed][0], [...Henrike.passed][0]];
  const [matthias] = [...Matthias.answered.keys()];
  const second = {
    core: requests.Riverbend.core,
    predecessor: neighbour(Nadia),
    consent: first.consent,
    cert: Nadia.cert,
    connectorNote: "Lucía is worth an hour",
  };
  const at = (item) => Uint8Array.from(item.match(/../g), (pair) => parseInt(pair, 16));
  return {
    Nadia: { item: at(nadia), waiting: { what: "hop", request: requests.Riverbend, successor: neighbour(Henrike) } },
    Henrike: {
      item: at(henrike),
      waiting: { what: "hop", request: second, successor: neighbour(Matthias, bridgeOf(Henrike, Matthias)) },
    },
    Matthias: { item: at(matthias), waiting: { what: "letter", request: requests.Lindenhof, letterKey, wrapped } },
  };
}

/** The golden answer, as the asker's node shows it. */
export function goldenAnswer({ people, requests, answer }) {
  const [own] = [...people["Lucía"].requests.values()];
  return { core: requests.Riverbend.core, consent: own.consent, letterKey: own.letterKey, ...answer };
}

/** What the golden transcript says when it is opened here. */
export async function golden() {
  const world = await transcript();
  const { people, now } = world;
  const letter = await letters.openLetter(people.Matthias, items(world).Matthias, now);
  const verified = await verifyAnswer(people["Lucía"], goldenAnswer(world), now);
  return {
    letter: {
      text: letter.text,
      note: letter.note,
      name: letter.card.name,
      member: hex(letter.member) === hex(people["Lucía"].member),
    },
    answer: {
      text: verified.text,
      cards: verified.cards.map(({ name }) => name),
      path: verified.path.map(({ name }) => name),
    },
    signers: verified.signers.map(({ member }) =>
      Object.keys(people).find((name) => hex(people[name].member) === hex(member)),
    ),
    consents: await consentsAgain(world),
    kept: await Promise.all(
      ["Nadia", "Henrike"].map(async (name) => {
        const made = await passOn(people[name], items(world)[name], "", now);
        return made === [...people[name].passed.values()][0];
      }),
    ),
  };
}

/** The golden consents, made again from what the receipts open: the same bytes. */
async function consentsAgain({ people, answer, core, requests }) {
  const [own] = [...people["Lucía"].requests.values()];
  const notes = { Nadia: "Lucía is worth an hour", Henrike: "" };
  const again = [];
  for (const [at, name] of ["Nadia", "Henrike"].entries()) {
    const padded = await seals.open(
      own.answerSecret,
      seals.info(RECEIPT_BODY.label, core.request),
      answer.receipts[at],
    );
    const body = fromBytes(RECEIPT_BODY, signedFromBytes(RECEIPT_BODY, seals.unpad(padded)).payload);
    const { successorOrg: org, successor: member, issued } = fromBytes(CONSENT, body.consent.payload);
    const predecessor = await predecessorCommitment(body.predecessorSalt, body.predecessorOrg, body.predecessor);
    const digest = await sha256(requests.Riverbend.core.payload);
    const made = await consentTo(
      people[name],
      { digest, successor: { org, member }, predecessor, note: notes[name] },
      issued,
    );
    again.push(hex(signedToBytes(CONSENT, made)) === hex(signedToBytes(CONSENT, body.consent)));
  }
  return again;
}

/** A whole introduction by browsers: asked, passed on twice, answered, judged. */
export async function anew() {
  const world = await transcript();
  const { people, orgs, now } = world;
  for (const name of ["Nadia", "Henrike"]) people[name].passed.clear();
  people.Matthias.answered.clear();
  const { Lucía, Nadia, Henrike, Matthias } = people;
  const [key] = await letters.letterKeys(Matthias, 1);
  const offer = {
    offer: random(16),
    query: world.core.query,
    kind: "introduction",
    letterKey: key.public,
    first: neighbour(Nadia, bridgeOf(Lucía, Nadia)),
    expires: now + REQUEST_LIFE,
    letterRule: "with-request",
  };
  const draft = { note: "an introduction", letter: "Dear Jonas,\nwhoever knows you", terms: null };
  const asked = await compose(Lucía, offer, draft, now + REQUEST_LIFE, now);
  const core = { payload: asked.core, signature: await sign(orgs.Hillside, REQUEST_CORE.label, asked.core) };
  const before = (from, bridge, consent, note) => ({
    core,
    predecessor: neighbour(from, bridge),
    consent,
    cert: from.cert,
    connectorNote: note,
  });
  const hop = (request, successor) => ({ item: random(16), waiting: { what: "hop", request, successor } });
  const first = hop(before(Lucía, bridgeOf(Lucía, Nadia), asked.consent, ""), neighbour(Henrike));
  const one = await passOn(Nadia, first, "worth an hour", now);
  const second = hop(
    before(Nadia, null, one.consent, "worth an hour"),
    neighbour(Matthias, bridgeOf(Henrike, Matthias)),
  );
  const two = await passOn(Henrike, second, "", now);
  const third = {
    item: random(16),
    waiting: {
      what: "letter",
      request: before(Henrike, bridgeOf(Henrike, Matthias), two.consent, ""),
      letterKey: key.public,
      wrapped: key.wrapped,
    },
  };
  const reply = { text: "Gladly", cards: [Matthias.card], agreedOn: null, retainUntil: null };
  const sealed = await letters.answer(Matthias, third, reply, now);
  const receipts = [one.receipt, two.receipt, ...[1, 2, 3].map(() => random(1_424))];
  const answer = { core, consent: asked.consent, letterKey: key.public, sealed, receipts };
  return { ...world, key, offer, asked, core, items: [first, second, third], passed: [one, two], reply, answer };
}

/** What comes of it, and that a second tap gives the same bytes. */
export async function whole() {
  const world = await anew();
  const { people, items, passed, answer, reply, now } = world;
  const verified = await verifyAnswer(people["Lucía"], answer, now);
  const again = await passOn(people.Nadia, items[0], "another note", now + 9n);
  const answered = await letters.answer(people.Matthias, items[2], { ...reply, text: "No" }, now + 9n);
  return {
    text: verified.text,
    path: verified.path.map(({ name }) => name),
    same: [
      hex(again.consent.payload) === hex(passed[0].consent.payload),
      hex(again.receipt) === hex(passed[0].receipt),
      hex(answered) === hex(answer.sealed),
    ],
    sizes: [answer.sealed.length, passed[0].receipt.length, fromBytes(REQUEST_CORE, answer.core.payload).letter.length],
  };
}

/** How the asker's device judges answers whose chain was tampered with. */
export async function brokenChains() {
  const world = await anew();
  const { people, answer, now } = world;
  const other = await anew();
  const [one, two, ...rest] = answer.receipts;
  const flipped = (bytes, at) => bytes.map((byte, n) => (n === at ? byte ^ 1 : byte));
  const chains = {
    "the first receipt missing": { receipts: [two, ...rest] },
    "the second receipt missing": { receipts: [one, ...rest] },
    "receipts in another order": { receipts: [two, one, ...rest] },
    "a receipt twice": { receipts: [one, one, two] },
    "no receipts": { receipts: rest },
    "a bit of a receipt": { receipts: [flipped(one, 700), two, ...rest] },
    "a bit of the answer": { sealed: flipped(answer.sealed, 4_000) },
    "another answer": { sealed: other.answer.sealed },
    "a bit of the core": { core: { ...answer.core, payload: flipped(answer.core.payload, 90) } },
    "a core signed by another": { core: { ...answer.core, signature: flipped(answer.core.signature, 3) } },
    "another request": { core: other.answer.core },
  };
  const ends = {};
  for (const [what, changed] of Object.entries(chains))
    ends[what] = await ending(() => verifyAnswer(people["Lucía"], { ...answer, ...changed }, now));
  const lost = {
    org: people.Nadia.org,
    member: people.Nadia.member,
    key: { signKey: people.Nadia.signSecret.public, reason: "compromised", from: 1n },
  };
  people["Lucía"].ended.set(hex(lost.key.signKey), lost);
  ends["a receipt by a key lost before"] = await ending(() => verifyAnswer(people["Lucía"], answer, now));
  // Its consent says the hour alone: it may have been signed after the loss.
  Object.assign(lost.key, { reason: "retired", from: floorHour(now) + 1_800n });
  ends["a receipt by a key laid aside within the hour"] = await ending(() =>
    verifyAnswer(people["Lucía"], answer, now),
  );
  lost.key.from = now + 7_200n;
  ends["a receipt by a key lost afterwards"] = await ending(() => verifyAnswer(people["Lucía"], answer, now));
  return ends;
}

/** One introduction in which something was changed, and how an act in it ends. */
async function trial(change, act) {
  const world = await anew();
  world.people.Nadia.passed.clear();
  world.people.Matthias.answered.clear();
  await change(world);
  return ending(() => act(world));
}

/** How `trial` ends for each of several changes. */
async function trials(changes, act) {
  const ends = {};
  for (const [what, change] of Object.entries(changes)) ends[what] = await trial(change, act);
  return ends;
}

/** What a connector's device does not sign, and why. */
export function refusedHops() {
  const request = (world) => world.items[0].waiting.request;
  const changes = {
    "nothing wrong": () => {},
    "an unknown bridge": ({ people }) => people.Nadia.bridgePins.clear(),
    "another person at the bridge": ({ people }) => [...people.Nadia.bridgePins.values()][0].member.fill(1),
    "an unknown colleague next": ({ people }) => people.Nadia.colleaguePins.clear(),
    "a changed colleague next": ({ people }) => people.Nadia.changed.set(hex(people.Henrike.member), "00"),
    "a request that is over": (world) => (world.now += REQUEST_LIFE),
    "a bit of the core": (world) => (request(world).core.payload[80] ^= 1),
    "a bit of the core's signature": (world) => (request(world).core.signature[1] ^= 1),
    "a bit of the consent": (world) => (request(world).consent.signature[40] ^= 1),
    "a bit of the certificate": (world) => (request(world).cert = { ...request(world).cert, orgSignature: random(64) }),
    "another note": (world) => (request(world).connectorNote = "trust me"),
    "another's consent": (world) => (request(world).consent = world.passed[0].consent),
    "a key that was lost": ({ people }) => {
      const key = { signKey: people["Lucía"].signSecret.public, reason: "compromised", from: 2n ** 40n };
      people.Nadia.ended.set(hex(key.signKey), { ...device.self(people["Lucía"]), key });
    },
  };
  return trials(changes, ({ people, items, now }) => passOn(people.Nadia, items[0], "", now));
}

/** Which letters an endpoint's device does not open, and why. */
export function refusedLetters() {
  const changes = {
    "nothing wrong": () => {},
    "another key": async ({ people, items }) => {
      const [key] = await letters.letterKeys(people.Matthias, 1);
      Object.assign(items[2].waiting, { letterKey: key.public, wrapped: key.wrapped });
    },
    "another vault": ({ items, key }) => {
      items[2].waiting.wrapped = concat(key.wrapped.slice(0, 20), random(40));
    },
  };
  return trials(changes, ({ people, items, now }) => letters.openLetter(people.Matthias, items[2], now));
}

/** What members may not write, and where not. */
export async function refusedActs() {
  const nothing = () => {};
  const answering = (change) =>
    trial(nothing, ({ people, items, reply, now }) =>
      letters.answer(people.Matthias, items[2], { ...reply, ...change({ reply, now }) }, now),
    );
  const asking = (change, note) =>
    trial(change, ({ people, offer, now }) =>
      compose(people["Lucía"], offer, { note, letter: "", terms: null }, now + 9n, now),
    );
  const passing = (who, at, note) =>
    trial(nothing, ({ people, items, now }) => passOn(people[who], items[at], note, now));
  return {
    "a long note": await passing("Nadia", 0, "ä".repeat(141)),
    "a letter as a hop": await passing("Matthias", 2, ""),
    "two cards without a yes": await answering(({ reply }) => ({ cards: [reply.cards[0], reply.cards[0]] })),
    "a date without an appraisal": await answering(({ now }) => ({ retainUntil: now + 9n })),
    "asking along an unknown bridge": await asking(({ people }) => people["Lucía"].bridgePins.clear(), ""),
    "asking with a tab": await asking(nothing, "a\tb"),
  };
}

let askedOfRust = null;

/** How the asker here judges its answer with the receipts Rust devices made for it. */
export async function judgedWith(receipts) {
  const { people, answer, now } = askedOfRust;
  const filled = [...receipts.map(fromBase64url), ...answer.receipts.slice(receipts.length)];
  const { text, path } = await verifyAnswer(people["Lucía"], { ...answer, receipts: filled }, now);
  return { text, path: path.map(({ name }) => name) };
}

/** The same introduction for Rust to judge: each object, each item, and the answer. */
export async function forRust() {
  const world = await anew();
  askedOfRust = world;
  const { rust, asked, core, items, passed, now } = world;
  const at = Number(now) * 1_000;
  return {
    core: { object: "request-core", core: views.writeSigned(core) },
    consents: [asked, ...passed].map(({ consent }, n) => ({
      object: "consent",
      consent: views.writeSigned(consent),
      cert: views.writeCert(world.people[["Lucía", "Nadia", "Henrike"][n]].cert),
      at,
    })),
    pass: [0, 1].map((n) => ({
      object: "pass",
      device: bare(rust[["Nadia", "Henrike"][n]]),
      item: itemJson(items[n]),
      at,
    })),
    letter: { object: "letter", device: bare(rust.Matthias), item: itemJson(items[2]), at },
    ...(await toGolden(world)),
    unreadable: await answerSecretOfAsker(world),
  };
}

// The answer's secret of a browser's own request can't be read, so Rust judges an answer to the golden request, whose
// secret stands in the transcript.
async function toGolden({ rust }) {
  const world = await transcript();
  const { people, now, core } = world;
  for (const name of ["Nadia", "Henrike"]) people[name].passed.clear();
  people.Matthias.answered.clear();
  const waiting = items({ ...world, people: (await transcript()).people });
  const one = await passOn(people.Nadia, waiting.Nadia, "Lucía is worth an hour", now);
  const before = { ...waiting.Henrike.waiting.request, consent: one.consent };
  const two = await passOn(
    people.Henrike,
    { ...waiting.Henrike, waiting: { ...waiting.Henrike.waiting, request: before } },
    "",
    now,
  );
  const reply = { text: "Gladly, says a browser", cards: [people.Matthias.card], agreedOn: null, retainUntil: null };
  const sealed = await letters.answer(people.Matthias, waiting.Matthias, reply, now);
  const receipts = [one.receipt, two.receipt, ...[1, 2, 3].map(() => random(1_424))];
  const secret = rust["Lucía"].requests[hex(core.request)].answer_secret
    .map((byte) => byte.toString(16).padStart(2, "0"))
    .join("");
  const at = Number(now) * 1_000;
  const answer = { ...goldenAnswer(world), sealed, receipts };
  return {
    receipts: [one, two].map(({ receipt }) => ({
      object: "receipt",
      sealed: base64url(receipt),
      secret,
      request: hex(core.request),
    })),
    answerBody: { object: "answer", sealed: base64url(sealed), secret, request: hex(core.request), at },
    verdict: { object: "verdict", device: rust["Lucía"], answer: answerJson(answer), at },
  };
}

async function answerSecretOfAsker({ people }) {
  const [own] = [...people["Lucía"].requests.values()].slice(-1);
  return ending(() => crypto.subtle.exportKey("pkcs8", own.answerSecret.key));
}

/** A Rust device that has signed for nothing. */
export function bare(json) {
  return { ...json, passed: {}, answered: {} };
}

export function itemJson({ item, waiting }) {
  const request = requestJson(waiting.request);
  const more =
    waiting.what === "hop"
      ? { successor: neighbourJson(waiting.successor) }
      : {
          letter_key: "00".repeat(16),
          letter_key_public: hex(waiting.letterKey),
          wrapped: base64url(waiting.wrapped),
          name: "Jonas",
          whom: { contact: 1 },
        };
  return { item: hex(item), arrived: 0, expires: 0, waiting: { what: waiting.what, request, ...more } };
}

export function requestJson({ core, predecessor, consent, cert, connectorNote }) {
  return {
    core: views.writeSigned(core),
    origin_name: "Hillside",
    origin_is_known: true,
    predecessor: neighbourJson(predecessor),
    consent: views.writeSigned(consent),
    cert: views.writeCert(cert),
    connector_note: connectorNote,
  };
}

export function neighbourJson({ org, member, bridge }) {
  return { org: hex(org), member: hex(member), bridge: bridge === null ? null : hex(bridge) };
}

export function answerJson({ core, consent, letterKey, sealed, receipts }) {
  return {
    ask: "00".repeat(16),
    core: views.writeSigned(core),
    consent: views.writeSigned(consent),
    letter_key: hex(letterKey),
    sealed: base64url(sealed),
    receipts: receipts.map(base64url),
    verified: null,
  };
}
