// A device with alerts: as asker it composes them and judges what comes back, else it passes them on or answers.
//
// There is no letter. Every edge has a consent of its own that names exactly the next person, and an answer is one only
// if its chain begins with one of the asker's own consents. Asked again, the device gives the same bytes.

import { hex, random, same } from "./bytes.js";
import { checkPin } from "./device.js";
import { predecessorCommitment, sha256 } from "./hash.js";
import { sealAnswer } from "./letter.js";
import * as limits from "./limits.js";
import { checkRequest, consentTo, receiptFor } from "./path.js";
import { CONSENT, REQUEST_CORE, signedToBytes, toBytes } from "./payload.js";
import { Refusal, held, need } from "./refusal.js";
import { newKeptSecret } from "./seal.js";
import { isCard, isLine, isProse } from "./text.js";
import { earlier, floorHour } from "./time.js";
import { judge } from "./verdict.js";
import { isSame, verifyByOrigin } from "./verify.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {import("./device.js").Device} Device */
/** @typedef {import("./device.js").AlertEdge} AlertEdge */
/** @typedef {import("./views.js").Neighbour} Neighbour */
/** @typedef {import("./views.js").Item} Item */
/** @typedef {{type: string, value: string}} Attribute */
/** @typedef {{kind: string, text: string, link: string, attributes: Attribute[], note: string}} AlertDraft */

/** An alert has no letter, so its answers name no letter key. */
const NO_LETTER = new Uint8Array(32);
/** A candidate is never named to people one happens to choose. */
const OPEN_KINDS = ["opportunity", "introduction", "intelligence", "influence"];

/**
 * Composes an alert: the core for the organisation to sign, and one consent for each person it goes to.
 * @param {Device} device @param {AlertDraft} draft @param {Neighbour[]} to @param {bigint} until @param {bigint} now
 * @returns {Promise<{core: Bytes, edges: AlertEdge[]}>} @throws {Refusal}
 */
export async function composeAlert(device, draft, to, until, now) {
  need(fits(draft), "text-too-long");
  checkPeople(device, to);
  // Dates are rounded down to the hour: an alert just made looks like one that is passed on.
  const created = floorHour(now);
  const expires = earlier(floorHour(until), created + limits.REQUEST_LIFE_MAX);
  need(expires > now, "too-soon");
  const [answerSecret, request] = [await newKeptSecret(), random(16)];
  const { kind, text, link, attributes, note } = draft;
  const core = toBytes(REQUEST_CORE, {
    origin: device.org,
    query: random(16),
    request,
    kind,
    created,
    expires,
    note: "",
    answerKey: answerSecret.public,
    letter: null,
    alert: { text, link, attributes },
    permission: null,
  });
  const digest = await sha256(core);
  const edges = [];
  for (const successor of to) {
    const predecessor = await predecessorCommitment(random(16), device.org, device.member);
    edges.push({
      to: successor,
      consent: await consentTo(device, { digest, successor, predecessor, note }, now),
      receipt: null,
      note,
    });
  }
  device.alerts.set(hex(request), { answerSecret, core, consents: edges.map(({ consent }) => consent), expires });
  return { core, edges };
}

/**
 * Passes an alert on: a consent and a receipt for each person. Who was signed for before gets the same bytes.
 * @param {Device} device @param {Item} item @param {Neighbour[]} to @param {string} note @param {bigint} now
 * @returns {Promise<AlertEdge[]>} @throws {Refusal}
 */
export async function passAlert(device, item, to, note, now) {
  need(isProse(note, limits.CONNECTOR_NOTE) && isCard(device.card), "text-too-long");
  const core = await readAlert(device, item, now);
  checkPeople(device, to);
  const made = [...(device.passedAlerts.get(hex(item.item))?.edges ?? [])];
  for (const next of to) {
    if (!made.some((edge) => isSameEdge(edge.to, next)))
      made.push(await signedEdge(device, requestOf(item), core, next, note, now));
  }
  need(made.length <= limits.ALERT_EDGES, "people-count");
  device.passedAlerts.set(hex(item.item), { edges: made, expires: core.expires });
  return made.filter((edge) => to.some((next) => isSameEdge(edge.to, next)));
}

