// Keys in real browsers: a further device, a browser that was cleared, words that are wrong or lost, a clock that is
// off, a device that was taken out, a session that ended while somebody typed, and leaving for good.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { encode } from "../../node/web/js/qr.js";
import { startCheck } from "./check.js";
import { heading, join, openHillside, phone as openPhone } from "./phone.js";

const DAY_MS = 86_400_000;

let place;
let hillside;
let browser;
let close;
before(async () => ({ place, hillside, browser, close } = await openHillside()));
after(() => close?.());

const phone = (options) => openPhone(browser, options);
const invited = async (name) => (await hillside.admin("member", "invite", name)).page;
const tap = (page, name) => page.getByRole("button", { name }).click();
const open = (page, path) => page.goto(hillside.api + path);
/** What the page says went wrong. */
const trouble = async (page) => {
  await page.locator("[data-trouble]:not([hidden])").waitFor();
  return page.locator("[data-trouble]").innerText();
};
const six = (page) => page.locator("[data-six]:not(:empty)").first().innerText();
/** A browser that throws a site's data away, with its tab open or not. */
const clear = (page) =>
  page.evaluate(
    () =>
      new Promise((done) => {
        const request = indexedDB.deleteDatabase("stn-device");
        request.onsuccess = request.onblocked = done;
      }),
  );

/** Somebody who joined on a phone. */
async function member(name, options) {
  const { context, page, complaints } = await phone(options);
  const words = await join(page, await invited(name), name);
  return { context, page, complaints, words };
}

/** Comes back on a page by nine words. */
async function comeBack(page, words) {
  await open(page, "/");
  await page.getByRole("link", { name: "Come back with nine words" }).click();
  await page.getByLabel("The words, in their order").fill(words.join(" "));
  await tap(page, "Come back");
  await page.waitForURL("**/inbox");
}

test("a second device is let in after six words, does less, and is taken out", async () => {
  const first = await member("Lucía");
  await open(first.page, "/me");
  await first.page.getByRole("link", { name: "Devices and nine words" }).click();
  await tap(first.page, "Make a link");
  await heading(first.page, "Open this on the other device");
  const address = await first.page.locator("[data-address]").innerText();
  const drawn = await first.page.locator("[data-code] path").getAttribute("d");
  assert.equal(drawn.match(/M/g).length, encode(address).modules.flat().filter(Boolean).length);

  const second = await phone();
  const asked = [];
  second.page.on("request", (request) => asked.push(request.url() + (request.postData() ?? "")));
  await second.page.goto(address);
  await heading(second.page, "Compare these six words");
  await heading(first.page, "Somebody wants to become your device");
  assert.equal(await six(first.page), await six(second.page));
  await tap(first.page, "The same: let it in");
  await first.page.getByText("The device is yours.").waitFor();
  await tap(second.page, "I let it in: go on");
  await second.page.waitForURL("**/inbox");
  const secret = address.split("#")[1];
  assert.ok(asked.length > 5 && asked.every((said) => !said.includes(secret)), "the link is sent nowhere");

  await open(second.page, "/me/devices");
  await second.page.getByText("This is a further device").waitFor();
  assert.equal(await second.page.getByRole("button", { name: "Make a link" }).isVisible(), false);

  await first.page.locator("summary", { hasText: "Take it out of use" }).click();
  await first.page.getByLabel("Lost or stolen just now").check();
  await tap(first.page, "Take it out");
  await first.page.getByText("The node takes nothing of it any more.").waitFor();
  await second.page.getByRole("link", { name: "People" }).click();
  await second.page.getByText("The node does not take this browser’s key").waitFor();
  assert.deepEqual([...first.complaints, ...second.complaints.filter((text) => !/40[01]|422/.test(text))], []);
});

test("a device that shows other words is turned away, and its link is closed", async () => {
  const { page } = await member("Omar");
  await open(page, "/me/devices");
  await tap(page, "Make a link");
  await heading(page, "Open this on the other device");
  const address = await page.locator("[data-address]").innerText();
  const other = await phone();
  await other.page.goto(address);
  await heading(page, "Somebody wants to become your device");
  await tap(page, "Others: turn it away");
  await page.getByText("Turned away. It learnt nothing").waitFor();
  await tap(other.page, "I let it in: go on");

  assert.match(await trouble(other.page), /^This link is not known here, or its hour is over/);
});

test("a browser that threw its keys away comes back with nine words, and so does a new phone", async () => {
  const { page, context, words } = await member("Nadia");
  await clear(page);
  await context.clearCookies();

  await open(page, "/people");
  await page.getByText("This browser is not signed in").waitFor();
  await comeBack(page, words);

  const fresh = await phone();
  await open(fresh.page, "/recover");
  await fresh.page.getByLabel("The words, in their order").fill(words.join("  ").toUpperCase());
  await fresh.page.getByLabel("Lost or stolen within the last week").check();
  await tap(fresh.page, "Come back");
  await fresh.page.waitForURL("**/inbox");
  await open(fresh.page, "/me/devices");
  assert.equal(await fresh.page.locator(".devices > li").count(), 1, "the lost ones are out");
  await open(page, "/inbox");
  await page.getByText("The node does not take this browser’s key").waitFor();
  // What it still holds is of no use: it is forgotten there, and the words make the browser whole again.
  await open(page, "/recover");
  await page.getByLabel("I have the nine words, or need these keys no more").check();
  await tap(page, "Forget the keys in this browser");
  await page.getByLabel("The words, in their order").fill(words.join(" "));
  await tap(page, "Come back");
  await page.waitForURL("**/inbox");
});

