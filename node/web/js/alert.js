// Sends an alert with this browser's key, and opens the answers to one, each with the chain of those who passed it on.

import { composeAlert, verifyAlertAnswer } from "../device/alert.js";
import { keptDevice, look } from "../device/keeping.js";
import { Refusal } from "../device/refusal.js";
import * as said from "../device/said.js";
import { act, make, pinColleagues, see } from "../device/session.js";
import { seconds } from "../device/time.js";
import { readAlertAnswer } from "../device/views.js";
import { chosen } from "./decide.js";
import { enable, onSent, part, showSigned, tell } from "./page.js";

/** @typedef {import("../device/text.js").Card} Card */

const DAY = 86_400n;

/** @param {HTMLFormElement} form */
const send = async (form) => {
  const filled = new FormData(form);
  const one = (/** @type {string} */ name) => String(filled.get(name) ?? "").replaceAll("\r", "").trim();
  const topics = one("topics").split(",").map((topic) => topic.trim().toLowerCase()).filter((topic) => topic !== "");
  const attributes = topics.map((value) => ({ type: "topic", value }));
  const draft = { kind: one("kind"), text: one("text"), link: one("link"), attributes, note: one("note") };
  const to = chosen(form);
  await pinColleagues(to);
  const until = BigInt(one("days")) * DAY;
  const made = await make((device, now) => composeAlert(device, draft, to, now + until, now));
  await act(said.sendAlert(made));
  location.assign("/alerts?said=alert-sent");
};

/** @param {Card} card */
const line = ({ name, role, org, contact }) => [name, role, org, contact].filter((part) => part !== "").join(" · ");

/** @param {string} tag @param {string} says @param {string} [look] */
const made = (tag, says, look = "") => {
  const one = document.createElement(tag);
  one.textContent = says;
  if (look !== "") one.className = look;
  return one;
};

/** @param {HTMLElement} place @param {any} json an answer as the node has it */
const openAnswer = async (place, json) => {
  const item = made("li", "", "card");
  try {
    const view = readAlertAnswer(json);
    const { text, cards, path } = await look((device) => verifyAlertAnswer(device, view, seconds(Date.now())));
    const quote = document.createElement("blockquote");
    quote.dir = "auto";
    quote.textContent = text;
    item.append(made("h2", cards.map(line).join("; ")), quote);
    if (path.length > 0) item.append(made("p", `${place.dataset.through}: ${path.map(line).join("; ")}`, "small"));
    await outcome(json, true);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    item.append(made("p", place.dataset.broken ?? "", "care"));
    await outcome(json, false);
  }
  part("[data-list]").append(item);
};

/** Tells the node once whether an answer held. @param {any} json @param {boolean} verified */
const outcome = async ({ offer, answer, verified: told }, verified) => {
  if (told === null || told === undefined) {
    await act({ do: "alert", how: "record-alert-outcome", offer, answer, verified });
  }
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  enable("button[data-sign]");
  const form = /** @type {HTMLFormElement | null} */ (part("form[data-alert]"));
  if (form !== null) onSent(form, send);
  const place = part("[data-answers]");
  if (place === null) return;
  for (const json of await see({ see: "alert-answers", request: place.dataset.answers })) await openAnswer(place, json);
};

await begin().catch(tell);
