// A signed call to the member's own node: three headers beside the body say which device, when, and its signature.
// The path is signed with its query as sent; the organisation too, so that no other node can use the call.

import { concat, hex, u64, utf8 } from "./bytes.js";
import { sha256 } from "./hash.js";
import { LABEL } from "./label.js";
import { sign } from "./sign.js";

/** @typedef {import("./device.js").Device} Device */

const NUL = new Uint8Array(1);

/**
 * The headers a call goes with.
 * @param {Device} device @param {string} method in capitals @param {string} path @param {number} at milliseconds
 * @param {Uint8Array} body @returns {Promise<Record<string, string>>}
 */
export async function callHeaders(device, method, path, at, body) {
  const call = concat(device.org, utf8(method), NUL, utf8(path), NUL, u64(at), await sha256(body));
  const signature = await sign(device.signSecret, LABEL.api, call);
  return { "stn-device": hex(device.signSecret.public), "stn-time": String(at), "stn-signature": hex(signature) };
}

/**
 * Posts a value as JSON to the node that gave this page, signed.
 * @param {Device} device @param {string} path @param {unknown} value @param {number} at milliseconds
 * @returns {Promise<Response>}
 */
export async function post(device, path, value, at) {
  const body = /** @type {Uint8Array<ArrayBuffer>} */ (utf8(JSON.stringify(value)));
  const headers = { "content-type": "application/json", ...(await callHeaders(device, "POST", path, at, body)) };
  return fetch(path, { method: "POST", headers, body, credentials: "omit", redirect: "error" });
}
