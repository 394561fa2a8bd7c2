// Signs in: the device signs one call, as it signs every other, and the browser gets a cookie for it. What the device
// learned on the way goes along in the address of the page that opens next, and is said there.

import { expectRightClock } from "./clock.js";
import { callHeaders } from "../device/call.js";
import { NoFromNode } from "../device/door.js";
import { look } from "../device/keeping.js";
import { open } from "../device/session.js";

/** @typedef {import("../device/session.js").Note} Note */

/** @returns {Promise<Note[]>} what the device learned @throws {NoFromNode} and whatever the device says */
export async function enter() {
  await expectRightClock();
  const notes = await open();
  const headers = await look((device) => callHeaders(device, "POST", "/session", Date.now(), new Uint8Array()));
  const answer = await fetch("/session", { method: "POST", headers, redirect: "error" });
  if (answer.ok) return notes;
  const said = await answer.json().catch(() => null);
  throw new NoFromNode(said?.refused ?? "unreadable", said?.says ?? "");
}

/** The address of a page that says what was learned. @param {string} path @param {Note[]} notes @returns {string} */
export function saying(path, notes) {
  const codes = [...new Set(notes.map(({ note }) => note))];
  return codes.length === 0 ? path : `${path}?${codes.map((code) => `note=${code}`).join("&")}`;
}
