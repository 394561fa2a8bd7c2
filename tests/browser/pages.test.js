// The node's own pages in a real browser: somebody invited joins by link, is signed in, and comes back by the key.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { heading, join, openHillside, phone } from "./phone.js";

let place;
let hillside;
let browser;
let close;
before(async () => ({ place, hillside, browser, close } = await openHillside()));
after(() => close?.());

test("who is invited joins in a browser, and the inbox opens", async () => {
  const { page, complaints } = await phone(browser);
  const { link, page: invitation } = await hillside.admin("member", "invite", "Lucía");
  assert.equal(invitation, `${hillside.api}/join#${link}`);

  const words = await join(page, invitation, "Lucía");

  assert.equal(words.length, 9);
  assert.deepEqual(complaints, []);
  const members = await hillside.admin("member", "list");
  assert.deepEqual(members.map(({ name }) => name), ["Lucía"]);
});

test("words that were not shown open nothing", async () => {
  const { page } = await phone(browser);
  const { page: invitation } = await hillside.admin("member", "invite", "Omar");
  await page.goto(invitation);
  await page.getByLabel("Your name").fill("Omar");
  await page.getByLabel("How to reach you: an e-mail address or a number").fill("omar@hillside.example");
  await page.getByRole("button", { name: "Make my keys and join" }).click();
  await heading(page, "Write these nine words down");
  await page.getByRole("button", { name: "I wrote them down" }).click();
  await page.getByLabel("The third word").fill("lusab");
  await page.getByLabel("The seventh word").fill("lusab");
  await page.getByRole("button", { name: "Open my inbox" }).click();

  await page.getByText("That is not what was shown.").waitFor();
  assert.equal(new URL(page.url()).pathname, "/join");
});

test("a session that is over is opened again by the key, at the page that was asked for", async () => {
  const { context, page, complaints } = await phone(browser);
  const { page: invitation } = await hillside.admin("member", "invite", "Nadia");
  await join(page, invitation, "Nadia");
  await context.clearCookies();

  await page.goto(`${hillside.api}/people`);
  await page.waitForURL("**/people");
  await heading(page, /^People$/);

  // The page in place of the one asked for is a no of its own, and a browser says so.
  assert.deepEqual(complaints.filter((text) => !text.includes("401")), []);
});

test("a used invitation is said to be one, and no keys stay behind", async () => {
  const { link, page: invitation } = await hillside.admin("member", "invite", "Piet");
  await place.person("Piet")("join", link, "--name", "Piet");
  const { page } = await phone(browser);
  await page.goto(invitation);
  await page.getByLabel("Your name").fill("Piet");
  await page.getByLabel("How to reach you: an e-mail address or a number").fill("piet@hillside.example");
  await page.getByRole("button", { name: "Make my keys and join" }).click();

  await page.locator("[data-trouble]:not([hidden])").waitFor();
  await page.goto(`${hillside.api}/`);
  await page.getByText("This browser is not signed in").waitFor();
});

test("without scripts the pages say what needs them", async () => {
  const { page } = await phone(browser, { javaScriptEnabled: false });
  for (const [path, says] of [
    ["/", /^Scripts are off in this browser. Signing in needs them/],
    ["/join", /^Scripts are off in this browser. Joining needs them/],
  ]) {
    await page.goto(hillside.api + path);
    // A text of this element is found by no search for text.
    assert.match(await page.locator("noscript p").innerText(), says);
  }
});

test("a browser that can't keep keys is told before anything is typed", async () => {
  const { page } = await phone(browser);
  await page.addInitScript(() => {
    const { generateKey } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.generateKey = function (algorithm, ...rest) {
      const name = typeof algorithm === "string" ? algorithm : algorithm.name;
      if (name === "Ed25519") throw new DOMException("unknown", "NotSupportedError");
      return generateKey.call(this, algorithm, ...rest);
    };
  });
  await page.goto(`${hillside.api}/join`);

  await heading(page, "This browser can’t keep a key");
  assert.equal(await page.getByLabel("Your name").isVisible(), false);
});
