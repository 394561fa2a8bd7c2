// Nine words shown once, written down, and two of them asked back, before a page goes on: when somebody joins, and when
// they make new words.

import { field, once, part } from "./page.js";

/** Which of the words are asked back. */
const ASKED = [2, 6];

/**
 * Prepares the steps "words" and "check" of a page.
 * @param {(step: string) => void} show a step of the page @param {() => Promise<void>} then goes on
 * @returns {(phrase: string) => void} shows these words
 */
export function words(show, then) {
  /** @type {string[]} */
  let shown = [];
  const isRight = () => ASKED.every((at) => shown[at] === field(`word-${at + 1}`).value.trim().toLowerCase());
  on("words", async () => show("check"));
  on("check", async () => {
    part("[data-wrong]").hidden = isRight();
    if (isRight()) await then();
  });
  part("[data-again]").addEventListener("click", () => show("words"));
  return (phrase) => {
    shown = phrase.split(" ");
    part("[data-words]").replaceChildren(...shown.map(item));
    show("words");
  };
}

/**
 * What a step's form does.
 * @param {string} step @param {(form: HTMLFormElement) => Promise<void>} work
 */
export function on(step, work) {
  const form = /** @type {HTMLFormElement} */ (part(`[data-step=${step}] form`));
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    once(/** @type {HTMLButtonElement} */ (/** @type {SubmitEvent} */ (event).submitter), () => work(form));
  });
}

/** Shows one step of a page, and the eyes and the keyboard with it. @param {string} step */
export function show(step) {
  part("[data-trouble]").hidden = true;
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (document.querySelectorAll("[data-step]"))) {
    one.hidden = one.dataset.step !== step;
  }
  part(`[data-step=${step}] h2`).focus();
}

/** @param {string} word */
function item(word) {
  const made = document.createElement("li");
  made.textContent = word;
  return made;
}
