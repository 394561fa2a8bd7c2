// Every object that is signed or sealed: the browser reads the golden bytes and writes them again.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { openBrowser } from "./browser.js";

let browser;
before(async () => {
  browser = await openBrowser();
});
after(() => browser.close());

test("every golden object is read and written byte for byte, later fields or not", async () => {
  assert.deepEqual(await browser.call("objects", "golden"), { lines: 45, kinds: 15, wrong: [] });
});

test("objects that are cut short, too long or of another form are malformed", async () => {
  assert.deepEqual(await browser.call("objects", "broken"), []);
});

test("the last of a field that comes twice holds", async () => {
  assert.deepEqual(await browser.call("objects", "readAs", "Card", "0a01410a0142"), {
    name: "B",
    org: "",
    role: "",
    contact: "",
  });
});

test("messages that come twice are joined, as the node joins them", async () => {
  const found = await browser.call("objects", "readAs", "KnockBody", knock("32030a0141" + "3203120142"));

  assert.deepEqual(found.card, { name: "A", org: "B", role: "", contact: "" });
});

test("a date later than a node can name is the latest, and a number of more than 64 bits is none", async () => {
  const read = (date) => browser.call("objects", "readAs", "SuccessionTerms", `0a20(01*32)1220(02*32)18${date}`);

  assert.equal((await read("ffffffffffffffffff01")).effective, "18446744073709551");
  assert.equal(await read("ffffffffffffffffff02"), "malformed");
  assert.equal(await read("ffffffffffffffffffff01"), "malformed");
});

test("control characters, half a sign and too many bytes make a text malformed", async () => {
  const card = (text) => browser.call("objects", "readAs", "Card", text);

  assert.equal(await card("0a03410a42"), "malformed");
  assert.equal(await card("0a0341ff42"), "malformed");
  assert.equal(await card("0a02c285"), "malformed");
  assert.equal(await card(`0a51(41*81)`), "malformed");
  assert.equal((await card(`0a50(41*80)`)).name.length, 80);
  assert.equal((await card("0a06efbbbf414243")).name, "\ufeffABC");
});

test("an object of another version, of unknown kind, or with letter and alert is malformed", async () => {
  const core = (version, kind, rest) => `08${version}1220(01*32)1a10(02*16)2210(09*16)28${kind}4a20(0a*32)${rest}`;
  const read = (text) => browser.call("objects", "readAs", "RequestCore", text);

  assert.equal((await read(core("01", "05", "5a00"))).kind, "opportunity");
  assert.equal(await read(core("02", "05", "5a00")), "malformed");
  assert.equal(await read(core("01", "06", "5a00")), "malformed");
  assert.equal(await read(core("01", "05", "")), "malformed");
  assert.equal(await read(core("01", "05", "52b040(07*8240)5a00")), "malformed");
  assert.equal(await read(core("01", "05", "52b140(07*8241)")), "malformed");
});

/** A knock with these bytes in the place of its card. */
function knock(card) {
  return `0a20(01*32)1220(02*32)1a10(03*16)2210(04*16)${card}42450a01ff1240(02*64)`;
}
