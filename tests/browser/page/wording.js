// Words, bridges that need no link, and alerts: between browsers, and towards Rust devices of the transcript.

import { base64url, fromBase64url, hex, random } from "/device/bytes.js";
import { answerAlert, composeAlert, passAlert, verifyAlertAnswer } from "/device/alert.js";
import { compose } from "/device/ask.js";
import { begin, change, forget, look } from "/device/keeping.js";
import { REQUEST_CORE, fromBytes } from "/device/payload.js";
import { passOn } from "/device/pass.js";
import { composeSeveral } from "/device/spacing.js";
import { sign } from "/device/sign.js";
import { agreeToStay, proposeStay, tieStay } from "/device/stay.js";
import * as views from "/device/views.js";
import * as words from "/device/word.js";
import { anew, bare, goldenAnswer, items, neighbourJson, requestJson } from "./introduction.js";
import { ending } from "./people.js";
import { bridgeOf, neighbour, transcript } from "./transcript.js";

function view(core, { word, sealed }, to, came) {
  return { core, word, sealed, to, came };
}

function viewJson({ core, word, sealed, to, came }) {
  return {
    core: views.writeSigned(core),
    word: hex(word),
    to,
    sealed: base64url(sealed),
    came: Number(came) * 1_000,
    replied: false,
  };
}

/** A question back, its reply, and what neither is taken for. */
export async function askedBack() {
  const world = await anew();
  const { people, items, core, answer, now } = world;
  const { Lucía, Nadia, Henrike, Matthias } = people;
  const asked = await words.askBack(Nadia, items[0], "By when?", now);
  const again = await words.askBack(Nadia, items[0], "Another", now);
  const heard = async (sender, item) => {
    const word = await words.askBack(sender, item, "Who?", now);
    return (await words.hear(Lucía, view(core, word, "asker", now), [], now)).voice.standing;
  };
  const question = view(core, asked, "asker", now);
  const replied = await words.reply(Lucía, question, "By Friday");
  const reply = view(core, replied, "sender", now);
  const heardReply = await words.hear(Nadia, reply, [], now);
  const flipped = { ...question, sealed: question.sealed.map((byte, at) => (at === 5_000 ? byte ^ 1 : byte)) };
  return {
    question: (await words.hear(Lucía, question, [], now)).voice.text,
    again: hex(again.sealed) === hex(asked.sealed) && hex(again.word) === hex(asked.word),
    standings: [await heard(Nadia, items[0]), await heard(Henrike, items[1]), await heard(Matthias, items[2])],
    afterwards: (
      await words.hear(Lucía, view(core, await words.askBack(Henrike, items[1], "", now), "asker", now), [answer], now)
    ).voice.standing,
    reply: [heardReply.what, heardReply.text, hex(heardReply.item) === hex(items[0].item)],
    refused: [
      await ending(() => words.hear(Lucía, flipped, [], now)),
      await ending(() => words.hear(Henrike, question, [], now)),
      await ending(() => words.hear(Nadia, { ...reply, sealed: asked.sealed }, [], now)),
      await ending(() => words.hear(Nadia, { ...reply, word: random(16) }, [], now)),
      await ending(() => words.reply(Lucía, { ...reply, word: random(16) }, "no question")),
    ],
  };
}

/** A letter that waits for the answer, and a bridge that needs no link. */
export async function afterwards() {
  const world = await anew();
  const { people, core, answer, asked, now } = world;
  const { Lucía, Matthias } = people;
  const id = hex(fromBytes(REQUEST_CORE, asked.core).request);
  Lucía.laterLetters.set(id, { text: "Dear Matthias", sent: null, expires: now + 9n });
  const letter = await words.letterAfter(Lucía, answer, now);
  const again = await words.letterAfter(Lucía, answer, now);
  const read = await words.hear(Matthias, view(core, letter, "endpoint", now), [], now);
  const far = await words.endpoint(Lucía, answer, now);
  const proposed = await proposeStay(Lucía, far, "Shall we?", { strength: "have-met" }, now);
  const stay = view(core, proposed, "endpoint", now);
  const heard = await words.hear(Matthias, stay, [], now);
  const agreed = await agreeToStay(Matthias, stay, [], null, now);
  const back = view(core, agreed, "sender", now);
  const tied = await tieStay(Lucía, { ...back, to: "asker" }, [answer], now);
  return {
    letter: [read.what, read.voice.text, hex(again.sealed) === hex(letter.sealed)],
    heard: [heard.what, heard.voice.text, (await words.hear(Lucía, { ...back, to: "asker" }, [answer], now)).what],
    sameTerms: hex(agreed.tie.terms.payload) === hex(tied.tie.terms.payload),
    signatures: [
      hex(agreed.tie.farSignature) === hex(tied.tie.terms.signature),
      hex(tied.tie.farSignature) === hex(agreed.tie.terms.signature),
    ],
    pinned: hex(bridgeOf(Lucía, Matthias)) === hex(bridgeOf(Matthias, Lucía)),
    twice: hex((await proposeStay(Lucía, far, "", null, now)).sealed) === hex(proposed.sealed),
    refused: [
      await ending(() => tieStay(Lucía, { ...back, to: "asker", word: random(16) }, [answer], now)),
      await ending(() => tieStay(Lucía, { ...back, to: "asker" }, [], now)),
      await ending(() => agreeToStay(people.Henrike, stay, [], null, now)),
      await ending(() => proposeStay(Lucía, { ...far, request: random(16), org: Lucía.org }, "", null, now)),
    ],
  };
}

