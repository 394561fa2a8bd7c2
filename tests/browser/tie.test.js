// Ties across organisations, by clicks on real pages at real nodes: a bridge by link and its six words, a request with a
// question back and an offer to stay connected, an alert from hand to hand, an appraisal with a candidate's permission
// that is taken back, and a knock. What other pages do (asking, writing, judging) is done with the device itself.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./browser.js";
import { openPlace, until } from "./node.js";
import { heading, join, phone, shows } from "./phone.js";

const CARLA = "carla@deltaworks.example";
const SAMIR = "samir@letters.example";
const HENRIKE = "henrike@riverbend.example";

let place;
let browser;
let hillside;
let riverbend;
/** Three members with a phone each, by name: where their pages are, the page, and what it complained of. */
const people = {};

before(async () => {
  place = await openPlace();
  [hillside, riverbend] = [await place.startNode("Hillside"), await place.startNode("Riverbend")];
  browser = await launch();
  for (const [name, node] of [
    ["Lucía", hillside],
    ["Nadia", riverbend],
    ["Henrike", riverbend],
  ]) {
    const { page: invitation } = await node.admin("member", "invite", name);
    people[name] = { ...(await phone(browser)), api: node.api };
    await join(people[name].page, invitation, name);
  }
  // Before the two are connected: what is known then is in the first table.
  const { Henrike } = people;
  await know(Henrike, "Carla Dune", CARLA);
  await know(Henrike, "Samir Haddad", SAMIR);
  const kinds = POLICY.kinds.filter((kind) => kind !== "appraisal");
  const findable = { handles: [{ type: "email", canonical: HENRIKE }], kinds, audience: "peers", answer: "ask" };
  await act(Henrike, { do: "set-findable", findable });
  await connect();
});
after(async () => {
  await browser?.close();
  await place?.close();
});

async function connect() {
  const { token } = await riverbend.admin("peer", "invite");
  await hillside.admin("peer", "join", token);
  const joining = await until("a joining organisation", async () =>
    (await riverbend.admin("peer", "list")).find(({ state }) => state === "awaits-confirmation"),
  );
  await riverbend.admin("peer", "confirm", joining.org.slice(0, 8));
  for (const node of [hillside, riverbend]) {
    await until("a connection", async () =>
      (await node.admin("peer", "list")).every(({ state }) => state === "active"),
    );
  }
}

/** What the pages complained of; that an address has nothing is a no of its own, and a browser says so. */
const complaints = () =>
  Object.values(people).flatMap((one) => one.complaints.filter((text) => !/40[14]/.test(text)));

/** Opens a page of somebody's node. */
const go = async ({ page, api }, path) => {
  await page.goto(api + path);
  return page;
};

/** Opens what waits for somebody, once it does. */
async function item(who, headline) {
  const page = await go(who, "/inbox");
  const link = page.getByRole("link", { name: headline }).first();
  await until(headline, async () => {
    if (await link.isVisible()) return true;
    await page.goto(`${who.api}/inbox`);
    return link.isVisible();
  });
  await link.click();
  return page;
}

/** Presses a button and waits for the page it leads to. */
async function press(page, name, leads) {
  await page.getByRole("button", { name, exact: true }).click();
  await page.waitForURL(leads);
}

/** Lets the device of somebody's browser do something, with its own modules. */
function device({ page }, work, given = null) {
  const names = ["appraisal", "ask", "bytes", "keeping", "payload", "said", "session", "time", "verdict", "views"];
  // Given as a text: the page's policy lets no script of its own make a function of one.
  return page.evaluate(`(async () => {
    const below = document.querySelector("link[rel=stylesheet]").href.replace("style.css", "device/");
    const names = ${JSON.stringify(names)};
    const all = await Promise.all(names.map((name) => import(below + name + ".js")));
    const modules = Object.fromEntries(names.map((name, at) => [name, all[at]]));
    return (${work})(modules, ${JSON.stringify(given)});
  })()`);
}

const act = (who, command) => device(who, ({ session }, command) => session.act(command), command);
const see = (who, look) => device(who, ({ session }, look) => session.see(look), look);

const POLICY = {
  kinds: ["introduction", "intelligence", "influence", "appraisal", "opportunity"],
  search: true,
  audience: "peers",
  own_org: "standing",
  beyond: "ask",
};

