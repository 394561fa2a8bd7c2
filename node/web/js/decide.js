// What each signed yes to an item does, and where it leads: passed on, answered, a bridge tied, asked back.

import { answerAlert, passAlert } from "../device/alert.js";
import { completeBridge, confirmBridge } from "../device/bridge.js";
import { hex } from "../device/bytes.js";
import { acceptKnock } from "../device/knock.js";
import { answer } from "../device/letter.js";
import { passOn } from "../device/pass.js";
import { REQUEST_CORE, fromBytes } from "../device/payload.js";
import { Refusal, need } from "../device/refusal.js";
import * as said from "../device/said.js";
import { act, keepVault, make, pinColleagues, see } from "../device/session.js";
import { proposeStay } from "../device/stay.js";
import { seconds } from "../device/time.js";
import { id as bytesOf, readItem } from "../device/views.js";
import { askBack, asker } from "../device/word.js";
import { field, part, typed } from "./page.js";
import { usual } from "./wish.js";

/** @typedef {import("../device/views.js").Item} Item */
/** @typedef {import("../device/views.js").Neighbour} Neighbour */
/** @typedef {import("../device/text.js").Card} Card */

/**
 * What waits under this name, as the node has it now; an alert also after its first click.
 * @param {string} id @returns {Promise<Item>}
 */
export const waiting = async (id) => {
  const is = (/** @type {any} */ one) => one.item === id;
  const found = (await see({ see: "inbox" })).find(is) ?? (await see({ see: "alerts" })).came.find(is);
  if (found === undefined) throw new Refusal("expired");
  return readItem(found);
};

/** Whom somebody ticked. @param {ParentNode} form @returns {Neighbour[]} */
export const chosen = (form) =>
  [...form.querySelectorAll("input[name=to]:checked")].map((one) => {
    const [org, member, bridge] = /** @type {HTMLInputElement} */ (one).value.split(".");
    return { org: bytesOf(org, 32), member: bytesOf(member, 32), bridge: bridge ? bytesOf(bridge, 16) : null };
  });

/** A day as a form has it, from its first second; null if none is given. @param {string} name */
const day = (name) => {
  const value = field(name)?.value ?? "";
  return value === "" ? null : seconds(Date.parse(value));
};

/** The card of whom it is about, if they said yes to that. @returns {Card[]} */
const theirCard = () => {
  if (!field("they-agreed")?.checked) return [];
  const one = (/** @type {string} */ name) => field(name).value.trim();
  return [{ name: one("their-name"), org: one("their-org"), role: one("their-role"), contact: one("their-contact") }];
};

/** @param {Item} item */
const proposeToStay = async (item) => {
  if (item.waiting.what !== "letter" || !field("stay")?.checked) return;
  const { request } = fromBytes(REQUEST_CORE, item.waiting.request.core.payload);
  const wish = usual("have-met");
  const word = await make((device, now) => proposeStay(device, asker(device, request), "", wish, now));
  await act(said.sendWord(request, word));
};

/** @type {Record<string, (item: Item) => Promise<string>>} what each act does, and where it leads */
const ACTS = {
  "pass-on": async (item) => {
    if (item.waiting.what !== "hop") throw new Refusal("other-sort");
    await pinColleagues([item.waiting.request.predecessor, item.waiting.successor]);
    const note = typed("[data-note]");
    const made = await make((device, now) => passOn(device, item, note, now));
    await act(said.passOn(item.item, made, note));
    return "/inbox?said=passed";
  },
  "answer-letter": async (item) => {
    if (item.waiting.what !== "letter") throw new Refusal("other-sort");
    await pinColleagues([item.waiting.request.predecessor]);
    const [text, theirs, agreedOn, retainUntil] = [typed("[data-answer]"), theirCard(), day("agreed-on"), day("retain")];
    need(theirs.length === 0 || agreedOn !== null, "card-not-agreed");
    const sealed = await make((device, now) => {
      const cards = [device.card, ...theirs];
      return answer(device, item, { text, cards, agreedOn: theirs.length === 0 ? null : agreedOn, retainUntil }, now);
    });
    await act(said.answerLetter(item.item, sealed));
    await proposeToStay(item);
    return "/inbox?said=answered";
  },
  "answer-alert": async (item) => {
    if (item.waiting.what !== "alert") throw new Refusal("other-sort");
    await pinColleagues([item.waiting.request.predecessor]);
    const text = typed("[data-answer]");
    const sealed = await make((device, now) => answerAlert(device, item, text, [device.card], now));
    await act(said.answerLetter(item.item, sealed));
    return "/inbox?said=answered";
  },
  "pass-alert": async (item) => {
    if (item.waiting.what !== "alert") throw new Refusal("other-sort");
    const { request, offer } = item.waiting;
    const to = chosen(part("[data-pass]"));
    await pinColleagues([...to, request.predecessor]);
    const edges = await make((device, now) => passAlert(device, item, to, typed("[data-pass] [data-note]"), now));
    await act(said.passAlert(item.item, offer, edges));
    return "/alerts?said=alert-passed";
  },
  "confirm-bridge": async (item) => {
    if (item.waiting.what !== "bridge-accepted") throw new Refusal("other-sort");
    const { accept } = item.waiting;
    const confirm = await make((device, now) => confirmBridge(device, accept, now));
    await act(said.confirmBridge(item.item, confirm));
    await keepVault();
    return `/bridges/${hex(confirm.bridge)}?said=bridge-confirmed`;
  },
  "complete-bridge": async (item) => {
    if (item.waiting.what !== "bridge-confirmed") throw new Refusal("other-sort");
    const { terms, confirm } = item.waiting;
    await make((device, now) => completeBridge(device, terms, confirm, now));
    await act({ do: "complete-bridge", item: hex(item.item) });
    return `/bridges/${hex(confirm.bridge)}?said=bridge-complete`;
  },
  "answer-knock": async (item) => {
    if (item.waiting.what !== "knock") throw new Refusal("other-sort");
    const { org, body } = item.waiting;
    const accept = await make((device, now) => acceptKnock(device, org, body, now));
    await act(said.answerKnock(item.item, accept, usual("have-met").policy));
    await keepVault();
    return "/bridges?said=bridge-taken";
  },
  "ask-back": async (item) => {
    if (item.waiting.what !== "hop" && item.waiting.what !== "letter") throw new Refusal("other-sort");
    await pinColleagues([item.waiting.request.predecessor]);
    const word = await make((device, now) => askBack(device, item, typed("[data-question]"), now));
    await act(said.askBack(item.item, word));
    return `/inbox/${hex(item.item)}?said=asked-back`;
  },
};

/** @param {string} name @returns {((item: string) => Promise<string>) | null} the work of a button, if it is one here */
export const workOf = (name) => {
  const work = ACTS[name];
  return work === undefined ? null : async (id) => work(await waiting(id));
};
