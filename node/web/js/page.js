// What the scripts of all pages share: finding parts of a page, doing something once, and saying what went wrong.

import { expectRightClock } from "./clock.js";

/** @template {HTMLElement} T @param {string} named @returns {T} the part a page surely has */
export const part = (named) => /** @type {T} */ (document.querySelector(named));

/** @param {string} named @returns {HTMLElement[]} */
export const parts = (named) => [...document.querySelectorAll(named)].map((one) => /** @type {HTMLElement} */ (one));

/** @param {string} name @returns {HTMLInputElement} the field of this name */
export const field = (name) => part(`[name="${name}"]`);

/** @param {string} named @returns {string} what was typed there, with the line breaks a text may have */
export const typed = (named) => {
  const place = /** @type {HTMLTextAreaElement | null} */ (document.querySelector(named));
  return (place?.value ?? "").replaceAll("\r", "").trim();
};

/** Shows what needs this browser's key, and takes away the sentence that stands there without one. */
export const showSigned = () => {
  for (const one of parts("[data-unsigned]")) one.hidden = true;
  for (const one of parts("[data-signed]")) one.hidden = false;
};

/**
 * Does something once, however often its button is tapped, and says what went wrong.
 * @param {HTMLButtonElement} button @param {() => Promise<void>} work
 */
export const once = async (button, work) => {
  if (button.disabled) return;
  button.disabled = true;
  part("[data-trouble]").hidden = true;
  await work().catch(tell);
  button.disabled = false;
};

/** Says what went wrong, in the reader's language, where the page has its place for it. @param {unknown} error */
export const tell = async (error) => {
  const place = part("[data-trouble]");
  const said = await sentence(await plainer(error));
  if (said !== null) place.textContent = said;
  place.hidden = false;
  place.scrollIntoView({ block: "center" });
};

/**
 * What went wrong, by its code; as it was thrown where the node can't be asked; null where nobody foresaw it.
 * @param {unknown} error @returns {Promise<string | null>}
 */
export const sentence = async (error) => {
  const { code, message, far } = /** @type {{code?: unknown, message?: string, far?: string}} */ (error);
  if (typeof code !== "string") return null;
  const sentences = await fetch("/sentences").then((answer) => answer.json()).catch(() => ({}));
  return sentences[code]?.replace("{far}", far ?? "") ?? message ?? null;
};

/**
 * A device whose clock is off is a stranger like any other to the node: here it is told apart.
 * @param {unknown} error @returns {Promise<unknown>}
 */
export const plainer = async (error) => {
  if (/** @type {{code?: unknown}} */ (error).code !== "stranger") return error;
  return expectRightClock().then(() => error, (clock) => clock);
};

/**
 * Does something when a form is sent, in place of sending it.
 * @param {HTMLFormElement} form @param {(form: HTMLFormElement) => Promise<void>} work
 */
export const onSent = (form, work) =>
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const button = /** @type {HTMLButtonElement} */ (form.querySelector("button:not([type=button])"));
    once(button, () => work(form));
  });

/** Lets buttons be pressed that wait for a key. @param {string} named */
export const enable = (named) => {
  for (const one of parts(named)) /** @type {HTMLButtonElement} */ (one).disabled = false;
};

/**
 * Says a day, in the language of the page, with its date for machines.
 * @param {HTMLElement} place @param {number} at milliseconds @param {string} [timeZone] the reader's own, if none
 */
export const showDay = (place, at, timeZone) => {
  const { lang } = document.documentElement;
  const day = new Date(at);
  /** @type {HTMLTimeElement} */ (place).dateTime = day.toISOString();
  // The pages' English writes the day before the month, as their server does.
  place.textContent = day.toLocaleDateString(lang === "en" ? "en-GB" : lang, { dateStyle: "long", timeZone });
};
