// Answers to an ask: each is opened and judged by this browser's key, from the own consent to who answered; the node is
// told only whether it held. What holds is handed over: by mail, copied, or shared; and whoever helped is thanked by mail.
// An appraisal is read, and no more.

import { fromHex, hex } from "../device/bytes.js";
import { look } from "../device/keeping.js";
import { REQUEST_CORE, fromBytes } from "../device/payload.js";
import * as said from "../device/said.js";
import { act, make, see } from "../device/session.js";
import { millis, seconds } from "../device/time.js";
import { verifyAnswer } from "../device/verdict.js";
import { readAnswer } from "../device/views.js";
import { letterAfter } from "../device/word.js";
import { part, sentence, showDay } from "./page.js";

/** @typedef {import("../device/verdict.js").VerifiedAnswer} VerifiedAnswer */
/** @typedef {import("../device/text.js").Card} Card */
/**
 * @typedef {{verified: VerifiedAnswer | null, error: unknown, held: boolean | null, until: bigint | null}} Verdict
 * what holds, or why it does not; whether it held, if that could be told; when the node must let go of it
 */

/** Mail programs take no more of a draft. */
const DRAFT_MAX = 1_500;
const MAIL = /^[^\s@<>"?&]+@[^\s@<>"?&]+$/;

/** @param {Card} card @returns {string} a card on one line */
const line = (card) => [card.name, card.role, card.org, card.contact].filter((one) => one !== "").join(", ");

/** @param {import("../device/views.js").AnswerView} answer @returns {Promise<Verdict>} */
const judged = async (answer) => {
  const now = seconds(Date.now());
  try {
    const verified = await look((device) => verifyAnswer(device, answer, now));
    return { verified, error: null, held: true, until: verified.retainUntil };
  } catch (error) {
    const { code } = /** @type {{code?: string}} */ (error);
    if (typeof code !== "string") throw error;
    if (code === "request-unknown") return { verified: null, error, held: null, until: null };
    if (code === "answer-over") return { verified: null, error, held: null, until: now };
    return { verified: null, error, held: false, until: null };
  }
};

/**
 * Tells the node what it must know of an answer, and sends the letter that waited for it.
 * @param {any} json @param {Verdict} verdict @returns {Promise<{isNews: boolean, followed: boolean}>}
 */
const settle = async (json, verdict) => {
  const answer = readAnswer(json);
  const request = hex(fromBytes(REQUEST_CORE, answer.core.payload).request);
  const isNews = verdict.held !== null && json.verified !== verdict.held;
  if (isNews) await act({ do: "record-outcome", request, verified: verdict.held });
  if (verdict.until !== null && millis(verdict.until) !== json.retain_until) {
    await act({ do: "limit-answer", request, until: millis(verdict.until) });
  }
  const word = verdict.held === true ? await make((device, now) => letterAfter(device, answer, now)) : null;
  if (word !== null) await act(said.sendWord(fromHex(request), word));
  return { isNews, followed: word !== null };
};

/** @param {HTMLElement} card @param {string} named @returns {HTMLElement} */
const inside = (card, named) => /** @type {HTMLElement} */ (card.querySelector(named));

/** @param {HTMLElement} card @param {string} named @param {string} text shown with its place, if there is one */
const put = (card, named, text) => {
  inside(card, named).textContent = text;
  const place = inside(card, named).closest("[hidden]");
  if (text !== "") place?.toggleAttribute("hidden", false);
};

/** @param {string} to @param {string} subject @param {string} body @returns {string} the address of a mail's draft */
const mailTo = (to, subject, body) =>
  `mailto:${encodeURIComponent(to)}?subject=${encodeURIComponent(subject)}&body=${encodeURIComponent(body)}`;

