// Keys where a browser does as WebKit does: it loses some that it draws, and what it wrote together with an X25519 key.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openBrowser } from "./browser.js";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser?.close());

const engines = (name, ...args) => browser.call("engines", name, ...args);

test("a pair of keys that the browser drops is drawn again, and one it can't make is not", async () => {
  assert.deepEqual(await engines("drawnAgain", 3, "OperationError"), ["went through", 4]);
  assert.deepEqual(await engines("drawnAgain", 99, "OperationError"), ["OperationError: no", 8]);
  assert.deepEqual(await engines("drawnAgain", 99, "NotSupportedError"), ["NotSupportedError: no", 1]);
  assert.equal(await engines("firstByte"), 1);
});

test("a key that could not be read again is kept under a lock, and none is written bare", async () => {
  assert.deepEqual(await engines("keptWithout"), {
    name: "Lucía",
    refused: "TypeError: Unable to deserialize data.",
    held: ["kept"],
    lock: false,
    opened: 1,
    closed: "closed",
  });
});

test("an introduction goes its whole way with such keys, and nothing is missing", async () => {
  assert.deepEqual(await engines("lacks"), []);
  const { text, path, same } = await engines("whole");

  assert.deepEqual([text, path, same], ["Gladly", ["Nadia", "Henrike"], [true, true, true]]);
});
