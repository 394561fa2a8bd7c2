// One ask: a letter is written, signed with this browser's key and sent along one path or several, and answers are
// opened. The page stands without this script; where there is no key, it stays as it came.

import { keptDevice } from "../device/keeping.js";
import * as said from "../device/said.js";
import { act, make, pinColleagues, see } from "../device/session.js";
import { composeSeveral } from "../device/spacing.js";
import { seconds } from "../device/time.js";
import { readOffer } from "../device/views.js";
import { showAnswers } from "./answers.js";
import { drop, kept } from "./draft.js";
import { measured, sent, writing, written } from "./letter.js";
import { prepareOutcome } from "./outcome.js";
import { once, part, parts, showSigned, tell } from "./page.js";

/** A letter is tried along so many paths at most. */
const PATHS_MAX = 3;

const ask = location.pathname.split("/")[2];

/** @param {string} text a sentence of the page's own */
const no = (text) => Object.assign(new Error(text), { code: "" });

const boxes = () => parts("[data-offer]").map((one) => /** @type {HTMLInputElement} */ (one));
const chosen = () => boxes().filter(({ checked }) => checked).map(({ dataset }) => dataset.offer ?? "");

/**
 * What was signed last and perhaps not heard: sent again as it is, it stays one request.
 * @type {{of: string, requests: import("../device/ask.js").PreparedRequest[]}}
 */
let made = { of: "", requests: [] };

/** Signs a letter along paths. @param {string[]} paths @param {{note: string, letter: string}} texts */
const signed = async (paths, texts) => {
  const of = JSON.stringify([paths, texts]);
  if (made.of === of) return made.requests;
  const [me, offered] = [await see({ see: "me" }), await see({ see: "offers", ask })];
  const offers = offered.filter((/** @type {any} */ one) => paths.includes(one.offer)).map(readOffer);
  await pinColleagues(offers.map((/** @type {import("../device/views.js").OfferView} */ { first }) => first));
  const spacing = { life: seconds(me.request_life), every: null, least: seconds(me.fall_over) };
  const requests = await make((device, now) => {
    const terms = device.terms.get(ask) ?? null;
    return composeSeveral(device, offers, { ...texts, terms }, spacing, now);
  });
  made = { of, requests };
  return requests;
};

const send = async () => {
  const [place, texts, paths] = [part("[data-write]"), written(), chosen()];
  if (paths.length === 0) throw no(place.dataset.nowhere ?? "");
  if (texts.letter === "") throw no(place.dataset.nothing ?? "");
  if (!measured()) return;
  await act(said.submitRequests(await signed(paths, texts)));
  sent(ask);
  location.assign(`/asks/${ask}?said=requested`);
};

/** The writing of a letter, where there is a path to send it along. @param {HTMLElement} place */
const prepare = (place) => {
  const button = /** @type {HTMLButtonElement} */ (place.querySelector("[data-sign=request]"));
  let fits = true;
  const ready = () => {
    const full = chosen().length >= PATHS_MAX;
    for (const box of boxes()) box.disabled = full && !box.checked;
    button.disabled = !fits;
  };
  for (const box of boxes()) box.addEventListener("change", ready);
  writing(ask, (now) => {
    fits = now;
    ready();
  });
  button.addEventListener("click", () => once(button, send).then(ready));
};

const begin = async () => {
  // The ask is there, so what was typed to make it is not needed any more.
  if (kept("ask")?.typed?.ask === ask || location.search.includes("said=asked")) drop("ask");
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-write]"));
  if (place !== null) prepare(place);
  const ledTo = /** @type {HTMLElement | null} */ (document.querySelector("[data-led-to]"));
  if (ledTo !== null) await prepareOutcome(ledTo).catch(tell);
  const answers = /** @type {HTMLElement | null} */ (document.querySelector("[data-answers]"));
  if (answers !== null) await showAnswers(answers, ask);
};

await begin().catch(tell);
