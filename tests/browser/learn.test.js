// The lessons in a real browser: walked through by keyboard alone, without scripts and without being a member; and
// nothing to find fault with once something was chosen.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { fits, openHillside, phone } from "./phone.js";
import { shoot } from "./shots.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");

let hillside;
let browser;
let close;
before(async () => ({ hillside, browser, close } = await openHillside()));
after(() => close?.());

/** Presses Tab until what is focused says `text`. */
async function tabTo(page, text) {
  for (let at = 0; at < 40; at += 1) {
    await page.keyboard.press("Tab");
    const focused = page.locator(":focus");
    if ((await focused.count()) > 0 && text.test((await focused.innerText()).trim())) return;
  }
  assert.fail(`no Tab leads to ${text} on ${page.url()}`);
}

/** Waits for the heading of a page. */
const headed = (page, name) => page.getByRole("heading", { level: 1, name, exact: true }).waitFor();

test("a lesson is walked through by keyboard alone, without scripts", async () => {
  const { page, complaints } = await phone(browser, { javaScriptEnabled: false });
  await page.goto(hillside.api);
  await tabTo(page, /four short lessons/);
  await page.keyboard.press("Enter");
  await tabTo(page, /^Say yes or no/);
  await page.keyboard.press("Enter");

  await headed(page, "A request comes to you");
  await page.getByText("What each person will see").waitFor();
  const walked = [
    [/^No$/, /Nothing leaves your node/],
    [/^That I said no$/, /No page, no mail and no message tells of a no/],
    [/^Yes, say so$/, /This yes binds you to nothing/],
    [/^Say how much may come$/, /Nobody learns your number/],
  ];
  for (const [at, [choice, means]] of walked.entries()) {
    // Around a number stand marks that nobody sees: they keep the direction of writing.
    await page.getByText(new RegExp(`step .?${at + 1}.? of .?4`)).waitFor();
    await tabTo(page, choice);
    await page.keyboard.press(at % 2 === 0 ? "Enter" : "Space");
    await page.getByText(means).waitFor();
    await fits(page);
    if (at + 1 === walked.length) break;
    // What was said is where the keyboard goes on from.
    await page.keyboard.press("Tab");
    assert.equal(await page.locator(":focus").innerText(), "Next step");
    await page.keyboard.press("Enter");
  }
  await tabTo(page, /^Next lesson: .?Coach a colleague/);
  await page.keyboard.press("Enter");
  await headed(page, "The first question");
  assert.deepEqual(complaints, []);
});

test("whoever reads another language stays at the step, in that language", async () => {
  const { page } = await phone(browser, { javaScriptEnabled: false });
  await page.goto(`${hillside.api}/learn/ask/3`);

  await page.getByRole("button", { name: "Français" }).click();

  await headed(page, "Un mot pour le chemin");
  assert.equal(new URL(page.url()).pathname, "/learn/ask/3");
});

test("axe-core finds nothing on a lesson where something was chosen, and it fits a phone at twice the size", async () => {
  const { page, complaints } = await phone(browser, { bypassCSP: true });
  for (const path of ["/learn/rate/1?say=3", "/learn/ask/3?say=2", "/learn/approve/1?say=1", "/learn/coach/4?say=4"]) {
    await page.goto(hillside.api + path);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(AXE);
      const { violations } = await page.evaluate(() => globalThis.axe.run());
      assert.deepEqual(violations.map(({ id }) => id), [], `${path} ${colorScheme}`);
    }
    await shoot(page, `lesson${path.split("?")[0].replaceAll("/", "-")}`);
    await page.addStyleTag({ content: "html { font-size: 200% !important; }" });
    await fits(page);
  }
  for (const path of ["/learn", "/learn/node"]) {
    await page.goto(hillside.api + path);
    await shoot(page, `lesson${path.replaceAll("/", "-")}`);
  }
  assert.deepEqual(complaints, []);
});