let staying = null;

/** A question and a proposal of browsers for Rust devices, along the golden request. */
export async function forRust() {
  const world = await transcript();
  const { people, rust, requests, now } = world;
  const at = Number(now) * 1_000;
  const question = view(
    requests.Riverbend.core,
    await words.askBack(people.Nadia, items(world).Nadia, "By when?", now),
    "asker",
    now,
  );
  const answer = goldenAnswer(world);
  const far = await words.endpoint(people["Lucía"], answer, now);
  const proposed = view(answer.core, await proposeStay(people["Lucía"], far, "Shall we?", null, now), "endpoint", now);
  staying = { lucía: people["Lucía"], answer, core: answer.core, now };
  return {
    question: { object: "word", device: rust["Lucía"], view: viewJson(question), at },
    heard: { object: "word", device: rust.Matthias, view: viewJson(proposed), at },
    proposed: { object: "stay", device: rust.Matthias, view: viewJson(proposed), at },
  };
}

/** What the Rust device agreed to, as the browser's node is told. */
export async function tiedWithRust({ word, sealed }) {
  const { lucía, answer, core, now } = staying;
  const back = view(core, { word: views.id(word, 16), sealed: fromBase64url(sealed) }, "asker", now);
  const { tie } = await tieStay(lucía, back, [answer], now);
  const altered = { ...back, sealed: back.sealed.map((byte, at) => (at === 4_000 ? byte ^ 1 : byte)) };
  return { tie: views.writeTie(tie), altered: await ending(() => tieStay(lucía, altered, [answer], now)) };
}

let alerting = null;

/** An alert from browser to browser, and what is refused. */
export async function alerted() {
  const { people, orgs, rust, now } = await transcript();
  const { Lucía, Nadia, Henrike } = people;
  const draft = JOB;
  const first = neighbour(Nadia, bridgeOf(Lucía, Nadia));
  const { core, edges } = await composeAlert(Lucía, draft, [first], now + 9n * 86_400n, now);
  const signed = { payload: core, signature: await sign(orgs.Hillside, REQUEST_CORE.label, core) };
  const before = (from, bridge, edge) => ({
    core: signed,
    predecessor: neighbour(from, bridge),
    consent: edge.consent,
    cert: from.cert,
    connectorNote: edge.note,
  });
  const at = (request) => ({ item: random(16), waiting: { what: "alert", request, offer: random(16) } });
  const atNadia = at(before(Lucía, bridgeOf(Lucía, Nadia), edges[0]));
  const onward = [neighbour(Henrike)];
  const passed = await passAlert(Nadia, atNadia, onward, "", now);
  const again = await passAlert(Nadia, atNadia, onward, "another", now);
  const atHenrike = at(before(Nadia, null, passed[0]));
  const sealed = await answerAlert(Henrike, atHenrike, "Interested", [Henrike.card], now);
  const fill = [1, 2, 3, 4].map(() => random(1_424));
  const answer = { core: signed, consent: edges[0].consent, sealed, receipts: [passed[0].receipt, ...fill] };
  const verified = await verifyAlertAnswer(Lucía, answer, now);
  alerting = { Lucía, answer, now };
  const item = alertJson(atNadia);
  return {
    text: verified.text,
    path: verified.path.map(({ name }) => name),
    again:
      hex(again[0].consent.payload) === hex(passed[0].consent.payload) &&
      hex(again[0].receipt) === hex(passed[0].receipt),
    rust: { object: "alert", device: bare(rust.Nadia), item, to: onward.map(neighbourJson), at: Number(now) * 1_000 },
    refused: [
      await ending(() => verifyAlertAnswer(Lucía, { ...answer, consent: passed[0].consent }, now)),
      await ending(() => verifyAlertAnswer(Lucía, { ...answer, receipts: fill }, now)),
      await ending(() => verifyAlertAnswer(Nadia, answer, now)),
      await ending(() => composeAlert(Lucía, draft, [first, first], now + 86_400n, now)),
      await ending(() => composeAlert(Lucía, draft, [], now + 86_400n, now)),
      await ending(() => composeAlert(Lucía, draft, [first], now, now)),
      await ending(() => composeAlert(Lucía, { ...draft, kind: "appraisal" }, [first], now + 86_400n, now)),
      await ending(() => composeAlert(Lucía, draft, [neighbour(Henrike)], now + 86_400n, now)),
    ],
  };
}

