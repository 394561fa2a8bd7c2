// Comes back by nine words, in a browser that has nothing: they say where a sealed copy of the member's keys lies and
// open it, here alone. Words that can't be right are found out before anything is sent.

import { expectRightClock } from "./clock.js";
import { enter, saying } from "./enter.js";
import { takeCert } from "../device/certificate.js";
import * as door from "../device/door.js";
import { lacks } from "../device/fitness.js";
import { begin, change, forget, keptDevice } from "../device/keeping.js";
import { locatorOf, recover } from "../device/recovery.js";
import { fetchCopy, renew } from "../device/said.js";
import { seconds } from "../device/time.js";
import { readCert, readCopy } from "../device/views.js";
import { NotAPhrase } from "../device/words.js";
import { field, part, tell } from "./page.js";
import { on, show } from "./words.js";

const DAY = 86_400n;

/** The words, or what is wrong with them by the code of a sentence. @param {string} words */
const locator = (words) =>
  locatorOf(words).catch((error) => {
    if (!(error instanceof NotAPhrase)) throw error;
    const place = error.what.why === "word" ? ` (${error.what.at})` : "";
    throw Object.assign(new Error(error.message + place), { code: `phrase-${error.what.why}` });
  });

/** What becomes of the member's other devices, as chosen. @param {bigint} now @returns {{lostSince: bigint} | null} */
const others = (now) => {
  const days = /** @type {HTMLInputElement} */ (part("[name=others]:checked")).value;
  return days === "stay" ? null : { lostSince: now - BigInt(days) * DAY };
};

const comeBack = async () => {
  const words = field("phrase").value;
  const { copy } = await door.keys(fetchCopy(await locator(words)));
  const now = seconds(Date.now());
  const { draft } = await begin(() => recover(words, readCopy(copy), others(now), now));
  await told(draft);
  location.replace(saying("/inbox", await enter()));
};

/** Tells the node; keys it does not take are not kept, so that the words can be tried again. @param {any} draft */
const told = async (draft) => {
  try {
    const { cert } = await door.keys(renew(draft));
    await change((device) => takeCert(device, readCert(cert), seconds(Date.now())));
  } catch (error) {
    if (error instanceof door.NoFromNode) await forget();
    throw error;
  }
};

on("phrase", comeBack);
on("member", async () => location.replace(saying("/inbox", await enter())));
on("forget", async () => {
  await forget();
  show("phrase");
});

const start = async () => {
  if ((await lacks()).length > 0) return show("unfit");
  await expectRightClock();
  const device = await keptDevice();
  if (device === null) return show("phrase");
  show("member");
  part("[data-step=forget]").hidden = false;
};

await start().catch(tell);
