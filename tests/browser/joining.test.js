// Joining, calls, devices and recovery: what the browser makes, Rust takes; with one bit turned it takes nothing.

import { test } from "node:test";
import assert from "node:assert/strict";
import { call } from "./browser.js";
import { judged } from "./judged.js";

const both = judged();
const { holds } = both;

test("an enrolment proves the link and both keys, and its certificate is fit", async () => {
  const made = await both.browser.call("joining", "joined");

  assert.equal(
    await holds(
      made.enrolment,
      "enrolment.mac",
      "enrolment.cert_payload",
      "enrolment.member_signature",
      "enrolment.invite",
    ),
    made.member,
  );
  assert.equal(await holds(made.certificate, "cert.payload", "cert.org_signature", "cert.member_signature"), 1);
  assert.equal((await holds(made.draft, "draft.cert_payload", "draft.member_signature")).version, 2);
  await holds(made.voucher, "old", "new", "signature");
  assert.equal(await holds(made.words), made.said);
  assert.deepEqual([made.again, made.isDue, made.readable], [true, [false, true], [false, false, false, false]]);
});

test("a call is signed for its method, path, time, body and node", async () => {
  const { headers, call } = await both.browser.call("joining", "called");

  assert.deepEqual(Object.keys(headers).sort(), ["stn-device", "stn-signature", "stn-time"]);
  await holds(call, "org", "device", "body", "signature");
  for (const other of [{ method: "GET" }, { path: "/v1/look" }, { at: call.at + 1 }]) {
    assert.deepEqual(await both.program.check({ ...call, ...other }), { holds: false });
  }
});

test("certificates and links that are not the right ones are refused", async () => {
  assert.deepEqual(await both.browser.call("joining", "foreignCerts"), [
    "foreign-certificate",
    "foreign-certificate",
    "foreign-certificate",
    "foreign-certificate",
    "foreign-certificate",
    "link-expired",
    "text-too-long",
    "link-other-form",
    "link-other-sort",
    "link-damaged",
    "went through",
  ]);
});

test("nine words open the copy in Rust and in the browser, and no others do", async () => {
  const made = await both.browser.call("joining", "recovered");

  const saw = await holds(made.copy, "copy.sealed", "copy.vault", "copy.cert.payload", "copy.cert.org_signature");
  assert.deepEqual([saw.member, saw.card.name, made.member, made.words], [made.member, "Lucía", saw.member, 9]);
  const drafts = await Promise.all(made.drafts.map((draft) => holds(draft, "draft.member_signature")));
  assert.deepEqual(
    drafts.map(({ devices }) => devices),
    [[made.own, made.keys[0]], [made.keys[1]]],
  );
  assert.deepEqual(made.ended, [[made.own, "compromised"]]);
  assert.deepEqual(made.pins, [
    ["07".repeat(16)],
    ["09".repeat(32), "0a".repeat(32)],
    [["0b".repeat(32), "0c".repeat(32)]],
    ["08".repeat(16)],
  ]);
  assert.deepEqual(
    [made.sameLocator, made.toldAgain, made.wrong],
    [true, null, ["phrase", "phrase", "phrase", "foreign-certificate"]],
  );
});

test("a further device is let in by the first, and may do less", async () => {
  const made = await both.browser.call("joining", "furtherDevice");

  assert.equal(made.words[0], made.words[1]);
  assert.equal(await holds(made.link), made.link.text);
  assert.equal(await holds(made.certificate, "cert.payload"), 2);
  assert.deepEqual(made.note, ["likes early trains", "note-closed"]);
  assert.deepEqual(made.ledTo, ["a grant of two years", "note-closed"]);
  assert.deepEqual(made.refused, ["no-member-key", "no-member-key", "link-proof", "last-device"]);
});

test("a bridge link reads as Rust prints it", async () => {
  const { text, again } = await both.browser.call("joining", "links");

  assert.equal(again, text);
  assert.equal(await holds({ object: "link", text }), text);
});

test("this browser lacks nothing, and a lack is named before anything is typed", async () => {
  assert.deepEqual(await both.browser.call("joining", "lacks"), []);
  assert.deepEqual(await both.browser.call("joining", "lacksWithout", "Ed25519"), ["signing", "keeping"]);
  assert.deepEqual(await both.browser.call("joining", "lacksWithout", "X25519"), ["sealing", "keeping"]);
});

test("a kept device signs after the page was opened anew, and no key of it can be read", async () => {
  assert.equal(await both.browser.call("joining", "keep", "Lucía"), "keys-there");
  await both.browser.page.reload();

  const kept = await both.browser.call("joining", "kept");

  assert.deepEqual(kept, { name: "Lucía", signs: 128, taken: ["rejected", "rejected", "rejected", "rejected"] });
  assert.deepEqual(await both.browser.call("joining", "failing"), ["Error: stopped", "Lucía"]);
});

test("two tabs that sign at once wait for each other", async () => {
  await both.browser.call("joining", "keep", "Lucía");
  const other = await both.browser.another();

  const [first, then] = await Promise.all([both.browser.call("joining", "stayInside"), call(other, "joining", "enterToo")]);

  assert.deepEqual([first, then], ["the other waits", "entered"]);
  assert.deepEqual(await both.browser.call("joining", "forgotten"), [null, "no-keys-here", "no-keys-here"]);
});