/** Mail, copying and sharing. @param {HTMLElement} card @param {VerifiedAnswer} verified */
const handOver = (card, verified) => {
  const text = [verified.text, ...verified.cards.map(line)].join("\n\n");
  const mail = /** @type {HTMLAnchorElement} */ (inside(card, "[data-mail]"));
  const { subject = "", opening = "" } = mail.dataset;
  // The person sought, where they let their card be handed over; else who answered.
  const to = verified.cards.map(({ contact }) => contact).filter((contact) => MAIL.test(contact)).at(-1) ?? "";
  const body = `${opening}\n\n${text}`.slice(0, DRAFT_MAX).toWellFormed();
  mail.href = mailTo(to, subject, body);
  inside(card, "[data-copy]").addEventListener("click", async () => {
    await navigator.clipboard.writeText(text);
    inside(card, "[data-copied] span").hidden = false;
  });
  const share = inside(card, "[data-share]");
  share.hidden = typeof navigator.share !== "function";
  // Who changes their mind while sharing has done nothing wrong.
  share.addEventListener("click", () => navigator.share({ title: subject, text }).catch(() => {}));
  inside(card, "[data-hand-over]").hidden = false;
};

/**
 * A mail of thanks to each who passed it on or answered, written by the asker's own mail program.
 * @param {HTMLElement} card @param {VerifiedAnswer} verified
 */
const thanks = (card, { cards, path }) => {
  const place = inside(card, "[data-thanks] [data-subject]");
  const { subject = "", opening = "", called = "" } = place.dataset;
  const whom = [...path, ...cards.slice(0, 1)].filter(({ contact }) => MAIL.test(contact));
  const links = whom.map(({ name, contact }) => {
    const link = document.createElement("a");
    link.className = "button other";
    link.textContent = called.replace("{name}", () => name);
    link.href = mailTo(contact, subject, opening);
    return link;
  });
  place.replaceChildren(...links.flatMap((link) => [link, " "]));
  inside(card, "[data-thanks]").hidden = links.length === 0;
};

/** When an appraisal goes. @param {HTMLElement} card @param {bigint} until */
const keptUntil = (card, until) => {
  showDay(inside(card, "[data-kept-until] time"), millis(until), "UTC");
  inside(card, "[data-kept-until]").hidden = false;
};

/** @param {Verdict} verdict @param {boolean} followed @returns {Promise<HTMLElement>} an answer as it is shown */
const drawn = async ({ verified, error }, followed) => {
  const template = /** @type {HTMLTemplateElement} */ (part("template[data-answer]"));
  const copy = /** @type {DocumentFragment} */ (template.content.cloneNode(true));
  const card = /** @type {HTMLElement} */ (copy.querySelector("[data-of]"));
  if (verified === null) {
    put(card, "[data-broken]", (await sentence(error)) ?? "");
    return card;
  }
  put(card, "[data-by]", verified.cards.length > 0 ? verified.cards[0].name : "");
  put(card, "[data-text] blockquote", verified.text);
  put(card, "[data-path] bdi", verified.path.map(({ name }) => name).join(" → "));
  const items = verified.cards.map((one) => {
    const item = document.createElement("li");
    item.dir = "auto";
    item.textContent = line(one);
    return item;
  });
  inside(card, "[data-cards]").replaceChildren(...items);
  inside(card, "[data-followed]").hidden = !followed;
  if (verified.retainUntil === null) {
    handOver(card, verified);
    thanks(card, verified);
  } else keptUntil(card, verified.retainUntil);
  return card;
};

/** Opens every answer to an ask in its place. @param {HTMLElement} place @param {string} ask */
export const showAnswers = async (place, ask) => {
  let isNews = false;
  for (const json of (await see({ see: "answers" })).filter((/** @type {any} */ one) => one.ask === ask)) {
    const verdict = await judged(readAnswer(json));
    const settled = await settle(json, verdict);
    isNews ||= settled.isNews;
    place.append(await drawn(verdict, settled.followed));
  }
  // Where the ask stands follows from what was just told; it is drawn by the node.
  if (isNews) location.replace(`/asks/${ask}?said=answer`);
};
