// The demo in a real browser, on real nodes: its stories are played by their buttons, by a keyboard alone, without
// scripts, and in every language.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./browser.js";
import { startDemo } from "./node.js";
import { keyboard } from "./person.js";
import { shoot } from "./shots.js";

/** Whose yes story 1 waits for, in their order. */
const STORY_1 = ["Matthias Ebner", "Nadia Rahmani", "Henrike Solberg", "Matthias Ebner"];

/** The page's languages, the one it was first written in last. */
const LANGUAGES = ["es", "fr", "en"];

/** Words that stand in nearly every English sentence and in no Spanish or French one. */
const ENGLISH = /(?<!\p{L})(the|and|that|with|from|which|whom|who|their|its|is|nor|asks|of|to)(?!\p{L})/iu;

let demo;
let browser;
before(async () => {
  demo = await startDemo();
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await demo?.stop();
});

async function opened(options = {}) {
  const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: "en-GB", ...options });
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  await page.goto(demo.address);
  return { page, complaints };
}

/** Whose turn it is, once it is somebody's; nothing once the story is over. */
async function nextTurn(page) {
  const turn = page.getByText(/^Now you approve, as/);
  const over = page.getByRole("heading", { name: "How it ended" });
  await turn.or(over).first().waitFor({ timeout: 90_000 });
  return (await over.isVisible()) ? undefined : turn.innerText();
}

/** Says every yes of a story with `press`; gives whose they were. */
async function approved(page, press) {
  const said = [];
  for (let turn = await nextTurn(page); turn !== undefined; turn = await nextTurn(page)) {
    said.push(turn.replace("Now you approve, as ", "").replaceAll(/[\u2068\u2069.]/g, ""));
    await press(page);
    await page.getByText(turn, { exact: true }).waitFor({ state: "hidden" });
  }
  return said;
}

/** The messages of the strip, as they stand there. */
const messages = (page) => page.locator("#strip > li").allInnerTexts();

/** Every text of a page that it says to be in its own language, but for names, which are the same in all. */
const texts = (page) =>
  page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    const found = [document.title];
    while (walker.nextNode()) {
      const { parentElement: around, data } = walker.currentNode;
      const isOwn = around.closest("[lang]").lang === document.documentElement.lang;
      if (isOwn && around.closest("bdi, script, noscript") === null) found.push(data.replaceAll(/[\u2068\u2069]/g, ""));
    }
    return found.map((text) => text.trim()).filter((text) => /\p{L}/u.test(text));
  });

/** What people of the story wrote, as far as it is marked with their language. */
const written = (page) => page.locator("blockquote[lang=en]").allTextContents();

/** Looks at the story as it stands in each language: nothing is told in another than the page's. */
async function inItsLanguage(pages) {
  await Promise.all(pages.map((page) => page.goto(demo.address)));
  const [spanish, french, english] = await Promise.all(pages.map(texts));
  const isTold = (text) => text.split(/\P{L}+/u).length > 3;

  assert.deepEqual(spanish.filter((text) => ENGLISH.test(text)), []);
  assert.deepEqual(french.filter((text) => ENGLISH.test(text)), []);
  for (const text of english.filter(isTold)) assert.ok(!spanish.includes(text) && !french.includes(text), text);
  // The same sieve holds back what is English.
  const told = await pages[2].locator("#story li > p, #strip .line").allTextContents();
  assert.ok(told.length > 0 && told.every((text) => ENGLISH.test(text)), told.join("\n"));
  const [words, ...others] = await Promise.all(pages.map(written));
  assert.ok(words.length > 0);
  assert.deepEqual(others, [words, words]);
}

/** Goes on step by step, without a pause to read, until somebody is to say yes or the story is over. */
const toTheNextYes = (page) =>
  page.waitForFunction(
    () => {
      if (document.querySelector("#press-yes, #ending-head") !== null) return true;
      document.getElementById("press-step")?.click();
      return false;
    },
    undefined,
    { polling: 200, timeout: 90_000 },
  );

/** Plays a story on the first of these pages, and looks at all of them before each yes and at the end. */
async function playedIn(pages, story) {
  const [page] = pages;
  await page.goto(demo.address);
  await page.locator(`button[name=story][value="${story}"]`).click();
  await page.locator("#press-end").waitFor();
  for (let looks = 1; ; looks += 1) {
    await toTheNextYes(page);
    await inItsLanguage(pages);
    if (await page.locator("#ending-head").isVisible()) return looks;
    const turn = await page.locator("#now").innerText();
    await page.locator("#press-yes").click();
    await page.waitForFunction((turn) => document.getElementById("now").innerText !== turn, turn);
  }
}

