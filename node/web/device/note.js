// Private notes about contacts: sealed by the device for itself, so that the node keeps bytes and reads nothing.
//
//   wrap(vault key, nonce,  pad( label ‖ u32 BE contact ‖ text ))      pad: up to a multiple of 256 B

import { concat, fromUtf8, same, u64, utf8 } from "./bytes.js";
import { LABEL } from "./label.js";
import { Refusal, held, need } from "./refusal.js";
import { pad, unpad, unwrap, wrap } from "./seal.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */

/** The longest note, in bytes: what fits into what a node takes. */
export const NOTE_TEXT = 1_776;
const STEP = 256;

/**
 * Seals a note about a contact. Equal notes look different every time.
 * @param {Device} device @param {number} contact @param {string} text @returns {Promise<Bytes>}
 */
export async function sealNote(device, contact, text) {
  const content = concat(head(contact), utf8(text));
  need(content.length - head(contact).length <= NOTE_TEXT, "text-too-long");
  const padded = pad(content, Math.ceil((content.length + 2) / STEP) * STEP);
  if (padded === null) throw new Refusal("text-too-long");
  return wrap(device.vault, padded);
}

/**
 * Opens a note about a contact.
 * @param {Device} device @param {number} contact @param {Bytes} sealed @returns {Promise<string>}
 */
export async function openNote(device, contact, sealed) {
  const content = await held("note-closed", async () => unpad(await unwrap(device.vault, sealed)));
  const start = head(contact);
  need(same(content.subarray(0, start.length), start), "note-closed");
  return held("note-closed", () => fromUtf8(content.subarray(start.length)));
}

/** What a note is and whom it is about. @param {number} contact */
function head(contact) {
  return concat(LABEL.note, u64(contact).subarray(4));
}