const JOB = {
  kind: "opportunity",
  text: "A bridge needs an engineer",
  link: "https://job.example",
  attributes: [{ type: "topic", value: "bridges" }],
  note: "",
};

function alertJson({ item, waiting }) {
  const came = { offer: "00".repeat(16), others: [], hops_left: 3, passed: [], stage: "waiting" };
  const alert = { request: requestJson(waiting.request), ...came };
  return { item: hex(item), arrived: 0, expires: 0, waiting: { what: "alert", alert } };
}

/** The browser's asker judges the same answer with the receipt a Rust device made. */
export async function alertedThroughRust(receipt) {
  const { Lucía, answer, now } = alerting;
  const receipts = [fromBase64url(receipt), ...answer.receipts.slice(1)];
  return (await verifyAlertAnswer(Lucía, { ...answer, receipts }, now)).path.map(({ name }) => name);
}

/** Requests along three offers, each on its own day. */
export async function spaced() {
  const { people, offer, now } = await anew();
  const offers = [1, 2, 3].map((hops) => ({ ...offer, offer: random(16), hops, expires: now + 10n * 86_400n }));
  const draft = { note: "", letter: "Dear", terms: null };
  const life = 21n * 86_400n;
  const made = await composeSeveral(people["Lucía"], offers, draft, { life, every: null, least: 86_400n }, now);
  const cores = made.map(({ core }) => fromBytes(REQUEST_CORE, core));
  const soon = offers.map((one) => ({ ...one, expires: now + 7_200n }));
  return {
    days: cores.map(({ created }) => Number(created - now) / 86_400),
    lives: cores.map(({ created, expires }) => Number(expires - created) / 86_400),
    apart: new Set(cores.map(({ answerKey, request }) => hex(answerKey) + hex(request))).size,
    refused: await ending(() =>
      composeSeveral(people["Lucía"], soon, draft, { life, every: null, least: 86_400n }, now),
    ),
  };
}

/** Two taps at once on a kept device: what each gave, and the item. */
export async function tappedTwice() {
  const { people, items, now } = await anew();
  people.Nadia.passed.clear();
  await forget();
  await begin(async () => ({ device: people.Nadia }));
  const tap = (at) => change((device) => passOn(device, items[0], `note ${at}`, now + BigInt(at)));
  const taps = await Promise.all([1, 2].map(tap));
  const shown = taps.map(({ consent, receipt }) => hex(consent.payload) + hex(consent.signature) + hex(receipt));
  return { item: hex(items[0].item), shown };
}

/** What another window finds kept for an item. */
export async function keptFor(item) {
  const { consent, receipt } = await look((device) => device.passed.get(item));
  return hex(consent.payload) + hex(consent.signature) + hex(receipt);
}

/** An appraisal: what its terms must be, and that its letter is read with them alone. */
export async function appraised() {
  const { people, offer, now } = await anew();
  const asking = (kind, terms) =>
    ending(() => compose(people["Lucía"], { ...offer, kind }, { note: "", letter: "", terms }, now + 9n, now));
  return [
    await asking("appraisal", null),
    await asking("introduction", { permission: null, retainUntil: now + 9n }),
    await asking("appraisal", { permission: null, retainUntil: now }),
    await asking("appraisal", { permission: null, retainUntil: now + 366n * 86_400n }),
    await asking("appraisal", { permission: null, retainUntil: now + 9n }),
  ];
}
