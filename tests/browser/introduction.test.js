// One introduction: the golden transcript opens in the browser, and what browsers make along the same path holds for
// Rust devices, whole and with a bit turned.

import { test } from "node:test";
import assert from "node:assert/strict";
import { judged } from "./judged.js";

const both = judged();
const { holds } = both;

test("the golden letter, receipts and answer open, and the consents come out again", async () => {
  assert.deepEqual(await both.browser.call("introduction", "golden"), {
    letter: { text: "Dear whoever knows Jonas", note: "an introduction", name: "Lucía", member: true },
    answer: { text: "Gladly: Jonas expects your call", cards: ["Matthias"], path: ["Nadia", "Henrike"] },
    signers: ["Nadia", "Henrike", "Matthias"],
    consents: [true, true],
    kept: [true, true],
  });
});

test("four browsers carry an introduction, and a second tap gives the same bytes", async () => {
  assert.deepEqual(await both.browser.call("introduction", "whole"), {
    text: "Gladly",
    path: ["Nadia", "Henrike"],
    same: [true, true, true],
    sizes: [8_240, 1_424, 8_240],
  });
});

test("an answer whose chain does not hold is none", async () => {
  const {
    "another request": unknown,
    "a receipt by a key lost afterwards": later,
    ...broken
  } = await both.browser.call("introduction", "brokenChains");

  assert.equal(unknown, "request-unknown");
  assert.equal(later, "went through");
  assert.equal(Object.keys(broken).length, 12);
  assert.deepEqual(
    Object.entries(broken).filter(([, end]) => end !== "unverified"),
    [],
  );
});

test("a device signs for nobody it does not know, and for nothing that does not hold", async () => {
  assert.deepEqual(await both.browser.call("introduction", "refusedHops"), {
    "nothing wrong": "went through",
    "an unknown bridge": "not-pinned",
    "another person at the bridge": "key-changed",
    "an unknown colleague next": "not-pinned",
    "a changed colleague next": "key-changed",
    "a request that is over": "expired",
    "a bit of the core": "bad-signature",
    "a bit of the core's signature": "bad-signature",
    "a bit of the consent": "bad-signature",
    "a bit of the certificate": "bad-signature",
    "another note": "bad-signature",
    "another's consent": "bad-signature",
    "a key that was lost": "key-ended",
  });
});

test("a letter opens with its own key alone, and nobody writes what may not travel", async () => {
  assert.deepEqual(await both.browser.call("introduction", "refusedLetters"), {
    "nothing wrong": "went through",
    "another key": "unopenable",
    "another vault": "unopenable",
  });
  assert.deepEqual(await both.browser.call("introduction", "refusedActs"), {
    "a long note": "text-too-long",
    "a letter as a hop": "other-sort",
    "two cards without a yes": "card-not-agreed",
    "a date without an appraisal": "terms-unfit",
    "asking along an unknown bridge": "not-pinned",
    "asking with a tab": "text-too-long",
  });
});

test("what browsers sign and seal along a path, Rust devices take", async () => {
  const made = await both.browser.call("introduction", "forRust");
  const parts = (field) => [`item.waiting.request.${field}.payload`, `item.waiting.request.${field}.signature`];

  assert.equal(await holds(made.core, "core.payload", "core.signature"), "an introduction");
  for (const consent of made.consents) await holds(consent, "consent.payload", "consent.signature", "cert.payload");
  const passed = [];
  for (const pass of made.pass)
    passed.push(await holds(pass, ...parts("core"), ...parts("consent"), "item.waiting.request.cert.payload"));
  assert.equal(await holds(made.letter, ...parts("core"), "item.waiting.wrapped"), "Dear Jonas,\nwhoever knows you");
  assert.deepEqual(await Promise.all(made.receipts.map((receipt) => holds(receipt, "sealed", "request"))), [
    "Nadia",
    "Henrike",
  ]);
  assert.equal(await holds(made.answerBody, "sealed", "request"), "Gladly, says a browser");
  const saw = await holds(
    made.verdict,
    "answer.sealed",
    "answer.receipts.0",
    "answer.receipts.1",
    "answer.core.payload",
  );
  assert.deepEqual(saw, { text: "Gladly, says a browser", path: ["Nadia", "Henrike"] });
  const ownAsker = await both.browser.call(
    "introduction",
    "judgedWith",
    passed.map(({ receipt }) => receipt),
  );
  assert.deepEqual(ownAsker, { text: "Gladly", path: ["Nadia", "Henrike"] });
  assert.match(made.unreadable, /InvalidAccess|extractable/);
});
