// What a device tells its own node, as the node reads it: one function for each act that brings something the device
// made. Acts that bring nothing of its own are written where they are asked for.

import { base64url, hex } from "./bytes.js";
import { millis } from "./time.js";
import {
  writeAccept,
  writeConfirm,
  writeDevice,
  writeDraft,
  writeLetterKey,
  writeNeighbour,
  writePermission,
  writeSigned,
  writeTie,
} from "./views.js";

/** @typedef {import("./bytes.js").Bytes} Bytes */
/** @typedef {{strength: string, policy: unknown}} Wish what a member says of a bridge, as the node reads it */

/** @param {{id: Bytes, public: Bytes, wrapped: Bytes}[]} keys */
export function stockLetterKeys(keys) {
  return { do: "stock-letter-keys", keys: keys.map(writeLetterKey) };
}

/** @param {import("./link.js").BridgeLink} link @param {Wish} wish */
export function openBridge({ bridge, expires }, wish) {
  return { do: "open-bridge", bridge: hex(bridge), expires: millis(expires), ...wish };
}

/** @param {import("./bridge.js").BridgeAccept} accept @param {Wish} wish */
export function acceptBridge(accept, wish) {
  return { do: "accept-bridge", accept: writeAccept(accept), ...wish };
}

/** @param {Bytes} item @param {import("./bridge.js").BridgeConfirm} confirm */
export function confirmBridge(item, confirm) {
  return { do: "confirm-bridge", item: hex(item), confirm: writeConfirm(confirm) };
}

/** @param {Bytes} item @param {import("./bridge.js").BridgeAccept} accept @param {unknown} policy */
export function answerKnock(item, accept, policy) {
  return { do: "answer-knock", item: hex(item), accept: writeAccept(accept), policy };
}

/** @param {import("./ask.js").PreparedRequest} request */
export function submitRequest(request) {
  return { do: "submit-request", ...writeRequest(request) };
}

/** @param {import("./ask.js").PreparedRequest[]} requests */
export function submitRequests(requests) {
  return { do: "submit-requests", requests: requests.map(writeRequest) };
}

/** @param {import("./ask.js").PreparedRequest} request */
function writeRequest({ offer, core, consent }) {
  return { offer: hex(offer), core: base64url(core), consent: writeSigned(consent) };
}

/**
 * @param {Bytes} item @param {{consent: import("./payload.js").Signed, receipt: Bytes}} made
 * @param {string} note as it was signed
 */
export function passOn(item, { consent, receipt }, note) {
  return { do: "pass-on", item: hex(item), consent: writeSigned(consent), receipt: base64url(receipt), note };
}

/** @param {Bytes} item @param {Bytes} sealed */
export function answerLetter(item, sealed) {
  return { do: "answer-letter", item: hex(item), sealed: base64url(sealed) };
}

/** @param {import("./appraisal.js").Terms} terms */
export function writeTerms({ permission, retainUntil }) {
  return { permission: permission === null ? null : writePermission(permission), retain_until: millis(retainUntil) };
}

/** @param {Bytes} item @param {import("./word.js").SealedWord} word */
export function askBack(item, { word, sealed }) {
  return { do: "word", how: "ask-back", item: hex(item), word: hex(word), sealed: base64url(sealed) };
}

/** @param {Bytes} request @param {import("./word.js").SealedWord} word */
export function sendWord(request, { word, sealed }) {
  return { do: "word", how: "send-word", request: hex(request), word: hex(word), sealed: base64url(sealed) };
}

/** @param {import("./stay.js").StayTie} tie @param {Wish} wish */
export function stayConnected(tie, wish) {
  return { do: "word", how: "stay-connected", tie: writeTie(tie), ...wish };
}

/** @param {{core: Bytes, edges: import("./device.js").AlertEdge[]}} alert */
export function sendAlert({ core, edges }) {
  return { do: "alert", how: "send-alert", core: base64url(core), edges: edges.map(writeEdge) };
}

/** @param {Bytes} item @param {Bytes} from the offer it came by @param {import("./device.js").AlertEdge[]} edges */
export function passAlert(item, from, edges) {
  return { do: "alert", how: "pass-alert", item: hex(item), from: hex(from), edges: edges.map(writeEdge) };
}

/** @param {import("./device.js").AlertEdge} edge */
function writeEdge({ to, consent, receipt, note }) {
  const sealed = receipt === null ? null : base64url(receipt);
  return { to: writeNeighbour(to), consent: writeSigned(consent), receipt: sealed, note };
}

/**
 * @param {{knock: Bytes, key: Bytes, sealed: Bytes}} made
 * @param {{handles: unknown[], at: Bytes[], policy: unknown}} to
 * whom it is for, the peers it goes to (none for all), and what the bridge may serve
 */
export function knock({ knock, key, sealed }, { handles, at, policy }) {
  const entry = { knock: hex(knock), handles, at: at.map(hex), key: base64url(key), sealed: base64url(sealed), policy };
  return { do: "knock", knock: entry };
}

/** @param {import("./certificate.js").CertDraft} draft */
export function updateCert(draft) {
  return { do: "keys", how: "update-cert", draft: writeDraft(draft) };
}

/**
 * To the door for keys: from a machine recovered by the phrase, or after the last certificate ran out.
 * @param {import("./certificate.js").CertDraft} draft
 */
export function renew(draft) {
  return { ask: "renew", draft: writeDraft(draft) };
}

/** To the door for keys. @param {Bytes} locator */
export function fetchCopy(locator) {
  return { ask: "fetch-copy", locator: hex(locator) };
}

/** To the door for keys. @param {import("./certificate.js").DeviceEnrolment} device */
export function enrolDevice(device) {
  return { ask: "enrol-device", device: writeDevice(device) };
}

/** @param {import("./link.js").DeviceLink} link */
export function openDevice({ invite, expires }) {
  return { do: "keys", how: "open-device", invite: hex(invite), expires: millis(expires) };
}

/** @param {Bytes} invite @param {{draft: import("./certificate.js").CertDraft, bundle: Bytes}} made */
export function admitDevice(invite, { draft, bundle }) {
  return { do: "keys", how: "admit-device", invite: hex(invite), draft: writeDraft(draft), bundle: base64url(bundle) };
}

/** @param {{locator: Bytes, sealed: Bytes}} copy */
export function keepRecovery({ locator, sealed }) {
  return { do: "keys", how: "keep-recovery", locator: hex(locator), sealed: base64url(sealed) };
}

/** @param {{sealed: Bytes}} pins */
export function keepVault({ sealed }) {
  return { do: "keys", how: "keep-vault", sealed: base64url(sealed) };
}

/** @param {Bytes} old @param {Bytes} next @param {Bytes} signature */
export function confirmReEnrolment(old, next, signature) {
  return { do: "keys", how: "confirm-re-enrolment", old: hex(old), new: hex(next), signature: hex(signature) };
}