const know = (who, name, address) => {
  const handles = [{ type: "email", canonical: address }];
  const contact = { name, org: "", role: "", handles, strength: "know-well", policy: POLICY };
  return act(who, { do: "record-contacts", contacts: [contact] });
};

/** Sends a request along the first offer, once there is one. */
function request(who, ask) {
  const work = async ({ ask: asking, session, said, views, keeping }, ask) => {
    const [offer] = await session.see({ see: "offers", ask });
    if (offer === undefined) return undefined;
    const terms = await keeping.look((device) => device.terms.get(ask) ?? null);
    const draft = { note: "a word to all of you", letter: "Dear you", terms };
    const read = views.readOffer(offer);
    const days = 20n * 86_400n;
    const made = await session.make((device, now) => asking.compose(device, read, draft, now + days, now));
    await session.act(said.submitRequest(made));
    return true;
  };
  return until("an offer", () => device(who, work, ask));
}

test("two browsers tie a bridge by a link and read the same six words", async () => {
  const { Lucía, Nadia } = people;
  const maker = await go(Lucía, "/bridges");
  await maker.getByLabel("would vouch").first().check();
  await maker.getByRole("button", { name: "Make the link" }).click();
  const link = await until("a link", async () => (await maker.getByLabel("Your link").inputValue()) || undefined);
  assert.match(link, /^stn:bridge:/);

  const taker = await go(Nadia, "/bridges");
  const sent = [];
  taker.on("request", (call) => sent.push(`${call.url()} ${call.postData() ?? ""}`));
  await taker.getByLabel("The link").fill(link);
  await press(taker, "Look at it", "**/bridge#*");
  await taker.getByText("Hillside").first().waitFor();
  await taker.getByLabel("know well").first().check();
  assert.equal(sent.some((call) => call.includes(link.slice(11, 40))), false, "the link was sent");
  await press(taker, "Yes, tie the bridge", "**/bridges/*");
  await heading(taker, "Six words to compare");

  await item(Lucía, /took up your bridge link/);
  await press(maker, "Yes, tie the bridge", "**/bridges/*");
  const six = await until("six words", async () => (await maker.locator("[data-six]").textContent()) || undefined);
  await item(Nadia, /confirmed your bridge/);
  await press(taker, "Yes, tie the bridge", "**/bridges/*");
  await until("the same words", async () => (await taker.locator("[data-six]").textContent()) === six);
  assert.equal(six.split(" ").length, 6);

  await until("an open bridge", async () => (await see(Lucía, { see: "bridges" }))[0].state === "active");
  await maker.reload();
  await maker.getByLabel("Whose questions").selectOption("network");
  await press(maker, "Change", "**/bridges/*?said=bridge-changed");
  await maker.getByRole("status").getByText("Changed.").waitFor();
  assert.deepEqual(complaints(), []);
});

test("a browser without keys is told where to take a link", async () => {
  const { page } = await phone(browser);
  await page.goto(`${hillside.api}/bridge#stn:bridge:abc`);

  await heading(page, "Not here");
  assert.equal(await page.locator("#hand").inputValue(), "stn:bridge:abc");
});

