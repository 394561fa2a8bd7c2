// Joins by an invitation: what this browser lacks is said before anything is typed, keys are made and kept, the node is
// told, nine words are shown once and asked back, and the inbox opens. The invitation stands behind `#` and is sent
// nowhere; what proves it is.

import { enter } from "./enter.js";
import { lacks } from "../device/fitness.js";
import { isWaiting, join } from "../device/join.js";
import { keptDevice, look } from "../device/keeping.js";
import { newPhrase } from "../device/recovery.js";
import { keepRecovery } from "../device/said.js";
import { act, open } from "../device/session.js";
import { field, once, part, tell } from "./page.js";

const STEPS = ["unfit", "member", "card", "colleagues", "words", "check"];
/** Which of the words are asked back. */
const ASKED = [2, 6];

/** Shows one step of the page, and the eyes and the keyboard with it. @param {string} step */
const show = (step) => {
  part("[data-trouble]").hidden = true;
  for (const one of STEPS) part(`[data-step=${one}]`).hidden = one !== step;
  part(`[data-step=${step}] h2`).focus();
};

/** @type {string[]} */
let words = [];

const showWords = async () => {
  await open();
  const made = await look(newPhrase);
  await act(keepRecovery(made));
  words = made.phrase.split(" ");
  const items = words.map((word) => {
    const item = document.createElement("li");
    item.textContent = word;
    return item;
  });
  part("[data-words]").replaceChildren(...items);
  show("words");
};

const sendCard = async () => {
  const card = { name: field("name").value.trim(), org: "", role: field("role").value.trim(), contact: field("contact").value.trim() };
  const { state } = await join(field("link").value, card);
  if (state === "awaits-colleagues") return show("colleagues");
  await showWords();
};

const checkWords = async () => {
  const typed = ASKED.map((at) => field(`word-${at + 1}`).value.trim().toLowerCase());
  if (ASKED.some((at, place) => words[at] !== typed[place])) {
    part("[data-wrong]").hidden = false;
    return;
  }
  await enter();
  location.replace("/inbox");
};

/** @param {string} step @param {() => Promise<void>} work */
const on = (step, work) =>
  part(`[data-step=${step}] form`).addEventListener("submit", (event) => {
    event.preventDefault();
    once(/** @type {HTMLButtonElement} */ (/** @type {SubmitEvent} */ (event).submitter), work);
  });

on("card", sendCard);
on("words", async () => show("check"));
on("check", checkWords);
on("member", async () => {
  await enter();
  location.replace("/inbox");
});
part("[data-again]").addEventListener("click", () => show("words"));

const begin = async () => {
  const missing = await lacks();
  if (missing.length > 0) return show("unfit");
  if ((await keptDevice()) !== null && !(await isWaiting())) return show("member");
  field("link").value = decodeURIComponent(location.hash.slice(1));
  part("[data-link]").hidden = field("link").value !== "";
  show("card");
};

await begin().catch(tell);
