// Opens the words that came along requests, each in its place: questions are replied to, proposals to stay connected
// agreed to, and bridges the other side agreed to are told to the node.

import { fromHex, hex, same } from "../device/bytes.js";
import { keptDevice, look } from "../device/keeping.js";
import { REQUEST_CORE, fromBytes } from "../device/payload.js";
import { Refusal } from "../device/refusal.js";
import * as says from "../device/said.js";
import { act, keepVault, make, see } from "../device/session.js";
import { agreeToStay, proposeStay, tieStay } from "../device/stay.js";
import { seconds } from "../device/time.js";
import { verifyAnswer } from "../device/verdict.js";
import { readAnswer, readWord } from "../device/views.js";
import { asker, endpoint, hear, reply } from "../device/word.js";
import { enable, onSent, parts, showSigned, tell } from "./page.js";
import { usual } from "./wish.js";

/** @typedef {import("../device/views.js").AnswerView} AnswerView */
/** @typedef {import("../device/views.js").WordView} WordView */
/** @typedef {import("../device/word.js").Heard} Heard */

const now = () => seconds(Date.now());

/** @param {WordView | AnswerView} view @returns {Uint8Array<ArrayBuffer>} the request it belongs to */
const requestOf = ({ core }) => fromBytes(REQUEST_CORE, core.payload).request;

/** @param {HTMLElement} place @param {string} named @returns {HTMLElement} */
const within = (place, named) => /** @type {HTMLElement} */ (place.querySelector(named));

/** Tells the node of a bridge the other side has agreed to. @param {WordView} view @param {AnswerView[]} answers */
const settle = async (view, answers) => {
  const { tie, wish } = await make((device, at) => tieStay(device, view, answers, at));
  await act(says.stayConnected(tie, /** @type {import("../device/said.js").Wish} */ (wish)));
  await keepVault();
};

/** @param {HTMLElement} place @param {Heard} heard */
const draw = (place, heard) => {
  for (const one of place.querySelectorAll("[data-heard]")) {
    /** @type {HTMLElement} */ (one).hidden = /** @type {HTMLElement} */ (one).dataset.heard !== heard.what;
  }
  const text = heard.what === "reply" ? heard.text : heard.voice.text;
  if (heard.what !== "reply") {
    const { name, role, org, contact } = heard.voice.card;
    within(place, "[data-from]").textContent = [name, role, org, contact].filter((part) => part !== "").join(" · ");
    within(place, "[data-standing]").hidden = heard.voice.standing !== "claimed";
  }
  within(place, "[data-text]").textContent = text;
  within(place, "[data-voice]").hidden = false;
};

/** @param {HTMLElement} place @param {WordView} view @param {AnswerView[]} answers */
const openWord = async (place, view, answers) => {
  const heard = await look((device) => hear(device, view, answers, now()));
  draw(place, heard);
  if (heard.what === "agreed") return settle(view, answers);
  const form = (/** @type {string} */ named) => /** @type {HTMLFormElement | null} */ (place.querySelector(named));
  const [replies, agrees] = [form("form[data-reply]"), form("form[data-agree]")];
  if (replies !== null && heard.what === "question") {
    onSent(replies, async () => {
      const text = String(new FormData(replies).get("text")).replaceAll("\r", "").trim();
      const word = await make((device) => reply(device, view, text));
      await act(says.sendWord(requestOf(view), word));
      location.replace("/words?said=replied");
    });
  }
  if (agrees !== null && heard.what === "stay") {
    onSent(agrees, async () => {
      const wish = usual(String(new FormData(agrees).get("strength")));
      const { tie, ...word } = await make((device, at) => agreeToStay(device, view, answers, wish, at));
      await act(says.stayConnected(tie, wish));
      await act(says.sendWord(requestOf(view), word));
      await keepVault();
      location.replace("/words?said=agreed");
    });
  }
};

/** @param {HTMLElement} place @param {AnswerView[]} answers */
const offerToStay = async (place, answers) => {
  const request = fromHex(place.dataset.met ?? "");
  const answer = answers.find((one) => same(requestOf(one), request));
  const isAsker = place.dataset.side === "asker";
  if (isAsker && answer !== undefined) {
    const verified = await look((device) => verifyAnswer(device, answer, now()));
    within(place, "[data-who]").textContent = verified.cards[0]?.name ?? "";
  }
  const far = await look((device) =>
    isAsker && answer !== undefined ? endpoint(device, answer, now()) : asker(device, request),
  );
  const form = /** @type {HTMLFormElement} */ (within(place, "form"));
  const [isColleague, isProposed] = await look((device) => [
    same(far.org, device.org),
    [...device.stays.values()].some((one) => one.side === "proposed" && same(one.request, request)),
  ]);
  place.hidden = isColleague;
  within(place, "[data-proposed]").hidden = !isProposed;
  form.hidden = isProposed;
  onSent(form, async () => {
    const filled = new FormData(form);
    const [text, wish] = [String(filled.get("text") ?? "").trim(), usual(String(filled.get("strength")))];
    const word = await make((device, at) => proposeStay(device, far, text, wish, at));
    await act(says.sendWord(request, word));
    location.replace("/words?said=proposed");
  });
};

/** One that does not open stays as it came; the others are opened all the same. @param {unknown} error */
const leave = (error) => {
  if (!(error instanceof Refusal)) throw error;
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  const [came, read] = [await see({ see: "words" }), await see({ see: "answers" })];
  const [views, answers] = [came.map(readWord), read.map(readAnswer)];
  for (const place of parts("[data-word]")) {
    const view = views.find((/** @type {WordView} */ one) => hex(one.word) === place.dataset.word);
    if (view !== undefined) await openWord(place, view, answers).catch(leave);
  }
  for (const place of parts("[data-met]"))
    await offerToStay(place, answers).catch((error) => {
      leave(error);
      place.hidden = true;
    });
  showSigned();
  enable("button[data-sign]");
};

await begin().catch(tell);
