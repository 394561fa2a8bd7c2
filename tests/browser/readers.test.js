// Two readers of one format: whatever bytes come, the browser reads what Rust reads, and the same things from them.

import { test } from "node:test";
import assert from "node:assert/strict";
import { judged } from "./judged.js";

const both = judged();

test("both readers take and refuse the same altered objects, and read the same from them", async () => {
  const seed = Number(process.env.STN_SEED ?? Math.floor(Math.random() * 2 ** 31));
  const altered = await both.browser.call("objects", "altered", seed, 40);
  let taken = 0;

  for (const { name, bytes, again } of altered) {
    const { holds, saw } = await both.program.check({ object: "bytes", name, bytes });
    assert.equal(
      again,
      holds ? saw : null,
      `STN_SEED=${seed}: ${name} ${Buffer.from(bytes, "base64url").toString("hex")}`,
    );
    taken += holds ? 1 : 0;
  }

  assert.ok(altered.length > 1_500, `${altered.length} objects`);
  assert.ok(taken > 100 && taken < altered.length - 100, `${taken} of ${altered.length} taken`);
});
