// A note and a letter while they are written: begun from an example, measured as they will be sealed, repeated where the
// page says who sees what, and kept in this browser until they are sent.

import { utf8 } from "../device/bytes.js";
import * as limits from "../device/limits.js";
import { drop, keep, kept } from "./draft.js";
import { part, parts } from "./page.js";

/** @typedef {HTMLTextAreaElement} Area */

/** @type {[string, string, number][]} which field, what it is called, how many bytes it may have */
const FIELDS = [
  ["[data-note-field]", "note", limits.NOTE],
  ["[data-letter-field]", "letter", limits.TEXT],
];

/** What is kept of an ask's letter. @param {string} ask */
const name = (ask) => `letter-${ask}`;

/** A text as it is signed: no sign that none may have, each half of a pair with its other. @param {string} text */
const clean = (text) =>
  text
    .replaceAll(/\r\n?/g, "\n")
    .replaceAll("\t", " ")
    .replaceAll(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g, "")
    .toWellFormed()
    .trim();

/** @returns {{note: string, letter: string}} what is written, as it would be signed */
export const written = () => {
  const [note, letter] = FIELDS.map(([field]) => clean(/** @type {Area} */ (part(field)).value));
  return { note, letter };
};

/** How many bytes a text is too long. @param {string} text @param {number} most */
const over = (text, most) => {
  // Each sign is a byte at least: what is far too long need not be measured.
  const bytes = text.length > 4 * most ? text.length : utf8(text).length;
  return Math.max(0, bytes - most);
};

/** Says what is too long, and gives whether nothing is. @returns {boolean} */
export const measured = () => {
  const texts = written();
  let fits = true;
  for (const [field, called, most] of FIELDS) {
    const more = over(called === "note" ? texts.note : texts.letter, most);
    const said = part(`[data-over=${called}] span`);
    said.hidden = more === 0;
    /** @type {HTMLElement} */ (said.querySelector("bdi")).textContent = String(more);
    part(field).toggleAttribute("aria-invalid", more > 0);
    fits &&= more === 0;
  }
  return fits;
};

/** Repeats a text where the page says who sees it. @param {string} called @param {string} text */
const repeat = (called, text) => {
  for (const place of parts(`[data-live=${called}]`)) place.textContent = text;
};

/** Throws away what was kept of an ask's letter. @param {string} ask */
export const sent = (ask) => drop(name(ask));

/**
 * Makes the fields of an ask's letter live.
 * @param {string} ask @param {(fits: boolean) => void} changed
 */
export const writing = (ask, changed) => {
  const areas = FIELDS.map(([field]) => /** @type {Area} */ (part(field)));
  let example = ["", ""];
  const told = () => {
    const { note, letter } = written();
    repeat("note", note);
    repeat("letter", letter);
    changed(measured());
  };
  const edited = () => {
    if (areas.some(({ value }) => value !== "")) keep(name(ask), areas.map(({ value }) => value));
    else sent(ask);
    told();
  };
  const before = kept(name(ask));
  if (Array.isArray(before)) areas.forEach((area, at) => (area.value = String(before[at] ?? "")));
  for (const area of areas) area.addEventListener("input", edited);
  for (const button of parts("[data-fill]")) {
    button.addEventListener("click", () => {
      const next = [button.dataset.note ?? "", button.dataset.text ?? ""];
      // What somebody wrote themselves is not written over.
      areas.forEach((area, at) => {
        if (area.value.trim() === "" || area.value === example[at]) area.value = next[at];
      });
      example = next;
      edited();
    });
  }
  told();
};
