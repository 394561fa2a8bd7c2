// Bringing whom one knows, on a phone: files chosen, rated by thumb and by keys, in groups, taken back, gone on with
// after the page was closed; and only who was rated is at the node.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { heading, join, openHillside, phone } from "./phone.js";

const fixture = (name) => fileURLToPath(new URL(`../fixtures/imports/${name}`, import.meta.url));
const HOSTILE = `"'></title><script>alert(1)</script><img src=x onerror=alert(1)>`;
/** What somebody takes to read a card and to decide, and for each tap or key: people are counted, not clocks. */
const THINKING_SECS = 8;
const TAP_SECS = 1;

let hillside;
let browser;
let close;
before(async () => ({ hillside, browser, close } = await openHillside()));
after(() => close?.());

/** Somebody who has joined, at the page for files. */
async function member(name, options) {
  const one = await phone(browser, options);
  const { page: invitation } = await hillside.admin("member", "invite", name);
  await join(one.page, invitation, name);
  await one.page.goto(`${hillside.api}/people/import`);
  return one;
}

/** Chooses a file of this text. */
const choose = (page, name, text) =>
  page.getByLabel("A file with contacts").setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(text) });

/** What the node holds of somebody's people: name and strength. */
async function atNode({ page }) {
  const held = await (await page.request.get(`${hillside.api}/me/export.json`)).json();
  return new Map(held.people.map(({ name, strength }) => [name, strength]));
}

/** Back to the groups once the answer is taken, where the group had more than this one. */
async function toGroups(page, asked) {
  const isTaken = (asked) =>
    !document.querySelector("[data-step=groups]").hidden || document.querySelector("[data-ask]").textContent !== asked;
  await page.waitForFunction(isTaken, asked);
  const back = page.getByRole("button", { name: "Back to the groups" }).filter({ visible: true });
  if (await back.isVisible()) await back.click();
}

const table = (rows) => `First Name,Last Name,Email Address,Company,Connected On\n${rows.join("\n")}\n`;
const colleagues = (count, org) =>
  Array.from({ length: count }, (_, at) => `Ann${at},Lee,ann${at}@${org}.example,${org},05 Mar 2024`);
/** Waits until so many are rated and not brought. */
const rated = (page, count) => page.locator("[data-rated]", { hasText: new RegExp(`^${count}$`) }).waitFor();
const group = (page, name) => page.locator("[data-groups] li", { hasText: name });
const card = (page) => page.locator("[data-step=card] h2");

test("a file of every sort is read, and only who was rated is at the node", async () => {
  const lucia = await member("Lucía");
  for (const [file, first] of [
    ["linkedin-en-2024-notes.csv", "Amara Okonjo"],
    ["google-new.csv", null],
    ["outlook.csv", null],
    ["vcard30-apple.vcf", "Dr. Chidi Obi Achebe Ph.D."],
  ]) {
    await lucia.page.getByLabel("A file with contacts").setInputFiles(fixture(file));
    await heading(lucia.page, "Where to begin");
    await lucia.page.locator("[data-groups] li").last().getByRole("button", { name: "One by one" }).click();
    await lucia.page.getByRole("heading", { name: "How well do you know" }).waitFor();
    if (first !== null) assert.match(await card(lucia.page).textContent(), new RegExp(first));
    const asked = await card(lucia.page).textContent();
    await lucia.page.getByRole("button", { name: "know well" }).click();
    await toGroups(lucia.page, asked);
    await rated(lucia.page, 1);
    await lucia.page.getByRole("button", { name: "Bring the people I rated" }).click();
    await heading(lucia.page, "They are brought");
    await lucia.page.getByRole("button", { name: "Another file" }).click();
  }

  const held = await atNode(lucia);
  assert.equal(held.size, 4);
  assert.equal(held.get("Amara Okonjo"), "know-well");
  assert.deepEqual(lucia.complaints, []);
});

