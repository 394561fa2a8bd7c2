// Known answers in the real browser: signatures, seals, hashes, and keys nobody may use.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openBrowser } from "./browser.js";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test("the signatures of RFC 8032 come out", async () => {
  const { count, wrong } = await browser.call("crypto", "rfc8032");

  assert.ok(count >= 4, `${count} vectors`);
  assert.deepEqual(wrong, []);
});

test("our seals are those of RFC 9180, with and without a pre-shared key", async () => {
  assert.deepEqual(await browser.call("crypto", "rfc9180"), { count: 2, wrong: [] });
});

test("a seal opens for its reader, its use and its secret alone", async () => {
  const { ends, opened } = await browser.call("crypto", "closedSeals");

  assert.equal(ends.length, 52 + 6);
  assert.deepEqual([...new Set(ends)], ["closed"]);
  assert.deepEqual(opened, ["dear", "offer"]);
});

test("small-order, mixed-order and non-canonical keys are not sound and sign nothing", async () => {
  const { rows, sound, small, held, bad } = await browser.call("crypto", "unfitKeys");

  assert.ok(rows > 40, `${rows} keys`);
  assert.equal(small, 14);
  assert.deepEqual({ sound, held, bad }, { sound: [], held: [], bad: 0 });
});

test("a signature holds only as it was made", async () => {
  assert.deepEqual(await browser.call("crypto", "malleated"), {
    good: true,
    void: [false, false, false, false, false],
  });
});

test("nothing is sealed to or opened from a small-order key", async () => {
  const { count, ends } = await browser.call("crypto", "smallOrder");

  assert.equal(count, 14);
  assert.equal(ends.length, 56);
  assert.deepEqual(
    ends.filter((_, at) => at % 2 === 0).filter((end) => end !== "unfit-key"),
    [],
  );
  assert.deepEqual(
    ends.filter((_, at) => at % 2 === 1).filter((end) => end !== "closed"),
    [],
  );
});

test("the protocol's own values come out", async () => {
  assert.deepEqual(await browser.call("crypto", "ownValues"), []);
});

test("both ways to SHA-256 agree at every length that matters", async () => {
  assert.deepEqual(await browser.call("crypto", "twoHashes"), []);
});
