// An appraisal whole: a candidate signs on a page, a browser asks with it, and the endpoint's device checks it.

import { base64url, random } from "/device/bytes.js";
import { checkPermission, keepTerms, signPermission, writePermission } from "/device/appraisal.js";
import { compose } from "/device/ask.js";
import { tidy } from "/device/device.js";
import * as letters from "/device/letter.js";
import { REQUEST_CORE } from "/device/payload.js";
import { newSignSecret, sign } from "/device/sign.js";
import * as views from "/device/views.js";
import { bare, itemJson } from "./introduction.js";
import { ending } from "./people.js";
import { bridgeOf, neighbour, transcript } from "./transcript.js";

/** An asker, a permission the candidate signed, and a way to put an appraisal before a colleague across one bridge. */
async function before() {
  const { people, orgs, rust, now } = await transcript();
  const { Lucía, Nadia } = people;
  const given = await signPermission(
    await newSignSecret(),
    Lucía.org,
    writePermission("You may ask whom I worked with", now - 9n),
  );
  const permission = views.readPermission(JSON.parse(JSON.stringify(views.writePermission(given))));
  const [key] = await letters.letterKeys(Nadia, 1);
  const bridge = bridgeOf(Lucía, Nadia);
  const offer = {
    offer: random(16),
    query: random(16),
    kind: "appraisal",
    hops: 1,
    letterKey: key.public,
    first: neighbour(Nadia, bridge),
    expires: now + 99n,
    letterRule: "with-request",
  };
  const make = async (terms) => {
    const asked = await compose(Lucía, offer, { note: "", letter: "How did they work?", terms }, now + 9_999n, now);
    const core = { payload: asked.core, signature: await sign(orgs.Hillside, REQUEST_CORE.label, asked.core) };
    const request = {
      core,
      predecessor: neighbour(Lucía, bridge),
      consent: asked.consent,
      cert: Lucía.cert,
      connectorNote: "",
    };
    return { item: random(16), waiting: { what: "letter", request, letterKey: key.public, wrapped: key.wrapped } };
  };
  return { Lucía, Nadia, rust, now, permission, make };
}

/** The appraisal, opened here and by Rust. */
export async function asked() {
  const { Lucía, Nadia, rust, now, permission, make } = await before();
  const item = await make({ permission, retainUntil: now + 99n });
  const letter = await letters.openLetter(Nadia, item, now);
  const draft = { text: "Well", cards: [], agreedOn: null, retainUntil: null };
  const other = { ...permission, text: "You may ask anybody" };
  return {
    letter: [letter.text, letter.permission.text, letter.permission.giver, Number(letter.retainUntil - now)],
    rust: { object: "letter", device: bare(rust.Nadia), item: itemJson(item), at: Number(now) * 1_000 },
    refused: [
      await ending(async () =>
        letters.openLetter(Nadia, await make({ permission: null, retainUntil: now + 99n }), now),
      ),
      await ending(() => letters.openLetter(Nadia, item, now + 99n)),
      await ending(() => checkPermission(other, Lucía.org)),
      await ending(() => checkPermission(permission, Nadia.org)),
      await ending(() => letters.answer(Nadia, item, { ...draft, retainUntil: now }, now)),
      await ending(() =>
        letters.answer(Nadia, item, { ...draft, cards: [Nadia.card, Nadia.card], agreedOn: now }, now),
      ),
    ],
    answered: base64url(await letters.answer(Nadia, item, { ...draft, retainUntil: now + 50n }, now)).length > 0,
    asker: await checkPermission(writePermission("You may ask", now), Lucía.org),
  };
}

/** What is left of an appraisal on both devices before its date and at it. */
export async function letGo() {
  const { Lucía, Nadia, now, permission, make } = await before();
  const until = now + 99n;
  await keepTerms(Lucía, random(16), { permission, retainUntil: until }, now);
  const item = await make({ permission, retainUntil: until });
  await letters.answer(Nadia, item, { text: "Well", cards: [], agreedOn: null, retainUntil: null }, now);
  const left = () =>
    [Lucía.requests, Lucía.retained, Lucía.terms, Nadia.answered, Nadia.replySecrets].map(({ size }) => size);
  const sizes = [];
  for (const at of [until - 1n, until]) {
    tidy(Lucía, at);
    tidy(Nadia, at);
    sizes.push(left());
  }
  return sizes;
}