test("fifty people are rated by keys within ten minutes, and each press is an answer", async () => {
  const omar = await member("Omar");
  await choose(omar.page, "Connections.csv", table(colleagues(50, "Lantern")));
  await group(omar.page, "Lantern").getByRole("button", { name: "One by one" }).click();
  let presses = 2;
  for (let at = 0; at < 50; at += 1) {
    await omar.page.getByRole("heading", { name: `Ann${at} Lee` }).waitFor();
    await omar.page.keyboard.press(String((at % 3) + 1));
    presses += 1;
  }
  await heading(omar.page, "Where to begin");
  await rated(omar.page, 50);
  await omar.page.getByRole("button", { name: "Bring the people I rated" }).click();
  presses += 1;
  await heading(omar.page, "They are brought");

  const secs = presses * TAP_SECS + 50 * THINKING_SECS;
  assert.ok(secs <= 600, `${presses} presses, ${secs} s`);
  const held = await atNode(omar);
  assert.deepEqual([held.size, held.get("Ann0 Lee"), held.get("Ann2 Lee")], [50, "have-met", "would-vouch"]);
  assert.deepEqual(omar.complaints, []);
});

test("a group is rated at once but for one, who stays to be seen", async () => {
  const nadia = await member("Nadia");
  await choose(nadia.page, "Connections.csv", table([...colleagues(6, "Lantern"), ...colleagues(4, "Saltmarsh")]));
  await group(nadia.page, "Lantern").getByRole("button", { name: "All at once" }).click();
  await nadia.page.getByLabel("Ann3 Lee").uncheck();
  await nadia.page.locator("[data-step=together]").getByRole("button", { name: "have met" }).click();

  await rated(nadia.page, 5);
  assert.match(await group(nadia.page, "Lantern").innerText(), /to rate: 1/);
  await nadia.page.getByRole("button", { name: "Undo" }).filter({ visible: true }).click();
  await rated(nadia.page, 0);
  assert.equal((await atNode(nadia)).size, 0);
});

test("a page that was closed goes on where it stood, and the last word can be taken back", async () => {
  const tom = await member("Tom");
  await choose(tom.page, "Connections.csv", table(colleagues(5, "Lantern")));
  await group(tom.page, "Lantern").getByRole("button", { name: "One by one" }).click();
  await tom.page.keyboard.press("3");
  await tom.page.getByRole("heading", { name: "Ann1 Lee" }).waitFor();
  await tom.page.keyboard.press("4");
  await tom.page.getByRole("heading", { name: "Ann2 Lee" }).waitFor();

  await tom.page.close();
  tom.page = await tom.context.newPage();
  await tom.page.goto(`${hillside.api}/people/import`);
  await heading(tom.page, "Where to begin");
  await rated(tom.page, 1);

  await group(tom.page, "Lantern").getByRole("button", { name: "One by one" }).click();
  await tom.page.getByRole("heading", { name: "Ann2 Lee" }).waitFor();
  await tom.page.keyboard.press("u");
  await tom.page.getByRole("heading", { name: "Ann1 Lee" }).waitFor();
  await tom.page.keyboard.press("ArrowRight");
  await tom.page.getByRole("heading", { name: "Ann2 Lee" }).waitFor();
  await tom.page.keyboard.press("ArrowLeft");
  await tom.page.getByRole("heading", { name: "Ann1 Lee" }).waitFor();
  await tom.page.keyboard.press("2");
  await tom.page.getByRole("heading", { name: "Ann2 Lee" }).waitFor();
  await tom.page.getByRole("button", { name: "Back to the groups" }).filter({ visible: true }).click();
  await tom.page.getByRole("button", { name: "Bring the people I rated" }).click();
  await heading(tom.page, "They are brought");

  assert.deepEqual(await atNode(tom), new Map([["Ann0 Lee", "would-vouch"], ["Ann1 Lee", "know-well"]]));
});

test("names that want a page to do something are text, and a file is undone as a whole", async () => {
  const eva = await member("Eva");
  const quoted = `"${HOSTILE.replaceAll('"', '""')}"`;
  await choose(eva.page, "Connections.csv", table([`${quoted},Lee,eve@well.example,${quoted},`]));
  await eva.page.getByRole("button", { name: "One by one" }).click();
  assert.match(await card(eva.page).textContent(), /<script>alert\(1\)<\/script><img src=x/);
  await eva.page.keyboard.press("1");
  await eva.page.getByRole("button", { name: "Bring the people I rated" }).click();
  await heading(eva.page, "They are brought");

  assert.equal((await atNode(eva)).size, 1);
  await eva.page.goto(`${hillside.api}/people/import`);
  await eva.page.getByRole("button", { name: "Undo all of it" }).click();
  await eva.page.getByText("Undone. Whom it brought is gone").waitFor();
  assert.equal((await atNode(eva)).size, 0);
  assert.deepEqual(eva.complaints, []);
});