test("wrong words are told apart, and hurry is told to wait", async () => {
  const { words } = await member("Piet");
  const { page } = await phone();
  let calls = 0;
  page.on("request", (request) => (calls += Number(request.url().endsWith("/v1/keys"))));
  await open(page, "/recover");
  const tried = async (text) => {
    await page.getByLabel("The words, in their order").fill(text);
    await tap(page, "Come back");
    return trouble(page);
  };

  assert.match(await tried(words.slice(1).join(" ")), /^A recovery phrase has nine words/);
  assert.match(await tried(["xxxxx", ...words.slice(1)].join(" ")), /^One of the words is misspelt/);
  assert.match(await tried([words[1], words[0], ...words.slice(2)].join(" ")), /changed places/);
  assert.equal(calls, 0, "nothing was sent");
  await page.route("**/v1/keys", (route) =>
    route.fulfill({ status: 422, json: { refused: "hurried", says: "asked more often than it answers" } }),
  );
  assert.match(await tried(words.join(" ")), /^The node answers sixty such calls in a minute/);
});

test("new words count, and those from before open nothing", async () => {
  const { page, words } = await member("Tove");
  await open(page, "/me/devices");
  await page.getByRole("link", { name: "Make new words" }).click();
  await tap(page, "Make new words");
  await heading(page, "Write these nine words down");
  const next = await page.locator("[data-words] li").allTextContents();
  await tap(page, "I wrote them down");
  await page.getByLabel("The third word").fill(next[2]);
  await page.getByLabel("The seventh word").fill(next[6]);
  await tap(page, "These are the words");
  await page.getByText("These nine words count from now on.").waitFor();

  const fresh = await phone();
  await open(fresh.page, "/recover");
  await fresh.page.getByLabel("The words, in their order").fill(words.join(" "));
  await tap(fresh.page, "Come back");
  assert.match(await trouble(fresh.page), /^No membership at this node belongs to these words/);
  await comeBack(fresh.page, next);
});

test("who lost the words too comes back by two colleagues, who compare words first", async () => {
  const [lost, ...colleagues] = [await member("Mira"), await member("Jens"), await member("Kofi")];
  const key = (await hillside.admin("member", "list")).find(({ name }) => name === "Mira").member;
  await know(colleagues[0].page, key);
  const { link } = await hillside.admin("member", "re-enrol", key.slice(0, 12));
  await open(lost.page, "/inbox");
  await lost.context.clearCookies();
  await open(lost.page, "/inbox");
  await lost.page.getByText("asks to take over your membership").waitFor();
  await clear(lost.page);
  await lost.page.goto("about:blank");
  await lost.page.goto(`${hillside.api}/join#${link}`);
  await lost.page.getByLabel("Your name").fill("Mira");
  await tap(lost.page, "Make my keys and join");
  await heading(lost.page, "Two colleagues check that it is you");
  const read = await six(lost.page);

  for (const { page } of colleagues) {
    await open(page, "/me");
    await page.getByRole("link", { name: "Compare words with colleagues" }).click();
    await heading(page, /Mira.* lost every key/);
    assert.equal(await six(page), read);
    await tap(page, "Yes, I vouch");
    await page.getByText("You vouched. With two of you").waitFor();
  }
  await lost.page.reload();
  await heading(lost.page, "Write these nine words down");

  // The others' devices sign nothing with the new key before words are compared, and say so when they sign in.
  const [{ page, context }] = colleagues;
  await context.clearCookies();
  await open(page, "/inbox");
  await page.getByText("A colleague lost every key and has a new one.").waitFor();
  await page.getByRole("link", { name: "Look at it" }).click();
  await heading(page, /Mira.* has a new key/);
  const [mine, theirs] = [await six(page), await wordsWith(lost.page, "Jens")];
  assert.equal(mine, theirs);
  await tap(page, "The same: trust the new key");
  await page.getByText("Their key is known again.").waitFor();
});

/** Lets a device see a colleague's key, as it does before it signs towards them. */
async function know(page, member) {
  await page.evaluate(async (member) => {
    const below = document.querySelector("script[src]").src.replace("/js/live.js", "/device/");
    const [{ pinColleagues }, { fromHex }] = [await import(`${below}session.js`), await import(`${below}bytes.js`)];
    await pinColleagues([{ org: fromHex(member), member: fromHex(member), bridge: null }]);
  }, member);
}

