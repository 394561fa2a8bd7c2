// What follows a request: words, a bridge without a link, appraisals; and alerts, several paths, two taps at once.

import { test } from "node:test";
import assert from "node:assert/strict";
import { call } from "./browser.js";
import { judged } from "./judged.js";

const both = judged();
const { holds } = both;

test("a connector asks back, the asker replies, and who speaks is as certain as it can be", async () => {
  assert.deepEqual(await both.browser.call("wording", "askedBack"), {
    question: "By when?",
    again: true,
    standings: ["on-path", "claimed", "claimed"],
    afterwards: "on-path",
    reply: ["reply", "By Friday", true],
    refused: ["unopenable", "request-unknown", "unopenable", "request-unknown", "unopenable"],
  });
});

test("a letter follows the answer, and two who met stay connected without a link", async () => {
  assert.deepEqual(await both.browser.call("wording", "afterwards"), {
    letter: ["letter", "Dear Matthias", true],
    heard: ["stay", "Shall we?", "agreed"],
    sameTerms: true,
    signatures: [true, true],
    pinned: true,
    twice: true,
    refused: ["word-unfit", "unverified", "request-unknown", "own-colleague"],
  });
});

test("Rust devices hear a browser's words and agree to its proposal", async () => {
  const { question, heard, proposed } = await both.browser.call("wording", "forRust");

  assert.deepEqual(await holds(question, "view.sealed", "view.core.payload"), { what: "question", text: "By when?" });
  assert.deepEqual(await holds(heard, "view.sealed"), { what: "stay", text: "Shall we?" });
  const agreed = await holds(proposed, "view.sealed", "view.core.signature");
  const { tie, altered } = await both.browser.call("wording", "tiedWithRust", agreed);
  assert.equal(tie.far_signature, agreed.tie.terms.signature);
  assert.equal(tie.terms.signature, agreed.tie.far_signature);
  assert.equal(altered, "unopenable");
});

test("an alert is passed on by browsers and Rust devices, and an answer has its chain", async () => {
  const { rust, refused, ...alerted } = await both.browser.call("wording", "alerted");

  assert.deepEqual(alerted, { text: "Interested", path: ["Nadia"], again: true });
  const request = "item.waiting.alert.request";
  const [edge] = await holds(
    rust,
    `${request}.core.payload`,
    `${request}.core.signature`,
    `${request}.consent.signature`,
    "to.0.member",
  );
  assert.deepEqual(await both.browser.call("wording", "alertedThroughRust", edge.receipt), ["Nadia"]);
  assert.deepEqual(refused, [
    "unverified",
    "unverified",
    "request-unknown",
    "people-count",
    "people-count",
    "too-soon",
    "text-too-long",
    "not-pinned",
  ]);
});

test("requests along several offers leave on days of their own", async () => {
  const { days, lives, apart, refused } = await both.browser.call("wording", "spaced");

  assert.deepEqual([days[0], days[1], days[2] < 10], [0, days[2] / 2, true]);
  assert.ok(days[1] > 4.9 && days[1] < 5, `${days}`);
  assert.deepEqual([lives, apart, refused], [[21, 21, 22], 3, "offers-too-short"]);
});

test("two taps at once give the same bytes, which were kept before they were given", async () => {
  const { item, shown } = await both.browser.call("wording", "tappedTwice");

  assert.equal(shown[0], shown[1]);
  assert.equal(await call(await both.browser.another(), "wording", "keptFor", item), shown[0]);
});

test("an appraisal has terms, and nothing else has", async () => {
  assert.deepEqual(await both.browser.call("wording", "appraised"), [
    "terms-unfit",
    "terms-unfit",
    "retention-date",
    "retention-date",
    "went through",
  ]);
});

test("an appraisal is read with the candidate's permission alone, by browser and Rust", async () => {
  const { letter, rust, refused, answered, asker } = await both.browser.call("permission", "asked");

  assert.deepEqual(letter, ["How did they work?", "You may ask whom I worked with", "candidate", 99]);
  assert.equal(await holds(rust, "item.waiting.request.core.payload", "item.waiting.wrapped"), "How did they work?");
  assert.deepEqual(refused, [
    "permission-missing",
    "expired",
    "permission-unfit",
    "permission-unfit",
    "retention-date",
    "card-kept-back",
  ]);
  assert.deepEqual([answered, asker], [true, "asker"]);
});

test("what belongs to an appraisal is let go of on its date, by both devices", async () => {
  // Requests and their dates, terms; answers and what opens the words after them. One request of the asker is another.
  assert.deepEqual(await both.browser.call("permission", "letGo"), [
    [2, 1, 1, 1, 1],
    [1, 0, 0, 0, 0],
  ]);
});
