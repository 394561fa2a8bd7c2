// Bridges and recovery copies between browsers and Rust devices, each way.

import { test } from "node:test";
import assert from "node:assert/strict";
import { judged } from "./judged.js";

const both = judged();
const { holds } = both;

test("two browsers tie a bridge and read the same six words; nobody else can", async () => {
  const { refused, words, awaits, links } = await both.browser.call("bridging", "tied");

  assert.deepEqual(refused, [
    "own-link",
    "link-expired",
    "key-changed",
    "link-proof",
    "link-proof",
    "bad-signature",
    "link-proof",
    "link-proof",
    "link-unknown",
  ]);
  assert.equal(words[0], words[1]);
  assert.equal(words[0].split(" ").length, 6);
  assert.deepEqual([awaits[0], awaits[2], links], [true, false, [1, 0]]);
});

test("a browser takes up a Rust device's link, and both read the same six words", async () => {
  const accept = await both.browser.call("bridging", "towardsRust");
  const cert = ["accept.cert.payload", "accept.cert.org_signature", "accept.cert.member_signature"];
  const confirm = await holds(accept, "accept.terms.payload", "accept.terms.signature", "accept.mac", ...cert);

  const { words, open } = await both.browser.call("bridging", "confirmedByRust", confirm);

  assert.deepEqual([words.split(" ").length, open], [6, 0]);
});

test("a Rust device completes what a browser confirmed, with the same six words", async () => {
  const { object, words } = await both.browser.call("bridging", "forRustToComplete");

  assert.equal(await holds(object, "confirm.signature", "confirm.mac", "confirm.cert.payload", "terms.payload"), words);
});

test("a browser opens a Rust device's recovery copy and its pins, and the other way round", async () => {
  const device = await both.browser.call("bridging", "rustDevice");
  const made = await holds(device);

  const { member, card, pins, expected, sealed } = await both.browser.call("bridging", "openedFromRust", made);

  assert.deepEqual([member, card, pins], [true, "Nadia", expected]);
  const bare = { ...device.device, bridge_pins: {}, colleague_pins: {} };
  const saw = await holds({ object: "pins", device: bare, sealed }, "sealed");
  assert.deepEqual([saw.bridge_pins, saw.colleague_pins], [device.device.bridge_pins, device.device.colleague_pins]);
});

test("a browser knocks, a Rust device takes it up, and six words are awaited", async () => {
  const made = await both.browser.call("bridging", "knocked");

  const taken = await both.browser.call("bridging", "takenUp", await holds(made, "sealed", "key", "org"));

  assert.deepEqual(taken, {
    awaits: [true, true],
    note: "We met in spring",
    card: "Nadia",
    refused: ["bad-signature", "expired", "bad-signature", "text-too-long"],
  });
});
