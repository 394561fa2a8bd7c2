// What a member signs about an item with this browser's key: a request is passed on, a letter opened and answered. The
// page stands without this script; where there is no key, it stays as it came.

import { keptDevice, look } from "../device/keeping.js";
import { answer, openLetter } from "../device/letter.js";
import { passOn } from "../device/pass.js";
import { Refusal } from "../device/refusal.js";
import * as said from "../device/said.js";
import { act, make, pinColleagues, see } from "../device/session.js";
import { seconds } from "../device/time.js";
import { readItem } from "../device/views.js";
import { once, part, showSigned, tell, typed } from "./page.js";

/** @typedef {import("../device/views.js").Item} Item */

/** What waits under this name, as the node has it now. @param {string} id @returns {Promise<Item>} */
const waiting = async (id) => {
  const found = (await see({ see: "inbox" })).find((/** @type {any} */ one) => one.item === id);
  if (found === undefined) throw new Refusal("expired");
  return readItem(found);
};

/** A letter that waits; a colleague it came by last is met now, if they were not before. @param {string} id */
const waitingLetter = async (id) => {
  const item = await waiting(id);
  if (item.waiting.what !== "letter") throw new Refusal("other-sort");
  await pinColleagues([item.waiting.request.predecessor]);
  return item;
};

/** @type {Record<string, (id: string) => Promise<string>>} what each act does, and where it leads */
const ACTS = {
  "pass-on": async (id) => {
    const item = await waiting(id);
    if (item.waiting.what !== "hop") throw new Refusal("other-sort");
    await pinColleagues([item.waiting.request.predecessor, item.waiting.successor]);
    const note = typed("[data-note]");
    const made = await make((device, now) => passOn(device, item, note, now));
    await act(said.passOn(item.item, made, note));
    return "/inbox?said=passed";
  },
  "answer-letter": async (id) => {
    const item = await waitingLetter(id);
    const text = typed("[data-answer]");
    const sealed = await make((device, now) =>
      answer(device, item, { text, cards: [device.card], agreedOn: null, retainUntil: null }, now),
    );
    await act(said.answerLetter(item.item, sealed));
    return "/inbox?said=answered";
  },
};

/** Shows the letter in its place. @param {HTMLElement} place */
const showLetter = async (place) => {
  const item = await waitingLetter(place.dataset.item ?? "");
  const letter = await look((device) => openLetter(device, item, seconds(Date.now())));
  const text = /** @type {HTMLElement} */ (place.querySelector("[data-letter]"));
  text.textContent = letter.text;
  const card = [letter.card.name, letter.card.role, letter.card.contact].filter((line) => line !== "");
  /** @type {HTMLElement} */ (place.querySelector("[data-from]")).textContent = card.join(" · ");
  /** @type {HTMLElement} */ (place.querySelector("[data-open]")).hidden = false;
  /** @type {HTMLElement} */ (place.querySelector("[data-closed]")).hidden = true;
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  const button = /** @type {HTMLButtonElement | null} */ (part("button[data-sign]"));
  const work = ACTS[button?.dataset.sign ?? ""];
  if (button !== null && work !== undefined) {
    button.disabled = false;
    button.addEventListener("click", () =>
      once(button, async () => location.assign(await work(button.dataset.item ?? ""))),
    );
  }
  const sealed = part("[data-sign=open-letter]");
  if (sealed !== null) await showLetter(sealed);
};

await begin().catch(tell);
