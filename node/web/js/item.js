// An item with this browser's key: the letter is opened in its place, a reply to an own question is shown, and the
// buttons that sign begin to work. The page stands without this script; where there is no key, it stays as it came.

import { same } from "../device/bytes.js";
import { keptDevice, look } from "../device/keeping.js";
import { openLetter } from "../device/letter.js";
import { Refusal } from "../device/refusal.js";
import { pinColleagues, see } from "../device/session.js";
import { millis, seconds } from "../device/time.js";
import { id as bytesOf, readWord } from "../device/views.js";
import { hear } from "../device/word.js";
import { waiting, workOf } from "./decide.js";
import { once, part, parts, showDay, showSigned, tell } from "./page.js";

/** @typedef {import("../device/letter.js").Letter} Letter */

const now = () => seconds(Date.now());

/** Shows the letter in its place. @param {HTMLElement} place */
const showLetter = async (place) => {
  const item = await waiting(place.dataset.item ?? "");
  // Who handed it over may be a colleague this browser has not met: it is pinned before anything is opened.
  if (item.waiting.what === "letter") await pinColleagues([item.waiting.request.predecessor]);
  const letter = await look((device) => openLetter(device, item, now()));
  part("[data-letter]").textContent = letter.text;
  const card = [letter.card.name, letter.card.role, letter.card.contact].filter((line) => line !== "");
  part("[data-from]").textContent = card.join(" · ");
  part("[data-open]").hidden = false;
  part("[data-closed]").hidden = true;
  showTerms(letter);
};

/** Of an appraisal: what the candidate permits, who says so, and when all of it is deleted. @param {Letter} letter */
const showTerms = ({ permission, retainUntil }) => {
  const place = part("[data-terms]");
  if (place === null || retainUntil === null) return;
  showDay(part("[data-terms] [data-until]"), millis(retainUntil));
  part("[data-permission]").textContent = permission?.text ?? "";
  for (const one of parts("[data-giver]")) one.hidden = one.dataset.giver !== permission?.giver;
  place.hidden = false;
};

/** An own question about this item, and the reply to it if one came. @param {HTMLElement} place */
const showQuestion = async (place) => {
  const item = bytesOf(place.dataset.asking ?? "", 16);
  const asked = await look((device) => [...device.questions.values()].some((question) => same(question.item, item)));
  if (!asked) return;
  part("[data-asking] [data-signed]").hidden = true;
  part("[data-asked]").hidden = false;
  for (const view of (await see({ see: "words" })).map(readWord)) {
    const heard = await look((device) => hear(device, view, [], now())).catch(notThis);
    if (heard?.what !== "reply" || !same(heard.item, item)) continue;
    part("[data-reply]").textContent = heard.text;
    part("[data-replied]").hidden = false;
  }
};

/** A word that is about something else. @param {unknown} error @returns {null} */
const notThis = (error) => {
  if (error instanceof Refusal) return null;
  throw error;
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  for (const one of parts("button[data-sign]")) {
    const button = /** @type {HTMLButtonElement} */ (one);
    const work = workOf(button.dataset.sign ?? "");
    if (work === null) continue;
    button.disabled = false;
    button.addEventListener("click", () =>
      once(button, async () => location.assign(await work(button.dataset.item ?? ""))),
    );
  }
  const asking = part("[data-asking]");
  if (asking !== null) await showQuestion(asking);
  const sealed = part("[data-sign=open-letter]");
  if (sealed !== null) await showLetter(sealed);
};

await begin().catch(tell);
