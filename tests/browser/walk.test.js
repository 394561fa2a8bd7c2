// One walk, as a new member takes it on a phone: from the invitation over the first people, the first ask, two yeses of
// others and the answer to being forgotten. By taps alone: no address is typed. Then the same yes and the same ask by a
// keyboard alone. What each part cost stands in a table at the end.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { takeMail } from "./mails.js";
import { until } from "./node.js";
import { counting, joins, keyboard, table } from "./person.js";
import { fits, heading, join, openHillside, phone, shows } from "./phone.js";

const JONAS = "jonas.weidt@lindenhof.example";
const ADA = "ada@wells.example";
/** From the invitation to a sent ask, with a file brought and a colleague trusted on the way. */
const GOAL_MS = 180_000;
/** From the page a mail's link opens to the yes. */
const YES_TAPS = 2;

let hillside;
let browser;
let close;
let mails;
const people = {};
/** Who walks. */
let lucia;
before(async () => {
  mails = await takeMail();
  ({ hillside, browser, close } = await openHillside(mails.settings));
  for (const name of ["Omar", "Nadia"]) people[name] = await settled(name);
  await trusts(counting(people.Omar.page), "Nadia");
  await knows(people.Nadia.page, "Jonas Weidt", JONAS);
  await knows(people.Nadia.page, "Ada Wells", ADA);
  const { page: link } = await hillside.admin("member", "invite", "Lucía");
  people["Lucía"] = { ...(await phone(browser)), link };
  lucia = counting(people["Lucía"].page);
});
after(async () => {
  await close?.();
  mails?.close();
});

/** Somebody who joined before. */
async function settled(name) {
  const one = await phone(browser);
  await join(one.page, (await hillside.admin("member", "invite", name)).page, name);
  return one;
}

/** Has somebody told by mail of what waits for them, once it does: it goes at once then, and else within a minute. */
async function mailed(name, what) {
  const { page } = people[name];
  await page.getByRole("link", { name: /^Inbox/ }).click();
  await page.getByRole("link", { name: what }).waitFor();
  const address = `${name.toLowerCase()}@hillside.example`;
  await page.getByRole("link", { name: "Me", exact: true }).click();
  await page.getByRole("link", { name: "Told by mail" }).click();
  await page.getByLabel("Your mail address").fill(address);
  await page.getByRole("button", { name: "Save" }).click();
  const [, code] = (await mailTo(address)).match(/The code is (\d{6})/);
  await page.getByLabel("The six digits").fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText("when something waits.").waitFor();
  const [link] = (await mailTo(address)).match(/http:\/\/\S+/);
  return link;
}

/** The next mail to an address, once it is there. */
const mailTo = (address) =>
  until(`a mail to ${address}`, () => {
    const at = mails.taken.findIndex((mail) => mail.includes(`To: ${address}`));
    return at >= 0 && mails.taken.splice(at, 1)[0];
  });

/** Says how well one knows a colleague. */
async function trusts({ page, tap, touch }, name) {
  await tap("link", "People");
  await tap("link", name);
  await touch(page.getByLabel("would vouch"));
  await tap("button", "Say so, as of today");
  await page.waitForURL("**said=strength");
}

/** Records somebody by hand, to be asked first also by colleagues. */
async function knows(page, name, address) {
  await page.getByRole("link", { name: "People", exact: true }).click();
  await page.getByRole("link", { name: "Bring one person" }).click();
  await page.getByLabel("Their name").fill(name);
  await page.getByLabel("know well").check();
  await page.getByLabel("Found by").fill(address);
  await page.locator("summary", { hasText: "What this tie may serve" }).click();
  await page.getByLabel("When a colleague’s question fits").selectOption({ label: "ask me first" });
  await page.getByRole("button", { name: "Record, as of today" }).click();
  await page.getByText("Recorded, with today’s date.").waitFor();
}

const place = (count, org) =>
  Array.from({ length: count }, (_, at) => `Ann${at},Lee,ann${at}@${org.toLowerCase()}.example,${org},05 Mar 2024`);
const FILE = ["First Name,Last Name,Email Address,Company,Connected On", ...place(12, "Lantern"), ...place(7, "Saltmarsh")];

test("a new member joins, brings people of a file, rates a group at once but for two, trusts a colleague, and asks", async () => {
  const { page, tap, touch, type, took, did, stage } = lucia;
  did.began = Date.now();
  await stage("join, from the invitation", () => joins(lucia, people["Lucía"].link, "Lucía", "lucia@hillside.example"));

  await stage("import: choose a file", async () => {
    await tap("link", "People");
    await tap("link", "Bring people from a file");
    // The button for a file, and the file in what the phone shows then.
    did.taps += 2;
    const file = { name: "Connections.csv", mimeType: "text/csv", buffer: Buffer.from(FILE.join("\n")) };
    await page.locator("#file:enabled").waitFor();
    await page.getByLabel("A file with contacts").setInputFiles(file);
    await heading(page, "Where to begin");
  });

  await stage("rate: twelve at once but for two, bring ten", async () => {
    await tap("button", /All at once: At .?Lantern/);
    await fits(page);
    for (const name of ["Ann3 Lee", "Ann7 Lee"]) await touch(page.getByLabel(name));
    await touch(page.locator("[data-step=together]").getByRole("button", { name: "know well" }));
    await tap("button", "Bring the people I rated");
    await heading(page, "They are brought");
    assert.equal(await page.locator("[data-new]").innerText(), "10");
  });

  await stage("trust a colleague", () => trusts(lucia, "Omar"));

  await stage("ask", async () => {
    await tap("link", "Asks");
    await tap("link", "Ask for somebody");
    await tap("link", "Introduction");
    await type("How they can be found", JONAS);
    await tap("button", "Next: see who sees what");
    await heading(page, "What each person will see");
    await touch(page.getByRole("button", { name: "Ask", exact: true }));
    await page.waitForURL("**said=asked");
  });
  lucia.stages.push({ name: "so far", ...did, counted: took(), real: Date.now() - did.began });
  assert.ok(took() < GOAL_MS, `${took()} ms from the invitation to a sent ask`);
});

