// What a member writes for themself: notes about contacts, and what asks led to. Sealed by the device for itself, so that
// the node keeps bytes and reads nothing.
//
//   note       wrap(vault key, nonce,  pad( label ‖ u32 BE contact ‖ text ))      pad: up to a multiple of 256 B
//   outcome    wrap(vault key, nonce,  pad( label ‖ 16 B ask ‖ text ))

import { concat, fromUtf8, same, u64, utf8 } from "./bytes.js";
import { LABEL } from "./label.js";
import { Refusal, held, need } from "./refusal.js";
import { pad, unpad, unwrap, wrap } from "./seal.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */

/** The longest note and the longest outcome, in bytes: what fits into what a node takes. */
export const NOTE_TEXT = 1_776;
export const OUTCOME_TEXT = 480;
const STEP = 256;

/**
 * Seals a note about a contact. Equal notes look different every time.
 * @param {Device} device @param {number} contact @param {string} text @returns {Promise<Bytes>}
 */
export const sealNote = (device, contact, text) => sealOwn(device, ofContact(contact), text, NOTE_TEXT);

/**
 * Opens a note about a contact.
 * @param {Device} device @param {number} contact @param {Bytes} sealed @returns {Promise<string>}
 */
export const openNote = (device, contact, sealed) => openOwn(device, ofContact(contact), sealed);

/**
 * Seals what an ask led to.
 * @param {Device} device @param {Bytes} ask @param {string} text @returns {Promise<Bytes>}
 */
export const sealOutcome = (device, ask, text) => sealOwn(device, ofAsk(ask), text, OUTCOME_TEXT);

/**
 * Opens what an ask led to.
 * @param {Device} device @param {Bytes} ask @param {Bytes} sealed @returns {Promise<string>}
 */
export const openOutcome = (device, ask, sealed) => openOwn(device, ofAsk(ask), sealed);

/** What a note is and whom it is about. @param {number} contact */
const ofContact = (contact) => concat(LABEL.note, u64(contact).subarray(4));

/** What an outcome is and of which ask. @param {Bytes} ask */
const ofAsk = (ask) => concat(LABEL.outcome, ask);

/** @param {Device} device @param {Bytes} head @param {string} text @param {number} atMost bytes of the text */
async function sealOwn(device, head, text, atMost) {
  const content = concat(head, utf8(text));
  need(content.length - head.length <= atMost, "text-too-long");
  const padded = pad(content, Math.ceil((content.length + 2) / STEP) * STEP);
  if (padded === null) throw new Refusal("text-too-long");
  return wrap(device.vault, padded);
}

/** @param {Device} device @param {Bytes} head @param {Bytes} sealed */
async function openOwn(device, head, sealed) {
  const content = await held("note-closed", async () => unpad(await unwrap(device.vault, sealed)));
  need(same(content.subarray(0, head.length), head), "note-closed");
  return held("note-closed", () => fromUtf8(content.subarray(head.length)));
}
