// A browser beside the program that judges what it made, for all tests of one file: opened before them, closed after.

import { after, before } from "node:test";
import assert from "node:assert/strict";
import { openBrowser } from "./browser.js";
import { startCheck, turned } from "./check.js";

/** @returns what tests need of both: `browser` and `program` once tests run, and `holds` */
export function judged() {
  const both = { browser: null, program: null, holds };
  before(async () => {
    both.browser = await openBrowser();
    both.program = startCheck();
  });
  after(async () => {
    await both.browser?.close();
    await both.program?.stop();
  });

  /** Holds as it is, and in none of its altered forms. Gives what was seen. */
  async function holds(object, ...fields) {
    const { holds, saw, unread } = await both.program.check(object);
    assert.ok(holds, `${object.object} does not hold: ${unread ?? ""}`);
    for (const altered of turned(object, fields)) {
      const { holds } = await both.program.check(altered.object);
      assert.ok(!holds, `${object.object} holds with a bit turned in ${altered.field} at ${altered.at}`);
    }
    return saw;
  }
  return both;
}
