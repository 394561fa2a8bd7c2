// Which texts may travel: bounded in bytes, without control characters. What a page shows is the page's care.

import { utf8 } from "./bytes.js";
import * as limits from "./limits.js";

/** @typedef {{name: string, org: string, role: string, contact: string}} Card */

const CONTROL = /[\u0000-\u001f\u007f-\u009f]/;
const CONTROL_BUT_LINE_FEED = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/;

/** @param {string} text @param {number} max bytes @returns {boolean} whether it may stand where one line is expected */
export function isLine(text, max) {
  return fits(text, max) && !CONTROL.test(text);
}

/** @param {string} text @param {number} max bytes @returns {boolean} as a line, but with line feeds */
export function isProse(text, max) {
  return fits(text, max) && !CONTROL_BUT_LINE_FEED.test(text);
}

/** @param {Card} card @returns {boolean} whether every field is a line of its length */
export function isCard(card) {
  return (
    isLine(card.name, limits.CARD_NAME) &&
    isLine(card.org, limits.CARD_ORG) &&
    isLine(card.role, limits.CARD_ROLE) &&
    isLine(card.contact, limits.CARD_CONTACT)
  );
}

// Half of a surrogate pair has no bytes of its own: it would be signed as another sign than the one shown.
/** @param {string} text @param {number} max */
function fits(text, max) {
  return !/\p{Surrogate}/u.test(text) && utf8(text).length <= max;
}
