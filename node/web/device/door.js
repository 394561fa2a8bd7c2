// The members' door of the node that gave this page: every call but joining and asking about keys is signed.
//
// A no of the node comes as it said it, a code for the page and a sentence for the member.

import { utf8 } from "./bytes.js";
import { callHeaders } from "./call.js";

/** @typedef {import("./device.js").Device} Device */

/** The node said no, or said nothing. */
export class NoFromNode extends Error {
  /** @param {string} code as the node's, or "unreachable" @param {string} says */
  constructor(code, says) {
    super(says);
    this.name = "NoFromNode";
    this.code = code;
  }

  /** Whether the node decided: asked once more, it would say the same. @returns {boolean} */
  isDecided() {
    return !PASSING.includes(this.code);
  }
}

/** The node was not there, or could not keep anything, or something else answered for it. */
const PASSING = ["unreachable", "unreadable", "stopping", "disk-failed"];

/** Joins. @param {unknown} enrolment @returns {Promise<any>} @throws {NoFromNode} */
export function join(enrolment) {
  return post("/v1/join", enrolment, () => ({}));
}

/** Asks about keys; no device signs it. @param {unknown} call @returns {Promise<any>} @throws {NoFromNode} */
export function keys(call) {
  return post("/v1/keys", call, () => ({}));
}

/** Does something. @param {Device} device @param {unknown} command @returns {Promise<any>} @throws {NoFromNode} */
export function act(device, command) {
  return signed(device, "/v1/act", command);
}

/** Looks at something. @param {Device} device @param {unknown} look @returns {Promise<any>} @throws {NoFromNode} */
export function see(device, look) {
  return signed(device, "/v1/look", look);
}

/** @param {Device} device @param {string} path @param {unknown} value */
function signed(device, path, value) {
  return post(path, value, (body) => callHeaders(device, "POST", path, Date.now(), body));
}

/**
 * @param {string} path @param {unknown} value
 * @param {(body: Uint8Array) => Record<string, string> | Promise<Record<string, string>>} headers
 */
async function post(path, value, headers) {
  const body = utf8(JSON.stringify(value));
  const all = { "content-type": "application/json", ...(await headers(body)) };
  const response = await fetch(path, {
    method: "POST",
    headers: all,
    body,
    credentials: "omit",
    redirect: "error",
  }).catch(() => {
    throw new NoFromNode("unreachable", "the node can't be reached; your keys are safe; try again in a while");
  });
  const said = await response.json().catch(() => null);
  if (response.ok && said !== null) return said;
  throw new NoFromNode(said?.refused ?? "unreadable", said?.says ?? UNREADABLE);
}

const UNREADABLE = "the node answered something this page can't read; your keys are safe; load the page again";