test("a question back is replied to, a card goes with its owner's yes, and two stay connected", async () => {
  const { Lucía, Nadia, Henrike } = people;
  const colleagues = await see(Nadia, { see: "colleagues" });
  const { member } = colleagues.find(({ name }) => name === "Henrike");
  await act(Nadia, { do: "trust-colleague", colleague: member, strength: "would-vouch", policy: POLICY });
  await until("a table", async () => (await riverbend.admin("status")).status.tables > 0);
  const ask = "a1".repeat(16);
  const handles = [{ type: "email", canonical: CARLA }];
  await act(Lucía, { do: "ask", ask, kind: "introduction", handles, until: Date.now() + 6 * 86_400_000 });
  await item(Henrike, /looking for somebody who can introduce/);
  await press(Henrike.page, "Yes, say so", "**/inbox?said=allowed");
  await request(Lucía, ask);

  const hop = await item(Nadia, /Pass on a request/);
  const at = hop.url();
  await hop.getByText("Ask first").click();
  await hop.getByLabel("Your question").fill("For when?");
  await press(hop, "Ask", "**/inbox/*?said=asked-back");
  const words = await go(Lucía, "/words");
  await until("a question", async () => {
    await words.reload();
    return words.getByText("For when?").waitFor({ timeout: 1_000 }).then(() => true, () => false);
  });
  await words.getByLabel("Your reply").fill("For spring");
  await press(words, "Reply", "**/words?said=replied");
  await until("a reply", async () => {
    await hop.goto(at);
    return hop.getByText("For spring").waitFor({ timeout: 1_000 }).then(() => true, () => false);
  });
  await press(hop, "Yes, pass it on", "**/inbox?said=passed");

  const letter = await item(Henrike, /A letter for you/);
  await letter.getByText("Dear you").waitFor();
  await letter.getByRole("textbox", { name: "Your answer" }).fill("She expects your call");
  await letter.getByText("Hand over the card of").click();
  await letter.getByLabel(/said yes to it/).check();
  await letter.getByRole("button", { name: "Answer" }).click();
  await letter.getByRole("alert").getByText("the day on which they agreed").waitFor();
  await letter.getByLabel("On this day").fill(new Date().toISOString().slice(0, 10));
  await letter.getByLabel("Propose to stay connected").check();
  await press(letter, "Answer", "**/inbox?said=answered");

  const cards = await until("an answer", () =>
    device(Lucía, async ({ bytes, keeping, payload, session, time, verdict, views }) => {
      const [json] = await session.see({ see: "answers" });
      if (json === undefined) return undefined;
      const [view, now] = [views.readAnswer(json), time.seconds(Date.now())];
      const verified = await keeping.look((device) => verdict.verifyAnswer(device, view, now));
      const { request } = payload.fromBytes(payload.REQUEST_CORE, view.core.payload);
      await session.act({ do: "record-outcome", request: bytes.hex(request), verified: true });
      return verified.cards.map(({ name }) => name);
    }),
  );
  assert.deepEqual(cards, ["Henrike", "Carla Dune"]);

  await until("a proposal", async () => {
    await go(Lucía, "/words");
    return words
      .getByRole("heading", { name: "They would stay connected with you" })
      .waitFor({ timeout: 1_000 })
      .then(() => true, () => false);
  });
  await press(words, "Yes, stay connected", "**/words?said=agreed");
  await until("a bridge", async () => {
    await go(Henrike, "/words");
    return (await see(Henrike, { see: "bridges" })).some(({ state }) => state === "active");
  });
  assert.deepEqual(complaints(), []);
});

test("an alert goes from hand to hand, and its answer names who passed it on", async () => {
  const { Lucía, Nadia, Henrike } = people;
  const page = await go(Lucía, "/alerts/new");
  await page.getByLabel("What everybody reads").fill("A bridge needs an engineer");
  await page.getByLabel(/Nadia/).check();
  await press(page, "Sign and send", "**/alerts?said=alert-sent");

  const passing = await item(Nadia, /An opportunity/);
  await passing.getByLabel(/Henrike/).check();
  await press(passing, "Pass it on to them", "**/alerts?said=alert-passed");
  await passing.getByText("you passed it on to one person").waitFor();

  const answering = await item(Henrike, /An opportunity/);
  await answering.getByRole("textbox", { name: "Your answer" }).fill("I am one");
  await press(answering, "Answer", "**/inbox?said=answered");

  await until("an answer", async () => (await see(Lucía, { see: "alerts" })).own[0].answers === 1);
  await go(Lucía, "/alerts");
  await page.getByRole("link", { name: /A bridge needs/ }).click();
  await page.getByText("I am one").waitFor();
  await page.getByText(/Passed on by: Nadia/).waitFor();
  assert.equal((await see(Lucía, { see: "alerts" })).own[0].to.length, 1);
  await press(page, "Take it back", "**/alerts?said=alert-withdrawn");
  assert.deepEqual(complaints(), []);
});