/**
 * Reads an alert and checks everything about it, as before it is signed for.
 * @param {Device} device @param {Item} item @param {bigint} now @returns {Promise<any>} the core
 */
export async function readAlert(device, item, now) {
  const core = await checkRequest(device, requestOf(item), now);
  need(core.alert !== null && OPEN_KINDS.includes(core.kind), "other-sort");
  return core;
}

/**
 * Answers an alert: interested. The same item gives the same bytes.
 * @param {Device} device @param {Item} item @param {string} text @param {import("./text.js").Card[]} cards
 * @param {bigint} now @returns {Promise<Bytes>}
 */
export async function answerAlert(device, item, text, cards, now) {
  const made = device.answered.get(hex(item.item));
  if (made !== undefined) return made;
  const core = await readAlert(device, item, now);
  const digest = await sha256(requestOf(item).core.payload);
  const sealed = await sealAnswer(device, core, digest, NO_LETTER, { text, cards, agreedOn: null, retainUntil: null });
  device.answered.set(hex(item.item), sealed);
  return sealed;
}

/**
 * Judges an answer to an own alert.
 * @param {Device} device @param {Omit<import("./views.js").AnswerView, "letterKey">} answer @param {bigint} now
 * @returns {Promise<import("./verdict.js").VerifiedAnswer>} @throws {Refusal} if its chain does not begin with an own
 * consent
 */
export async function verifyAlertAnswer(device, answer, now) {
  const core = await held("unverified", verifyByOrigin(REQUEST_CORE, answer.core));
  const own = device.alerts.get(hex(core.request));
  if (own === undefined) throw new Refusal("request-unknown");
  const { answerSecret, core: payload, expires } = own;
  const bytes = signedToBytes(CONSENT, answer.consent);
  need(
    own.consents.some((consent) => same(signedToBytes(CONSENT, consent), bytes)),
    "unverified",
  );
  const request = { answerSecret, core: payload, consent: answer.consent, letterKey: NO_LETTER, expires };
  return held("unverified", judge(device, request, { ...answer, letterKey: NO_LETTER }, core, now));
}

/**
 * @param {Device} device @param {import("./views.js").RequestView} request @param {any} core @param {Neighbour} next
 * @param {string} note @param {bigint} now @returns {Promise<AlertEdge>}
 */
async function signedEdge(device, request, core, next, note, now) {
  const [salt, before] = [random(16), request.predecessor];
  const predecessor = await predecessorCommitment(salt, before.org, before.member);
  const digest = await sha256(request.core.payload);
  const consent = await consentTo(device, { digest, successor: next, predecessor, note }, now);
  return { to: next, consent, receipt: await receiptFor(device, core, { before, salt, consent }), note };
}

/**
 * Checks that an alert may go to these people: 1 to 20, each once, each pinned.
 * @param {Device} device @param {Neighbour[]} to
 */
function checkPeople(device, to) {
  const once = new Set(to.map(({ member }) => hex(member)));
  need(to.length > 0 && to.length <= limits.ALERT_EDGES && once.size === to.length, "people-count");
  to.forEach((next) => checkPin(device, next));
}

/** @param {Item} item @returns {import("./views.js").RequestView} @throws {Refusal} if it is no alert */
function requestOf({ waiting }) {
  if (waiting.what !== "alert") throw new Refusal("other-sort");
  return waiting.request;
}

/** @param {Neighbour} one @param {Neighbour} other */
function isSameEdge(one, other) {
  const bridges = [one.bridge, other.bridge].map((bridge) => (bridge === null ? "" : hex(bridge)));
  return isSame(one, other) && bridges[0] === bridges[1];
}

/** @param {AlertDraft} draft */
function fits({ kind, text, link, attributes, note }) {
  const sizes = attributes.map(({ value }) => new TextEncoder().encode(value).length);
  return (
    OPEN_KINDS.includes(kind) &&
    text !== "" &&
    isProse(text, limits.ALERT_TEXT) &&
    isLine(link, limits.ALERT_LINK) &&
    isProse(note, limits.CONNECTOR_NOTE) &&
    attributes.length <= limits.ATTRIBUTES &&
    attributes.every(({ value }) => value !== "" && isLine(value, limits.ATTRIBUTE)) &&
    sizes.reduce((sum, size) => sum + size, 0) <= limits.ATTRIBUTES_TOTAL
  );
}
