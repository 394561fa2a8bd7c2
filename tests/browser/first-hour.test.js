// The first hour of an organisation of twelve that has no partner: one of them sets a node up and invites the others,
// each joins in a browser of their own, says which colleagues they trust, brings the people of a file, and asks. They do
// only what the README and the pages offer. The clock is counted: taps, typed signs, and the pauses below; not the wall.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { beside } from "./beside.js";
import { until } from "./node.js";
import { counting, joins } from "./person.js";
import { heading, openHillside, phone } from "./phone.js";
import { drawing, exported, plant } from "./planted.js";

const SEED = 12;
const MINUTE = 60;
/** What is to be reached: an offer, an invitation of a partner, and which part of the planted paths is found. */
const FIRST_OFFER_BY = 35 * MINUTE;
const PARTNER_BY = 60 * MINUTE;
const FOUND_PART = 0.6;

/** Pauses in seconds: the README and its page for operators, two commands that set the node up, a link pasted to someone. */
const READS_README = 4 * MINUTE;
const HANDS_ON = 20;
/** Until somebody sees a mail, at most. */
const SEES_MAIL = 6 * MINUTE;
/** Reading a page for the first time, one seen before, and a name in a list. */
const READS = 30;
const LOOKS = 8;
const READS_NAME = 1.5;
/** LinkedIn’s file comes in some minutes; a list of contacts is there at once, after eight taps elsewhere. */
const FILE_COMES = [8 * MINUTE, 15 * MINUTE];
const TAPS_ELSEWHERE = 8;
/** Thinking of whom to ask for. */
const THINKS = 40;
/** When everybody looks again at what waits, when the admin thinks of partners, and when all look what came of it. */
const INBOX_AT = 44 * MINUTE;
const PARTNERS_AT = 48 * MINUTE;
const LAST_LOOK_AT = 55 * MINUTE;

let hillside;
let browser;
let close;
before(async () => ({ hillside, browser, close } = await openHillside()));
after(() => close?.());

/** When what came to pass first, in seconds; and what was found. */
const reached = { offer: Infinity, partner: Infinity, worth: 0 };

/** A member with a phone and a seed of their own. */
async function member(planned, at) {
  const { page, complaints } = await phone(browser);
  return { ...planned, at, complaints, one: counting(page), draw: drawing(SEED * 100 + at), trusted: [], brought: [] };
}

/** Says of the colleagues who are there how well one knows them. */
async function* trustsColleagues({ one, colleagues, trusted }) {
  while (trusted.length < colleagues.length) {
    await one.tap("link", "People");
    await one.page.locator("#colleagues").waitFor();
    const there = await one.page.locator('a[href^="/colleagues/"] .who').allInnerTexts();
    const next = colleagues.find((name) => !trusted.some((one) => one.name === name) && there.includes(name));
    if (next === undefined) return;
    yield LOOKS;
    await one.touch(one.page.locator('a[href^="/colleagues/"]', { hasText: next }));
    await one.touch(one.page.getByLabel("know well"));
    await one.tap("button", "Say so, as of today");
    await one.page.waitForURL("**said=strength");
    trusted.push({ name: next, at: Date.now() });
  }
}

/** Brings a file: each group that has a name is rated at once, but for whom one hardly remembers; the rest stays. */
async function* bringsFile(own) {
  const { one, brought } = own;
  const { page, did } = one;
  await one.tap("link", "People");
  await one.tap("link", "Bring people from a file");
  await page.locator("#file:enabled").waitFor();
  did.taps += 2;
  await page.getByLabel("A file with contacts").setInputFiles(exported(own));
  await heading(page, "Where to begin");
  yield READS;
  const groups = await page.locator("[data-groups] li .head").allInnerTexts();
  const known = new Map(own.knows.map((written) => [written.person.name, written]));
  for (const head of groups.filter((head) => head !== "Everybody else")) {
    await one.touch(page.locator("[data-groups] li", { hasText: head }).getByRole("button", { name: "All at once" }));
    const names = await page.locator("[data-members] label bdi").allInnerTexts();
    yield names.length * READS_NAME;
    for (const name of names.filter((name) => known.get(name).isFaint)) {
      await one.touch(page.locator("[data-members] label", { hasText: name }));
    }
    await one.touch(page.locator("[data-step=together]").getByRole("button", { name: "know well" }));
    await heading(page, "Where to begin");
    brought.push(...names.map((name) => known.get(name)).filter(({ isFaint }) => !isFaint));
  }
  await one.tap("button", "Bring the people I rated");
  await heading(page, "They are brought");
  assert.equal(await page.locator("[data-new]").innerText(), String(brought.length));
}

