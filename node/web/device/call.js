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