test("a candidate signs a permission in a browser, an appraisal carries it, and it is taken back", async () => {
  const { Lucía, Henrike } = people;
  const page = await go(Lucía, "/permission/new");
  await page.getByLabel("What they permit").fill("You may ask whom I worked with");
  await page.getByRole("button", { name: "Write it down" }).click();
  const link = await until("a link", async () => (await page.locator("#hand").inputValue()) || undefined);

  const samir = (await phone(browser)).page;
  const calls = [];
  samir.on("request", (call) => calls.push(call.method() + new URL(call.url()).pathname));
  await samir.goto(link);
  await samir.getByText("You may ask whom I worked with").waitFor();
  await samir.getByRole("button", { name: "Sign" }).click();
  await heading(samir, "Signed");
  const signed = await samir.locator("#hand").inputValue();
  await samir.getByRole("button", { name: "Write the message" }).click();
  const message = await samir.locator("#back").inputValue();
  assert.equal(calls.every((call) => call === "GET/permission" || call.startsWith("GET/assets/")), true, `${calls}`);

  const ask = "a2".repeat(16);
  const given = { ask, address: SAMIR, paper: JSON.parse(signed), until: Date.now() + 6 * 86_400_000 };
  const asking = async ({ appraisal, bytes, said, session, views }, { ask, address, paper, until }) => {
    const permission = views.readPermission(paper.permission);
    const terms = { permission, retainUntil: BigInt(Math.floor(until / 1_000)) + 30n * 86_400n };
    await session.make((device, now) => appraisal.keepTerms(device, bytes.fromHex(ask), terms, now));
    const handles = [{ type: "email", canonical: address }];
    await session.act({ do: "ask", ask, kind: "appraisal", handles, until, terms: said.writeTerms(terms) });
  };
  await device(Lucía, asking, given);
  await item(Henrike, /looking for somebody who has worked with/);
  await press(Henrike.page, "Yes, say so", "**/inbox?said=allowed");
  await request(Lucía, ask);
  // The two stayed connected, so nobody stands between them any more.
  const letter = await item(Henrike, /A letter for you/);
  await letter.getByText("The candidate permits, and signed it").waitFor();
  await letter.getByText("You may ask whom I worked with").waitFor();
  await letter.getByText("Letter and answer are deleted on").waitFor();
  await letter.getByLabel("Your answer may be kept until").waitFor();

  await page.goto(message.match(/http\S+/)[0]);
  await page.getByRole("button", { name: "End what I asked" }).click();
  await page.getByText("Ended.").waitFor();
  const asks = await see(Lucía, { see: "asks" });
  assert.equal(asks.find((one) => one.ask === ask).state, "closed");
  await until("nothing more of it", async () => (await see(Henrike, { see: "inbox" })).length === 0);
  assert.deepEqual(complaints(), []);
});

test("a knock reaches who lets themself be found, and counts for more once six words were compared", async () => {
  const { Lucía, Henrike } = people;
  const { contacts } = await know(Lucía, "Henrike Tønnesen", HENRIKE);
  assert.equal(contacts.length, 1);
  const { contact } = (await see(Lucía, { see: "people" })).find(({ name }) => name === "Henrike Tønnesen");
  const page = await go(Lucía, `/knock/${contact}`);
  assert.match(await page.getByLabel("Your message").inputValue(), /Henrike Tønnesen/);
  await page.getByLabel("Why you knock").fill("We met in spring");
  await press(page, "Knock", "**/knock?said=knocked");
  await page.getByText(HENRIKE).waitFor();

  const day = 86_400;
  await place.wind(day);
  for (const node of [hillside, riverbend]) {
    await node.stop();
    await node.start();
  }
  for (const who of [Lucía, Henrike]) {
    await who.page.clock.setSystemTime(Date.now() + day * 1_000);
    await who.context.clearCookies();
    await who.page.goto(`${who.api}/inbox`);
    // Under a clock of its own, a page does not tell when it is another.
    await until("the inbox", () => who.page.getByRole("heading", { name: "Inbox" }).isVisible());
  }
  const knocked = await item(Henrike, /knocks$|knocks /);
  await knocked.getByText("We met in spring").waitFor();
  await press(knocked, "Yes, tie the bridge", "**/bridges?said=bridge-taken");
  await item(Lucía, /took up your bridge link/);
  await press(page, "Yes, tie the bridge", "**/bridges/*");
  await item(Henrike, /confirmed your bridge/);
  await press(knocked, "Yes, tie the bridge", "**/bridges/*");
  const six = await until("six words", async () => (await knocked.locator("[data-six]").textContent()) || undefined);
  await until("the same words", async () => (await page.locator("[data-six]").textContent()) === six);
  await shows(page, "open", { exact: true });
  await page.getByText("nobody proved who is at the other end").waitFor();
  assert.equal(await page.getByLabel("would vouch").isDisabled(), true);
  await page.getByRole("button", { name: "They are the same" }).click();
  await page.getByLabel("would vouch").check();
  await press(page, "Say so, as of today", "**/bridges/*?said=bridge-changed");
});