/** The words with a colleague, as somebody sees them who just came back. */
async function wordsWith(page, name) {
  const words = await page.locator("[data-words] li").allTextContents();
  await tap(page, "I wrote them down");
  await page.getByLabel("The third word").fill(words[2]);
  await page.getByLabel("The seventh word").fill(words[6]);
  await tap(page, "Open my inbox");
  await page.waitForURL("**/inbox");
  await open(page, "/me/keys");
  await page.getByLabel("Colleague").selectOption({ label: name });
  await page.locator("[data-with-words]:not(:empty)").waitFor();
  return page.locator("[data-with-words]").innerText();
}

test("a clock that is a day off is said to be, before anything is signed", async () => {
  const { page, context } = await member("Sana");
  await context.clearCookies();
  await context.addInitScript((ahead) => {
    const { now } = Date;
    Date.now = () => now() + ahead;
  }, DAY_MS + 60_000);
  await open(page, "/inbox");
  await page.getByText(/^This device’s clock is .1 day. ahead of the node’s/).waitFor();

  const behind = await phone();
  await behind.context.addInitScript((ahead) => {
    const { now } = Date;
    Date.now = () => now() - ahead;
  }, 3 * 3_600_000);
  await behind.page.goto(await invited("Tom"));
  assert.match(await trouble(behind.page), /^This device’s clock is .3 hours. behind the node’s/);
  assert.equal(await behind.page.getByLabel("Your name").isVisible(), false);
});

test("a session that ended while somebody typed is opened again by the key, and what was typed goes", async () => {
  const { page, context, complaints } = await member("Ines");
  await open(page, "/me/profile");
  await page.locator("#topics").fill("water");
  await context.clearCookies();
  await tap(page, "Save my profile");

  await page.getByText("This is your profile from now on.").waitFor();
  assert.equal(await page.locator("#topics").inputValue(), "water");
  assert.deepEqual(complaints.filter((text) => !text.includes("401")), []);
});

test("a form that is too large is refused by a page that says so", async () => {
  const { page } = await member("Lars");
  await open(page, "/me/profile");
  await page.locator("#can-help").evaluate((field) => {
    field.removeAttribute("maxlength");
    field.value = "x".repeat(20_000);
  });
  await tap(page, "Save my profile");

  await page.getByText("That is more than a form here may hold.").waitFor();
});

test("everything is taken along as a page to read", async () => {
  const { page } = await member("Rosa");
  await open(page, "/me");
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    page.getByRole("link", { name: "Download everything (to read)" }).click(),
  ]);
  const text = await readFile(await download.path(), "utf8");

  assert.equal(download.suggestedFilename(), "stn-me.html");
  assert.ok(text.includes("<h1><bdi>Rosa</bdi></h1>") && !text.includes("<script"));
});

test("who leaves is told what goes and stays, is asked twice, and is gone", async () => {
  const { page, words } = await member("Vera");
  await open(page, "/me");
  await page.getByRole("link", { name: "Leave and erase everything" }).click();
  await page.getByText("Backups your admin made before").first().waitFor();
  const name = page.getByLabel("To go on, write the name of your organisation");
  await name.fill("Riverbend");
  await tap(page, "Go on");
  await page.getByText("That is not its name. Nothing was done.").waitFor();
  await name.fill("Hillside");
  await tap(page, "Go on");
  await heading(page, "Once more: this can’t be undone");
  await tap(page, "No, stay");
  await tap(page, "Go on");
  await tap(page, "Erase everything");
  await heading(page, "You have left");

  const members = await hillside.admin("member", "list");
  assert.ok(!members.some((one) => one.name === "Vera"));
  await open(page, "/inbox");
  await page.getByText("This browser is not signed in").waitFor();
  await open(page, "/recover");
  await page.getByLabel("The words, in their order").fill(words.join(" "));
  await tap(page, "Come back");
  assert.match(await trouble(page), /^No membership at this node belongs to these words/);
});

test("who is the only member finds nobody to compare words with, and nothing wrong", async () => {
  const riverbend = await place.startNode("Riverbend");
  const { page } = await phone();
  await join(page, (await riverbend.admin("member", "invite", "Ruth")).page, "Ruth");
  await page.goto(`${riverbend.api}/me/keys`);

  await page.getByText("No colleague’s key waits for you.").waitFor();
  assert.equal(await page.locator("[data-trouble]").isVisible(), false);
});

test("a code is the same as another program draws it", async () => {
  const program = startCheck();
  try {
    for (const length of [1, 14, 15, 27, 60, 100, 213, 214, 240, 331, 500, 666]) {
      const text = "https://stn.riverbend.example/device#".padEnd(length, "aZ9-_").slice(0, length);
      for (let mask = 0; mask < 8; mask += 1) {
        const rows = encode(text, mask).modules.map((row) => row.map(Number).join(""));
        assert.ok((await program.check({ object: "code", text, mask, rows })).holds, `${length} bytes, mask ${mask}`);
      }
    }
    const [first, ...rest] = encode("x", 3).modules.map((row) => row.map(Number).join(""));
    const turned = [first.replace("1", "0"), ...rest];
    assert.ok(!(await program.check({ object: "code", text: "x", mask: 3, rows: turned })).holds);
    assert.throws(() => encode("x".repeat(667)), RangeError);
  } finally {
    await program.stop();
  }
});
