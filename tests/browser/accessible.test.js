// Every page a member can reach by links, judged by axe-core in light and dark, on a phone and on a desk, and with text
// at twice its size; and no page of them complains.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { startDemo, until } from "./node.js";
import { join, openHillside, phone } from "./phone.js";
import { shoot } from "./shots.js";

const AXE = await readFile(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const FORMS = [360, 1280].flatMap((width) => ["light", "dark"].map((colorScheme) => ({ width, colorScheme })));
/** Links that load a file or leave the member signed out. */
const NOT_PAGES = /\.(json|html)$|^\/assets\//;

const JONAS = "jonas.weidt@lindenhof.example";

let place;
let hillside;
let browser;
let close;
let page;
let invitation;
before(async () => {
  ({ place, hillside, browser, close } = await openHillside());
  // What is judged is the page: axe-core itself is no file of the site.
  ({ page } = await phone(browser, { bypassCSP: true }));
  ({ page: invitation } = await hillside.admin("member", "invite", "Lucía"));
  await join(page, invitation, "Lucía");
  await populated();
});
after(() => close?.());

/** Somebody beside her asks for a person she knows, she asks for another, and a partner is proposed. */
async function populated() {
  const nadia = place.person("Nadia");
  const { link } = await hillside.admin("member", "invite", "Nadia");
  await nadia("join", link, "--name", "Nadia");
  await tell({ do: "record-contacts", contacts: [contact("Jonas Weidt", JONAS)] });
  await nadia("trust", "Lucía", "--strength", "know-well");
  await nadia("ask", "--for", JONAS);
  await until("an item", async () => (await page.goto(`${hillside.api}/inbox`)) && (await page.locator("a.row").count()) > 0);
}

/** An act of hers that no page of this test needs to offer. */
function tell(command) {
  return page.evaluate(async (command) => {
    const below = document.querySelector("link[rel=stylesheet]").href.replace("style.css", "");
    const { act } = await import(`${below}device/session.js`);
    return act(command);
  }, command);
}

function contact(name, address) {
  const kinds = ["introduction", "intelligence", "influence", "appraisal", "opportunity"];
  const policy = { kinds, search: true, audience: "peers", own_org: "ask", beyond: "ask" };
  const handles = [{ type: "email", canonical: address }];
  return { name, org: "Lindenhof", role: "", handles, strength: "know-well", policy };
}

/** Every address that links lead to, one of each shape. */
async function pages() {
  const found = new Map();
  const open = ["/inbox", "/"];
  while (open.length > 0) {
    const path = open.shift();
    const shape = path.replaceAll(/[0-9a-f]{16,}/g, ":id");
    if (found.has(shape) || NOT_PAGES.test(path)) continue;
    found.set(shape, path);
    const answer = await page.goto(hillside.api + path);
    assert.equal(answer.status(), 200, path);
    const links = await page.locator("a[href^='/']").evaluateAll((all) => all.map((one) => one.getAttribute("href")));
    open.push(...links.map((link) => link.split(/[?#]/)[0]));
  }
  return [...found.values()];
}

/** What axe-core finds on the page as it stands. */
async function faults(page) {
  await page.evaluate(AXE);
  const { violations } = await page.evaluate(() => globalThis.axe.run());
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 160)).join(" | ")}`);
}

/** What axe-core finds in any form of it, and whether it can be read at twice the size without scrolling sideways. */
async function judged(page, name) {
  const found = [];
  for (const { width, colorScheme } of FORMS) {
    await page.setViewportSize({ width, height: 740 });
    await page.emulateMedia({ colorScheme });
    found.push(...(await faults(page)).map((fault) => `${name} at ${width} ${colorScheme}: ${fault}`));
  }
  await page.setViewportSize({ width: 360, height: 740 });
  const style = await page.addStyleTag({ content: "html { font-size: 200% !important; }" });
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (wide > seen) found.push(`${name} at twice the size is ${wide} px wide on a screen of ${seen}`);
  await style.evaluate((tag) => tag.remove());
  return found;
}

test("axe-core finds nothing on any page a member can reach", async () => {
  const all = await pages();
  const found = [];
  for (const path of all) {
    await page.goto(hillside.api + path);
    found.push(...(await judged(page, path)));
    await shoot(page, `page${path.replaceAll("/", "-").replaceAll(/[0-9a-f]{16,}/g, "one")}`);
  }
  assert.ok(all.length >= 10, all.join());
  assert.deepEqual(found, []);

  // It sees a fault where there is one.
  await page.evaluate(() => document.querySelector("main").append(document.createElement("button")));
  assert.match((await faults(page)).join(), /button-name/);
});

test("axe-core finds nothing before somebody is a member, nor on a page that says no", async () => {
  const { page } = await phone(browser, { bypassCSP: true });
  const { page: another } = await hillside.admin("member", "invite", "Omar");
  const found = [];
  for (const address of [hillside.api, another, `${hillside.api}/people`, `${hillside.api}/nothing`]) {
    await page.goto(address);
    await page.waitForLoadState("networkidle");
    found.push(...(await judged(page, address)));
  }
  await shoot(page, "page-nothing");
  assert.deepEqual(found, []);
});

test("axe-core finds nothing on the demo's page, before a story and within one", async () => {
  const demo = await startDemo();
  const { page } = await phone(browser, { bypassCSP: true });
  try {
    await page.goto(demo.address);
    const found = await judged(page, "the demo");
    await page.getByRole("button", { name: "Story 1" }).click();
    await page.getByText(/^Now you approve, as/).waitFor({ timeout: 90_000 });
    found.push(...(await judged(page, "a story")));
    assert.deepEqual(found, []);
  } finally {
    await demo.stop();
  }
});
