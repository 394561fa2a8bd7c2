// Bridges and recovery copies between browsers and Rust devices, each way.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openBrowser } from "./browser.js";
import { startCheck, turned } from "./check.js";

let browser;
let program;
before(async () => {
  browser = await openBrowser();
  program = startCheck();
});
after(async () => {
  await browser.close();
  await program.stop();
});

async function holds(object, ...fields) {
  const { holds, saw, unread } = await program.check(object);
  assert.ok(holds, `${object.object} does not hold: ${unread ?? ""}`);
  for (const altered of turned(object, fields)) {
    const { holds } = await program.check(altered.object);
    assert.ok(!holds, `${object.object} holds with a bit turned in ${altered.field} at ${altered.at}`);
  }
  return saw;
}

test("two browsers tie a bridge and read the same six words; nobody else can", async () => {
  const { refused, words, awaits, links } = await browser.call("bridging", "tied");

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
  const accept = await browser.call("bridging", "towardsRust");
  const cert = ["accept.cert.payload", "accept.cert.org_signature", "accept.cert.member_signature"];
  const confirm = await holds(accept, "accept.terms.payload", "accept.terms.signature", "accept.mac", ...cert);

  const { words, open } = await browser.call("bridging", "confirmedByRust", confirm);

  assert.deepEqual([words.split(" ").length, open], [6, 0]);
});

test("a Rust device completes what a browser confirmed, with the same six words", async () => {
  const { object, words } = await browser.call("bridging", "forRustToComplete");

  assert.equal(await holds(object, "confirm.signature", "confirm.mac", "confirm.cert.payload", "terms.payload"), words);
});

test("a browser opens a Rust device's recovery copy and its pins, and the other way round", async () => {
  const device = await browser.call("bridging", "rustDevice");
  const made = await holds(device);

  const { member, card, pins, expected, sealed } = await browser.call("bridging", "openedFromRust", made);

  assert.deepEqual([member, card, pins], [true, "Nadia", expected]);
  const bare = { ...device.device, bridge_pins: {}, colleague_pins: {} };
  const saw = await holds({ object: "pins", device: bare, sealed }, "sealed");
  assert.deepEqual([saw.bridge_pins, saw.colleague_pins], [device.device.bridge_pins, device.device.colleague_pins]);
});

test("a browser knocks, a Rust device takes it up, and six words are awaited", async () => {
  const made = await browser.call("bridging", "knocked");

  const taken = await browser.call("bridging", "takenUp", await holds(made, "sealed", "key", "org"));

  assert.deepEqual(taken, {
    awaits: [true, true],
    note: "We met in spring",
    card: "Nadia",
    refused: ["bad-signature", "expired", "bad-signature", "text-too-long"],
  });
});
