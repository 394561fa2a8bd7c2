// A phone in a real browser, at a real node, and what a person does first on one.

import assert from "node:assert/strict";
import { launch } from "./browser.js";
import { openPlace, until } from "./node.js";

/** One node, Hillside, with settings of its own if any, and a browser. `close` ends both. */
export async function openHillside(settings) {
  const place = await openPlace();
  const hillside = await place.startNode("Hillside", settings);
  const browser = await launch();
  const close = async () => {
    await browser.close();
    await place.close();
  };
  return { place, hillside, browser, close };
}

/** A phone that has seen nothing yet, and everything its pages complain of. */
export async function phone(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

/** Holds that nothing on a page is wider than its screen. */
export async function fits(page) {
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= seen, `${page.url()} is ${wide} wide`);
}

/** Waits for a heading. */
export const heading = (page, name) => page.getByRole("heading", { name }).waitFor();

/** Loads a page again until it says something. It may be going elsewhere by itself just then. */
export const shows = (page, text, options) =>
  until(text, async () => {
    await page.reload().catch(() => {});
    const said = page.getByText(text, options).first();
    return said.waitFor({ timeout: 2_000 }).then(
      () => true,
      () => false,
    );
  });

/** From the invitation to the inbox; gives the nine words. */
export async function join(page, link, name) {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("How to reach you: an e-mail address or a number").fill(`${name}@hillside.example`);
  await page.getByRole("button", { name: "Make my keys and join" }).click();
  await heading(page, "Write these nine words down");
  const words = await page.locator("[data-words] li").allTextContents();
  await page.getByRole("button", { name: "I wrote them down" }).click();
  await page.getByLabel("The third word").fill(words[2]);
  await page.getByLabel("The seventh word").fill(words[6]);
  await page.getByRole("button", { name: "Open my inbox" }).click();
  await page.waitForURL("**/inbox");
  return words;
}