/** Opens the link of a mail and says yes to what waits; gives the taps it took from there. */
async function saysYes(name, what, button) {
  const { page } = people[name];
  const one = counting(page);
  await page.goto(await mailed(name, what));
  await one.stage(`approve: ${name}, from the mail’s link`, async () => {
    await one.tap("link", what);
    // A yes that is signed waits for its key.
    await until("a button", () => page.getByRole("button", { name: button }).isEnabled());
    await one.tap("button", button);
    await page.waitForURL("**said=*");
  });
  lucia.stages.push(...one.stages);
  return one.did.taps;
}

test("who knows them, and who is on the way, say yes in two taps from the link in a mail", async () => {
  assert.equal(await saysYes("Nadia", /Jonas Weidt/, "Yes, say so"), YES_TAPS);

  const { page, tap, stage } = lucia;
  await lucia.aside(() => shows(page, "Path offered"));
  await stage("write: an example, signed and sent", async () => {
    await tap("button", "To a funder");
    await tap("button", "Sign and send");
    await page.waitForURL("**said=requested");
  });

  assert.equal(await saysYes("Omar", /Pass on a request/, "Yes, pass it on"), YES_TAPS);
});

test("the answer is handed over, and whoever leaves is forgotten", async () => {
  const nadia = counting(people.Nadia.page);
  await nadia.stage("answer: Nadia", async () => {
    await nadia.tap("link", "Inbox");
    await nadia.page.getByRole("link", { name: /A letter for you/ }).waitFor();
    await nadia.tap("link", /A letter for you/);
    await nadia.page.locator("[data-letter]:not(:empty)").waitFor();
    await nadia.type("Your answer", "Gladly: Jonas expects your call.");
    await nadia.tap("button", "Answer");
    await nadia.page.waitForURL("**said=answered");
  });
  lucia.stages.push(...nadia.stages);

  const { page, tap, touch, type, stage } = lucia;
  await people["Lucía"].context.grantPermissions(["clipboard-read", "clipboard-write"]);
  await lucia.aside(() => shows(page, "Gladly: Jonas expects your call."));
  await page.getByText("Introduced", { exact: true }).waitFor();
  await stage("hand over: copy, and a mail’s draft", async () => {
    await tap("button", "Copy");
    await page.getByText("Copied.").waitFor();
    // The draft opens in another program; what it holds stands in the link.
    const draft = page.getByRole("link", { name: "Write a mail" });
    lucia.did.taps += 1;
    assert.match(await draft.getAttribute("href"), /^mailto:Nadia(%40|@)hillside\.example\?.*Gladly/);
  });

  await stage("erase everything", async () => {
    await touch(page.getByRole("link", { name: "Me", exact: true }));
    await tap("link", "Leave and erase everything");
    await type(/^To go on, write the name of your organisation/, "Hillside");
    await tap("button", "Go on");
    await tap("button", "Erase everything");
    await heading(page, "You have left");
  });

  const members = await hillside.admin("member", "list");
  assert.deepEqual(members.map(({ name }) => name).sort(), ["Nadia", "Omar"]);
  // Her session ended with her membership, before the page ends it: a no of its own, and a browser says so.
  const complaints = Object.values(people).flatMap((one) => one.complaints);
  assert.deepEqual(complaints.filter((text) => !text.includes("401")), []);
  console.log(table(lucia.stages));
});

test("by a keyboard alone somebody asks, and somebody else says yes", async () => {
  const [{ page: omar }, { page: nadia }] = [people.Omar, people.Nadia];
  const asks = keyboard(omar);
  const link = (page, name) => page.getByRole("link", { name, exact: true }).first();
  const button = (page, name) => page.getByRole("button", { name, exact: true }).first();
  await asks.press(link(omar, "Asks"));
  await asks.press(link(omar, "Ask for somebody"));
  await asks.press(omar.getByRole("link", { name: "Introduction" }));
  await asks.type(omar.getByLabel("How they can be found", { exact: true }), ADA);
  await asks.press(button(omar, "Next: see who sees what"));
  await heading(omar, "What each person will see");
  await asks.press(button(omar, "Ask"), "Space");
  await omar.waitForURL("**said=asked");

  const says = keyboard(nadia);
  await says.press(nadia.getByRole("link", { name: /^Inbox/ }));
  await nadia.waitForURL("**/inbox");
  await says.press(nadia.getByRole("link", { name: /Ada Wells/ }));
  await heading(nadia, /Ada Wells/);
  await says.press(button(nadia, "Yes, say so"), "Space");
  await nadia.getByText("It does not say who you are.").waitFor();

  await shows(omar, "Path offered");
});
