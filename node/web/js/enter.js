// Signs in: the device signs one call, as it signs every other, and the browser gets a cookie for it.

import { callHeaders } from "../device/call.js";
import { NoFromNode } from "../device/door.js";
import { look } from "../device/keeping.js";
import { open } from "../device/session.js";

/** @returns {Promise<void>} @throws {NoFromNode} and whatever the device says */
export async function enter() {
  await open();
  const headers = await look((device) => callHeaders(device, "POST", "/session", Date.now(), new Uint8Array()));
  const answer = await fetch("/session", { method: "POST", headers, redirect: "error" });
  if (answer.ok) return;
  const said = await answer.json().catch(() => null);
  throw new NoFromNode(said?.refused ?? "unreadable", said?.says ?? "");
}