test("a file that is none gets a sentence, and nothing is kept", async () => {
  const ines = await member("Inés");
  await choose(ines.page, "broken.csv", 'First Name,Last Name,Company\nJo,Ray,y\n"Un,closed,z\nAnn,Lee,x\nTom,Lee,x\n');
  const alert = (text) => ines.page.getByRole("alert").filter({ hasText: text }).waitFor();
  await alert(/what starts on line \W?3/);
  await choose(ines.page, "page.csv", "<!doctype html><title>Sign in</title>");
  await alert("This is a web page, perhaps one to sign in. Nothing was kept or sent.");

  await ines.page.reload();
  await heading(ines.page, "Choose the file");
});

test("who is found by somebody else's address is not recorded, and the page says whose", async () => {
  const piet = await member("Piet");
  await piet.page.goto(`${hillside.api}/people/new`);
  await piet.page.getByLabel("Their name").fill("Jonas Weidt");
  await piet.page.getByLabel("know well").check();
  await piet.page.getByLabel("Found by").fill("office@lindenhof.example");
  await piet.page.getByRole("button", { name: "Record, as of today" }).click();
  await piet.page.getByText("Recorded, with today’s date.").waitFor();

  await piet.page.goto(`${hillside.api}/people/import`);
  await choose(piet.page, "Connections.csv", table(["Kerstin,Brandt,office@lindenhof.example,Lindenhof,", "Nobody,,,,"]));
  await piet.page.getByRole("button", { name: "All at once" }).click();
  await piet.page.locator("[data-step=together]").getByRole("button", { name: "have met" }).click();
  await piet.page.getByRole("button", { name: "Bring the people I rated" }).click();
  await heading(piet.page, "They are brought");

  const nots = await piet.page.locator("[data-not-list] li").allInnerTexts();
  assert.equal(nots.length, 2);
  assert.match(nots[0], /Kerstin Brandt: found by the same as .*Jonas Weidt/);
  assert.match(nots[1], /Nobody: the file has no address/);
  assert.deepEqual([...(await atNode(piet)).keys()], ["Jonas Weidt"]);
});

test("one person is brought by hand, put right, and noted under the own key", async () => {
  const ruth = await member("Ruth");
  const { page } = ruth;
  await page.goto(`${hillside.api}/people/new`);
  await page.getByLabel("Their name").fill("Samir Haddad");
  await page.getByLabel("would vouch").check();
  await page.getByLabel("Found by").fill("no address");
  await page.getByRole("button", { name: "Record, as of today" }).click();
  await page.getByText("is no address, number or page").waitFor();
  assert.equal(await page.getByLabel("Their name").inputValue(), "Samir Haddad");
  await page.getByLabel("Found by").fill("samir@kestrel.example");
  await page.getByRole("button", { name: "Record, as of today" }).click();
  await heading(page, "Samir Haddad");

  await page.getByLabel("For yourself alone").fill("met at the fair");
  await page.getByRole("button", { name: "Keep the note" }).click();
  await page.getByText("Your note is kept, sealed.").waitFor();
  await page.waitForFunction(() => document.querySelector("[data-note-text]").value === "met at the fair");
  await page.getByRole("link", { name: "Change name, place or addresses" }).click();
  await page.getByLabel("Organisation").fill("Kestrel Youth Network");
  await page.getByRole("button", { name: "Change", exact: true }).click();
  await page.getByText("Changed. How well you know them").waitFor();
  await page.waitForFunction(() => document.querySelector("[data-note-text]").value === "met at the fair");

  await page.goto(`${hillside.api}/people`);
  await page.getByRole("link", { name: /Samir Haddad.*would vouch/ }).waitFor();
  await page.goto(`${hillside.api}/reach`);
  assert.match(await page.locator("tbody tr").first().innerText(), /whom you know\s+1/);
  // A form sent back with what is wrong is a no of its own, and a browser says so.
  assert.deepEqual(ruth.complaints.filter((text) => !text.includes("422")), []);
});
