// A member whose device is a browser, at a real node: joined, bridged, asking and answering across two organisations
// with people at the command line.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { call, openBrowser } from "./browser.js";
import { openPlace, until } from "./node.js";

const CARLA = "carla@deltaworks.example";
const ADA = "ada@wells.example";
const DANA = "dana@silence.example";
const CONTACTS = `First Name,Last Name,URL,Email Address,Company,Position,Connected On
Carla,Dune,,${CARLA},Delta Works,Treasurer,03 Mar 2021
Ada,Adler,,${ADA},Wells,Engineer,03 Mar 2021
`;

let place;
let browser;
let hillside;
let riverbend;
let nadia;
before(async () => {
  place = await openPlace();
  [hillside, riverbend] = [await place.startNode("Hillside"), await place.startNode("Riverbend")];
  browser = await openBrowser({ api: hillside.api });
  nadia = place.person("Nadia");
});
after(async () => {
  await browser?.close();
  await place?.close();
});

const lucía = (name, ...args) => browser.call("member", name, ...args);
const once = (what, name, ...args) => until(what, () => lucía(name, ...args));
const short = (id) => id.slice(0, 8);

/** The one item of a sort that waits for Nadia, once it does. */
async function waits(what) {
  const item = await until(`${what} for Nadia`, async () => (await nadia("inbox")).find((one) => one.what === what));
  return short(item.item);
}

async function connected() {
  const { token } = await riverbend.admin("peer", "invite");
  await hillside.admin("peer", "join", token);
  const joining = await until("a joining organisation", async () =>
    (await riverbend.admin("peer", "list")).find(({ state }) => state === "awaits-confirmation"),
  );
  await riverbend.admin("peer", "confirm", short(joining.org));
  for (const node of [hillside, riverbend]) {
    await until("a table", async () => (await node.admin("status")).status.tables > 0);
    await until("a connection", async () =>
      (await node.admin("peer", "list")).every(({ state }) => state === "active"),
    );
  }
}

test("a browser joins a real node, calls it, renews, and comes back with nine words", async () => {
  const { link } = await hillside.admin("member", "invite", "Lucía");

  assert.deepEqual(await lucía("join", link, "Lucía"), {
    reply: "enrolled",
    name: "Lucía",
    keys: 64,
    notes: [],
    isMe: true,
  });
  assert.deepEqual(await lucía("opened"), { notes: [], same: true, told: true });
  assert.deepEqual(await lucía("stranger"), ["stranger", true]);
  const [good, ...refused] = await lucía("refusedCalls");
  assert.equal(good, 200);
  assert.deepEqual(new Set(refused), new Set([refused[0]]));
  assert.ok(refused[0] >= 400, `${refused}`);
  assert.equal((await lucía("renew")).version, 2);

  const { phrase, member } = await lucía("leaveCopy");
  assert.equal((await lucía("comeBack", phrase)).member, member);
  assert.equal((await lucía("renew")).version, 4);
});

test("across a bridge a browser asks and judges, and is asked and answers", async () => {
  const { link } = await riverbend.admin("member", "invite", "Nadia");
  await nadia("join", link, "--name", "Nadia", "--org", "Riverbend");
  await nadia("import", await place.write("Connections.csv", CONTACTS), "--rate", "all=know-well");
  assert.equal(await lucía("know", "Dana Silva", DANA), "new");
  await connected();

  await nadia("bridge", await lucía("bridgeLink"), "--strength", "would-vouch");
  const tied = await once("Nadia's acceptance", "confirmBridge");
  await nadia("approve", await waits("bridge-confirmed"));
  await until("an active bridge", async () => (await nadia("bridges")).every(({ state }) => state === "active"));
  assert.equal(tied.who, "Nadia");

  const ask = await lucía("ask", CARLA);
  await nadia("approve", await waits("prompt"), "--note", "I know her well");
  assert.equal((await once("an offer", "request", ask, "an introduction", "Dear Carla")).hops, 1);
  await nadia("answer", await waits("letter"), "--text", "She expects your call");
  const judged = await once("an answer", "judge");
  assert.deepEqual(judged, { text: "She expects your call", cards: ["Nadia"], path: [], state: "introduced" });

  const asked = await nadia("ask", "--for", DANA);
  assert.equal(await once("a prompt", "allow", "gladly"), "Dana Silva");
  const offer = await until("an offer", async () => (await nadia("offers", short(asked.ask)))[0]);
  const letter = await place.write("letter.txt", "Dear Dana");
  await nadia("request", short(offer.offer), "--note", "a word", "--letter", letter);
  const read = await once("a letter", "askBackOnLetter", "For when?");
  assert.deepEqual(read, { letter: "Dear Dana", note: "a word", from: "Nadia" });
  const word = await until("a question", async () => (await nadia("words"))[0]);
  await nadia("reply", short(word.word), "--text", "For spring");
  assert.deepEqual(await once("a reply", "heardReply"), { what: "reply", text: "For spring" });
  assert.equal(await lucía("answerLetter", "She will write"), true);
  const answer = await until("an answer", async () => (await nadia("answers"))[0]);
  assert.deepEqual([answer.text, answer.verified], ["She will write", true]);
});

