// The vectors, and a member's way, in Firefox: from the invitation over one person, an ask and a request to the answer,
// a yes and a letter, on a real node with a colleague at the command line. In between the session ends, and the key that
// was kept opens the next one. With STN_WEBKIT=1 also in WebKit, Safari's engine: by hand, since its driver hangs at times.

import { test } from "node:test";
import assert from "node:assert/strict";
import { openServer } from "./browser.js";
import { openPlace, until } from "./node.js";
import { openFirefox, openWebKit } from "./webdriver.js";

const ADA = "ada@wells.example";
const JONAS = "jonas.weidt@lindenhof.example";
const CONTACTS = `First Name,Last Name,URL,Email Address,Company,Position,Connected On
Ada,Adler,,${ADA},Wells,Engineer,03 Mar 2021
`;

for (const [name, open] of [
  ["Firefox", openFirefox],
  ...(process.env.STN_WEBKIT === undefined ? [] : [["WebKit", openWebKit]]),
]) {
  test(`${name}: the vectors hold, a member joins, brings one person, asks, and opens an answer and a letter`, async () => {
    const place = await openPlace();
    const server = await openServer();
    let browser;
    try {
      browser = await open();
      console.log(browser.version);
      await vectorsHold(browser, server.address);
      await walked(place, browser);
    } finally {
      await browser?.close();
      await server.close();
      await place.close();
    }
  });
}

async function vectorsHold({ goto, run }, address) {
  await goto(address);
  const call = (module, name) => run(async (module, name) => (await import(`/page/${module}.js`))[name](), module, name);
  assert.deepEqual(await call("crypto", "rfc8032"), { count: 5, wrong: [] });
  assert.deepEqual(await call("crypto", "rfc9180"), { count: 2, wrong: [] });
  assert.deepEqual((await call("crypto", "malleated")).void, [false, false, false, false, false]);
  assert.deepEqual(await call("objects", "golden"), { lines: 45, kinds: 15, wrong: [] });
  assert.deepEqual((await call("introduction", "golden")).consents, [true, true]);
}

async function walked(place, browser) {
  const hillside = await place.startNode("Hillside");
  const nadia = place.person("Nadia");
  await nadia("join", (await hillside.admin("member", "invite", "Nadia")).link, "--name", "Nadia");
  await nadia("import", await place.write("Connections.csv", CONTACTS), "--rate", "all=know-well");

  await joined(browser, (await hillside.admin("member", "invite", "Lucía")).page);
  await nadia("trust", "Lucía", "--strength", "know-well");
  await broughtJonas(browser);
  await trustedNadia(browser);
  await asked(browser);
  await answered(browser, nadia);
  // The key is read again, beside those of the request that was signed.
  await browser.forgetSession();
  await browser.press("link", "Inbox");
  await browser.says("Nothing waits for you.");
  await openedLetter(browser, nadia, await place.write("letter.txt", "Dear Jonas, may I call you?"));
}

async function joined({ goto, press, type, says, run }, link) {
  await goto(link);
  await type("Your name", "Lucía");
  await type("How to reach you: an e-mail address or a number", "lucia@hillside.example");
  await press("button", "Make my keys and join");
  await says("Write these nine words down");
  const words = await run(() => [...document.querySelectorAll("[data-words] li")].map((one) => one.textContent));
  assert.equal(words.length, 9);
  await press("button", "I wrote them down");
  await type("The third word", words[2]);
  await type("The seventh word", words[6]);
  await press("button", "Open my inbox");
  await says("Nothing waits for you.");
}

async function broughtJonas({ press, type, pick, says }) {
  await press("link", "People");
  await press("link", "Bring one person");
  await type("Their name", "Jonas Weidt");
  await press("field", "know well");
  await type("Found by", JONAS);
  await press("summary", "What this tie may serve");
  await pick("When a colleague’s question fits", "ask me first");
  await press("button", "Record, as of today");
  await says("Recorded, with today’s date.");
}

async function trustedNadia({ press, says }) {
  await press("link", "People");
  await press("link", "Nadia");
  await press("field", "would vouch");
  await press("button", "Say so, as of today");
  await says("Recorded, with today’s date.");
}

async function asked({ press, type, says, comesToSay }) {
  await press("link", "Asks");
  await press("link", "Ask for somebody");
  await press("link", "Introduction");
  await type("How they can be found", ADA);
  await press("button", "Next: see who sees what");
  await says("What each person will see");
  await press("button", "Ask");
  await says("Asked. It looks until its date");
  await comesToSay("Path offered");
  await press("button", "To a funder");
  await press("button", "Sign and send");
  await says("A request went along it.");
}

async function answered({ comesToSay, says }, nadia) {
  await nadia("answer", await waits(nadia, "letter"), "--text", "Gladly: Ada expects your call.");
  await comesToSay("Gladly: Ada expects your call.");
  await says("Introduced");
}

/** Nadia asks; what comes shows on the open inbox by itself. */
async function openedLetter({ press, says }, nadia, letter) {
  const { ask } = await nadia("ask", "--for", JONAS);
  await press("link", "Jonas Weidt");
  await press("button", "Yes, say so");
  await says("It does not say who you are.");
  const { offer } = await until("an offer", async () => (await nadia("offers", ask.slice(0, 8)))[0]);
  await nadia("request", offer.slice(0, 8), "--note", "A first call", "--letter", letter);
  await press("link", "A letter for you");
  await says("Dear Jonas, may I call you?");
}

/** The one item of a sort that waits for somebody, once it does. */
async function waits(somebody, what) {
  const item = await until(what, async () => (await somebody("inbox")).find((one) => one.what === what));
  return item.item.slice(0, 8);
}