test("both stories are told in the language of whoever looks on, and in no other", async () => {
  const pages = await Promise.all(LANGUAGES.map(async (locale) => (await opened({ locale })).page));

  assert.equal(await playedIn(pages, 1), STORY_1.length + 1);
  assert.ok((await playedIn(pages, 2)) > 5);
  // English is shot by the tests below.
  for (const page of pages.slice(0, 2)) await shoot(page, `demo-2-end-${await page.locator("html").getAttribute("lang")}`);
  for (const page of pages) await page.close();
});

test("story 1 is played by its buttons, and whoever looks on says each yes", async () => {
  const { page, complaints } = await opened();
  await shoot(page, "demo-before");
  await page.getByRole("button", { name: "Story 1: a first funder" }).click();
  await page.getByText(/^Now you approve, as/).waitFor({ timeout: 90_000 });
  await shoot(page, "demo-1-turn");

  const said = await approved(page, () => page.locator("#press-yes").click());

  assert.deepEqual(said, STORY_1);
  await page.getByText("Introduced: every signature on the way holds.").waitFor();
  const told = await messages(page);
  assert.ok(told.length > 5, `${told.length} messages`);
  assert.ok(told.every((one) => /learned/.test(one)));
  // What is sealed or sought stands in no message of the strip.
  assert.ok(told.every((one) => !one.includes("Callum")));
  await shoot(page, "demo-1-end");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("story 2 is played by the keyboard alone, step by step, and the employer is kept out", async () => {
  const { page, complaints } = await opened();
  const keys = keyboard(page);
  const press = (name) => keys.press(page.getByRole("button", { name }));
  await press("Story 2: hiring");
  await press("Pause");
  await page.getByRole("button", { name: "Play" }).waitFor();
  const first = page.locator("#story li");
  await first.first().waitFor({ timeout: 90_000 });
  assert.equal(await first.count(), 1);
  await press("One step");
  await page.locator("#story li:nth-child(2)").waitFor();
  await press("Play");

  const said = await approved(page, () => keys.press(page.locator("#press-yes")));

  await page.getByText("Appraised: every signature on the way holds").waitFor();
  assert.ok(said.length >= 5, said.join());
  await shoot(page, "demo-2-end");
  assert.deepEqual(complaints, []);
  await page.close();
});

test("story 1 is played by Tab and Enter alone", async () => {
  const { page, complaints } = await opened();
  const { press } = keyboard(page);
  await press(page.getByRole("button", { name: "Story 1: a first funder" }));
  // The story before stands there until this one begins.
  await page.getByRole("heading", { name: "How it ended" }).waitFor({ state: "hidden" });

  const said = await approved(page, () => press(page.locator("#press-yes")));

  assert.deepEqual(said, STORY_1);
  await page.getByText("Introduced: every signature on the way holds.").waitFor();
  const ledger = page.locator("#ending summary").first();
  await press(ledger);
  await page.locator("#ending details[open]").waitFor();
  assert.deepEqual(complaints, []);
  await page.close();
});

test("without scripts the stories play too, page by page", async () => {
  const { page } = await opened({ javaScriptEnabled: false });
  await page.getByRole("button", { name: "Story 1: a first funder" }).click();
  await page.getByRole("button", { name: "To the end" }).click();
  await page.goto(demo.address);
  const over = page.getByRole("heading", { name: "How it ended" });
  for (let looks = 0; looks < 120 && !(await over.isVisible()); looks += 1) {
    await page.waitForTimeout(500);
    await page.goto(demo.address);
  }
  assert.ok(await over.isVisible());
  await page.close();
});

test("a page of another name is not answered", async () => {
  const forged = await fetch(demo.address, { headers: { accept: "text/html" } });
  assert.match(forged.headers.get("content-security-policy"), /default-src 'none'/);
  const { port } = new URL(demo.address);
  const { request } = await import("node:http");
  const status = await new Promise((given) =>
    request({ host: "127.0.0.1", port, headers: { host: "evil.example" } }, (answer) => given(answer.statusCode)).end(),
  );
  assert.equal(status, 421);
});
