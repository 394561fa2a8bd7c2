// An appraisal is asked by the device: it keeps the candidate's permission and the day of deletion, which its letters
// carry, before the node hears of the ask. How the fields are read, the node said.

import { fromBase64url, fromHex, fromUtf8, same } from "../device/bytes.js";
import { keepTerms } from "../device/appraisal.js";
import { keptDevice } from "../device/keeping.js";
import { Refusal } from "../device/refusal.js";
import { writeTerms } from "../device/said.js";
import { act, make } from "../device/session.js";
import { seconds } from "../device/time.js";
import { id, readPermission } from "../device/views.js";
import { field, part, showSigned } from "./page.js";

/** @typedef {{field: string, handles: unknown[]}} Read */

const DAY_MS = 86_400_000;
const HANDLES_MAX = 4;

/** A permission as it was handed over: its link, or its file. @param {string} text */
const paper = (text) => {
  try {
    const inside = text.startsWith("{") ? text : fromUtf8(fromBase64url(text.replace(/^.*#/, "")));
    const { asking, permission } = JSON.parse(inside);
    return { asking: id(asking, 32), permission: readPermission(permission) };
  } catch {
    throw new Refusal("permission-unfit");
  }
};

/** The handles of all fields, each field's first before what else it stands for. @param {Read[]} all */
const sought = (all) => {
  const lists = all.filter(({ field }) => field.startsWith("for-")).map(({ handles }) => handles);
  const most = Math.max(0, ...lists.map(({ length }) => length));
  const inTurn = Array.from({ length: most }, (_, at) => lists.flatMap((list) => list.slice(at, at + 1))).flat();
  return inTurn.slice(0, HANDLES_MAX);
};

/** In so many days, as a form says. @param {string} name @returns {number} */
const days = (name) => Number(field(name).value);

/** Asks. @param {Read[]} all how each field is read @returns {Promise<void>} @throws {Refusal} */
export const askAppraisal = async (all) => {
  const text = /** @type {HTMLTextAreaElement} */ (part("[data-permission]")).value.trim();
  const given = text === "" ? null : paper(text);
  const ask = field("ask").value;
  const retain = Number(/** @type {HTMLSelectElement} */ (part("[data-retain]")).value);
  const terms = { permission: given?.permission ?? null, retainUntil: seconds(Date.now() + retain * DAY_MS) };
  await make(async (device, now) => {
    if (given !== null && !same(given.asking, device.org)) throw new Refusal("permission-unfit");
    await keepTerms(device, fromHex(ask), terms, now);
  });
  const again = days("again");
  await act({
    do: "ask",
    ask,
    kind: "appraisal",
    handles: sought(all),
    until: Date.now() + days("until") * DAY_MS,
    keep_looking_until: again > 0 ? Date.now() + again * DAY_MS : null,
    attributes: [],
    avoid: all.find(({ field }) => field === "avoid")?.handles ?? [],
    terms: writeTerms(terms),
  });
};

/** Whether the candidate's employer is kept out of it, or there is none. */
export const namesEmployer = () =>
  field("avoid").value.trim() !== "" || /** @type {HTMLInputElement} */ (part("[data-no-employer]")).checked;

/** Lets a member ask whose key is here. @param {HTMLButtonElement} button */
export const enable = async (button) => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  button.disabled = false;
};