test("a browser passes a colleague's request on, and the answer's chain names it", async () => {
  const omar = place.person("Omar");
  const { link } = await hillside.admin("member", "invite", "Omar");
  await omar("join", link, "--name", "Omar");
  await omar("trust", "Lucía", "--strength", "would-vouch");

  const asked = await omar("ask", "--for", ADA);
  await nadia("approve", await waits("prompt"));
  const offer = await until("an offer", async () => (await omar("offers", short(asked.ask)))[0]);
  await omar("request", short(offer.offer), "--note", "a word", "--letter", await place.write("ada.txt", "Dear Ada"));
  assert.deepEqual(await once("a request to pass on", "pass", "Omar is worth an hour"), ["first-time"]);
  await nadia("answer", await waits("letter"), "--text", "Gladly");
  const answer = await until("an answer", async () => (await omar("answers"))[0]);

  assert.deepEqual([answer.text, answer.verified, answer.path.map(({ name }) => name)], ["Gladly", true, ["Lucía"]]);
});

test("alerts go both ways between a browser and a person at the command line", async () => {
  const alert = await lucía("alert", "A bridge needs an engineer");
  const item = await until("an alert for Nadia", async () =>
    (await nadia("inbox")).find(({ what }) => what === "alert"),
  );
  await nadia("answer", short(item.item), "--text", "I know one");
  assert.deepEqual(await once("an answer", "judgeAlert", alert), { text: "I know one", path: 0 });

  await nadia("alert", "--text", await place.write("mill.txt", "A mill needs a miller"), "--to", "Lucía");
  assert.equal(await once("an alert", "answerAlertHere", "I am one"), "A mill needs a miller");
  const answered = await until("an answer", async () =>
    (await nadia("answers")).find(({ text }) => text === "I am one"),
  );
  assert.equal(answered.verified, true);
});

test("joining goes on with the same keys when the node was away, and keeps none when it says no", async () => {
  const tablet = await browser.elsewhere();
  const { link } = await hillside.admin("member", "invite", "Tomas");

  const joined = await call(tablet, "member", "joinAtThird", link, "Tomas");

  assert.deepEqual(joined, {
    ends: ["unreachable", "unreachable", "joined"],
    same: true,
    waits: [true, false],
    again: "keys-there",
  });
  assert.deepEqual(await call(await browser.elsewhere(), "member", "joinInVain", link), ["invite-used", null]);
});

test("a second browser becomes a device of the member, after six words", async () => {
  const phone = await browser.elsewhere();
  const onPhone = (name, ...args) => call(phone, "member", name, ...args);

  const words = await onPhone("begin", await lucía("deviceLink"));
  const seen = await once("the phone", "waitingWords");
  assert.equal(seen, words);
  await lucía("admitWaiting");

  assert.deepEqual(await onPhone("becomeDevice"), { name: "Lucía", readable: false, refused: "no-member-key" });
});

test("a browser goes along when its organisation changes its key", async () => {
  const { succession } = await hillside.admin("org", "succeed", "--in", "0");
  await until("the announcement", async () => (await riverbend.admin("peer", "list"))[0].successions.length === 1);
  await riverbend.admin("peer", "confirm", short(succession.new_org));
  await hillside.stop();
  await hillside.start();

  const first = { notes: ["organisation-changed"], isOurs: true, former: 1, bridges: 1 };
  assert.deepEqual(await lucía("openedWithNotes"), first);
  assert.deepEqual(await lucía("openedWithNotes"), { ...first, notes: [] });
});

test("a browser that was away until its certificate ran out renews it", async () => {
  await place.wind(100 * 86_400);
  await hillside.stop();
  await hillside.start();
  await browser.page.clock.setSystemTime(Date.now() + 100 * 86_400_000);

  const { notes, isOurs } = await lucía("openedWithNotes");

  assert.deepEqual([notes, isOurs], [["certificate-renewed"], true]);
});
