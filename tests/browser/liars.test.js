// What is signed by the right keys and is a lie all the same: every such thing is refused, and the honest one beside it
// is taken.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openBrowser } from "./browser.js";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test("a chain is judged by what its signatures say, not by their holding", async () => {
  const { "nothing wrong": honest, "an honest answer": answer, ...lies } = await browser.call("liars", "chains");

  assert.deepEqual([honest, answer], ["went through", "went through"]);
  assert.equal(Object.keys(lies).length, 11);
  assert.deepEqual(
    Object.entries(lies).filter(([, end]) => end !== "unverified"),
    [],
  );
});

test("a request or letter that says something else than it should is not signed or read", async () => {
  assert.deepEqual(await browser.call("liars", "requests"), {
    "a consent to somebody else": "bad-signature",
    "a letter by one of another organisation": "unopenable",
    "a letter of another request": "unopenable",
    "a letter with another answer key": "unopenable",
    "a letter to another key": "unopenable",
    "a letter as it should be": "went through",
    "another permission than the request says": "permission-unfit",
    "the permission the request says": "went through",
  });
});

test("a word after an answer is from the one who asked, about that request", async () => {
  const ends = await browser.call("liars", "wordsToEndpoint");

  assert.deepEqual(ends, ["went through", "word-unfit", "word-unfit", "word-unfit"]);
});

test("a certificate signed by both is unfit by its keys and dates", async () => {
  assert.deepEqual(await browser.call("liars", "certs"), {
    good: "went through",
    "an unsound device": "unfit-certificate",
    "no device": "unfit-certificate",
    "five devices": "malformed",
    "a day too long": "unfit-certificate",
    "ended before it began": "unfit-certificate",
    "issued six minutes ahead": "unfit-certificate",
    "issued five minutes ahead": "went through",
    over: "unfit-certificate",
    "of another organisation": "bad-signature",
    soundness: [false, true],
  });
});

test("a pin of this device's own is never replaced by one that came", async () => {
  assert.deepEqual(await browser.call("liars", "pins"), {
    bridge: true,
    secret: "00".repeat(16),
    colleagues: ["0b".repeat(32)],
    changed: ["0c".repeat(32)],
    foreign: "unopenable",
  });
});

test("nothing is signed by a small-order key, though the browser itself would say so", async () => {
  const { tried, held, lenient } = await browser.call("liars", "forgedUnderSmallOrder");

  assert.deepEqual({ tried, held, lenient }, { tried: 12, held: [], lenient: true });
});

test("a link that two people took up is confirmed to one", async () => {
  assert.deepEqual(await browser.call("liars", "linkTakenTwice"), ["key-changed", "went through"]);
});

test("an organisation's key changes by its own word alone, and never back", async () => {
  assert.deepEqual(await browser.call("liars", "successions"), {
    ofOthers: [false, true],
    forged: [false, true],
    partner: true,
    followed: [true, false],
    now: true,
    former: 1,
  });
});

test("who stays connected signs the terms that were proposed, between the two alone", async () => {
  assert.deepEqual(await browser.call("liars", "stays"), {
    otherTerms: "word-unfit",
    thirdPerson: "word-unfit",
    turnedRound: "word-unfit",
    asProposed: "went through",
  });
});