/** Asks for somebody by the one way to find them one has, and by name. */
async function asks({ one }, { person, isByPage }) {
  if (new URL(one.page.url()).pathname !== "/asks") await one.tap("link", "Asks");
  await one.tap("link", "Ask for somebody");
  await one.tap("link", "Introduction");
  await one.type("How they can be found", isByPage ? person.page : person.email);
  await one.touch(one.page.locator("summary", { hasText: "More they can be found by" }));
  await one.type("Second way", `${person.name} at ${person.org}`);
  await one.tap("button", "Next: see who sees what");
  await heading(one.page, "What each person will see");
  await one.touch(one.page.getByRole("button", { name: "Ask", exact: true }));
  await one.page.waitForURL("**said=asked");
}

/** Looks at the own asks; gives for whom a path is offered. */
async function offered({ one, asks }) {
  await one.tap("link", "Asks");
  await one.page.getByRole("heading", { name: "Asks", exact: true }).waitFor();
  const rows = await one.page.locator("a.row", { hasText: "Path offered" }).allInnerTexts();
  // A page’s address is shown in its shortest form.
  const shown = ({ person, isByPage }) => (isByPage ? person.page.replace("https://www.", "") : person.email);
  return asks.filter((ask) => rows.some((row) => row.includes(shown(ask))));
}

/** Says yes to every question in the inbox. */
async function* saysYes({ one }) {
  const { page } = one;
  for (;;) {
    await one.tap("link", /^Inbox/);
    await page.waitForURL("**/inbox");
    const waiting = page.locator("[data-inbox] a.row").first();
    if (!(await waiting.isVisible())) return;
    await one.touch(waiting);
    await page.getByRole("button", { name: "Yes, say so" }).waitFor();
    yield LOOKS;
    await one.tap("button", "Yes, say so");
    await page.getByText("It does not say who you are.").waitFor();
  }
}

/** A member's first hour. `now` is the second it is. */
async function* firstHour(own, link, now) {
  const { one, source, draw } = own;
  const till = (secs) => Math.max(secs - now(), 0);
  await joins(one, link, own.name, `${own.name.toLowerCase()}@hillside.example`);
  own.joinedAt = now();
  yield READS;
  one.did.taps += TAPS_ELSEWHERE;
  const [soonest, latest] = FILE_COMES;
  const fileAt = now() + (source === "google" ? 0 : soonest + draw() * (latest - soonest));
  if (own.at % 3 === 0) yield* letsBeCounted(own);
  yield* trustsColleagues(own);
  yield till(fileAt);
  yield* bringsFile(own);
  own.broughtAt = now();
  own.broughtBy = Date.now();
  yield* trustsColleagues(own);
  for (const ask of own.asks) {
    yield THINKS;
    ask.at = Date.now();
    await asks(own, ask);
    yield READS;
    if ((await offered(own)).length > 0) reached.offer = Math.min(reached.offer, now());
  }
  own.askedAt = now();
  yield till(INBOX_AT);
  yield* saysYes(own);
  yield* trustsColleagues(own);
  yield till(LAST_LOOK_AT);
  own.found = await offered(own);
  own.doneAt = now();
}

/** Lets the admin count one’s ties, so that they see which organisations are worth connecting. */
async function* letsBeCounted({ one }) {
  await one.touch(one.page.getByRole("link", { name: "Me", exact: true }));
  await one.tap("link", "My profile");
  yield READS;
  await one.touch(one.page.getByLabel("My admin may count my ties, without names"));
  await one.tap("button", "Save my profile");
  await one.page.getByText("This is your profile from now on.").waitFor();
}

/** The admin, who is a member too: sets the node up, invites everybody, and later makes a partner’s invitation. */
async function* adminsHour(own, others, hour, now) {
  const { one } = own;
  const command = (text) => (one.did.signs += text.length);
  yield READS_README;
  command('stn init --data /srv/stn --name "Hillside"');
  command("stn serve --data /srv/stn");
  yield READS;
  for (const other of others) {
    command(`stn member invite "${other.name}"`);
    const { page: link } = await hillside.admin("member", "invite", other.name);
    if (other === own) own.link = link;
    else hour.begin(now() + HANDS_ON + other.draw() * SEES_MAIL, other.one, (now) => firstHour(other, link, now));
    yield HANDS_ON;
  }
  yield* firstHour(own, own.link, now);
}

/** The admin’s pages, at their time: which organisations are worth connecting, and a token for one. */
async function* invitesPartner(one, now) {
  const { page, did } = one;
  did.signs += "stn admin open".length;
  await one.follow((await hillside.admin("admin", "open")).page);
  await one.tap("button", "Open the admin’s pages");
  await page.waitForURL("**/admin");
  yield READS;
  await one.tap("link", "Partners");
  await heading(page, "What the other side learns");
  reached.worth = await page.getByText("members know somebody there").count();
  yield READS;
  await one.tap("button", "Make the token");
  await heading(page, "A token for another organisation");
  assert.ok((await page.getByLabel("To hand on").inputValue()).startsWith("stn:peer:"));
  yield HANDS_ON;
  reached.partner = now();
}

/** Why a planted path need not be there, if there is a reason: what came too late, or did not come at all. */
const missing = (own, all) => ({ at, person, through, isByPage }) => {
  const colleague = all.find(({ name }) => name === through);
  const written = colleague.brought.find((written) => written.person === person);
  if (!own.trusted.some((one) => one.name === through && one.at < at)) return "the colleague was not trusted yet";
  if (written === undefined) return "the colleague did not rate them";
  if (!(isByPage ? written.hasPage : written.hasEmail)) return "the colleague’s file has them by name alone";
  return colleague.broughtBy < at ? undefined : "the colleague brought them after the ask";
};

/** What came of the hour, told in lines. */
function tell(all) {
  const sum = (count) => all.reduce((before, own) => before + count(own), 0);
  const [planted, found] = [sum((own) => own.asks.length), sum((own) => own.found.length)];
  const minute = (secs) => (secs / MINUTE).toFixed(1);
  const latest = (what) => minute(Math.max(...all.map((own) => own[what])));
  console.log(`first offer through a colleague: minute ${minute(reached.offer)}`);
  console.log(`everybody has joined: minute ${latest("joinedAt")}; brought a file: minute ${latest("broughtAt")}`);
  console.log(`everybody has asked: minute ${latest("askedAt")}; looked what came: minute ${latest("doneAt")}`);
  console.log(`a partner is invited: minute ${minute(reached.partner)}; organisations worth connecting: ${reached.worth}`);
  console.log(`taps: ${sum(({ one }) => one.did.taps)}, signs: ${sum(({ one }) => one.did.signs)}`);
  console.log(`people rated: ${sum((own) => own.brought.length)} of ${sum((own) => own.knows.length)}`);
  console.log(`planted paths found: ${found} of ${planted}, ${Math.round((found / planted) * 100)} %`);
  const why = new Map();
  for (const own of all) {
    for (const ask of own.asks.filter((ask) => !own.found.includes(ask))) {
      const reason = missing(own, all)(ask);
      why.set(reason, (why.get(reason) ?? 0) + 1);
    }
  }
  for (const [reason, count] of why) console.log(`  not found as ${reason}: ${count}`);
  return found / planted;
}

test("twelve members find each other’s people within the hour, and invite a partner", async () => {
  const all = await Promise.all(plant(SEED).members.map(member));
  const hour = beside();
  hour.begin(0, all[0].one, (now) => adminsHour(all[0], all, hour, now));
  const desk = counting((await phone(browser)).page);
  hour.begin(PARTNERS_AT, desk, (now) => invitesPartner(desk, now));
  await hour.run();
  // What is on its way to a page is waited for; what is not there is not.
  for (const own of all) {
    const due = own.asks.filter((ask) => missing(own, all)(ask) === undefined);
    own.found = await until(`${due.length} offers for ${own.name}`, async () => {
      const found = await offered(own);
      return due.every((ask) => found.includes(ask)) && found;
    });
  }

  const part = tell(all);
  assert.ok(reached.offer <= FIRST_OFFER_BY, `the first offer came in second ${reached.offer}`);
  assert.ok(reached.partner <= PARTNER_BY, `a partner was invited in second ${reached.partner}`);
  assert.ok(reached.worth > 0, "the admin is told of no organisation worth connecting");
  assert.ok(part >= FOUND_PART, `${part} of the planted paths`);
  for (const { complaints } of all) assert.deepEqual(complaints, []);
});
