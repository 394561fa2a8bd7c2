// Becomes a further device of a member, by a link the first one made. Keys are made here; both devices show six words,
// and the first lets this one in. The link stands behind `#` and is sent nowhere; what proves it is.

import { expectRightClock } from "./clock.js";
import { enter, saying } from "./enter.js";
import { beginDevice, deviceEnrolment, deviceWords, finishDevice } from "../device/certificate.js";
import * as door from "../device/door.js";
import { lacks } from "../device/fitness.js";
import { begin as keep, heldNewDevice, keepNewDevice, keptDevice } from "../device/keeping.js";
import { fromBase64url, same } from "../device/bytes.js";
import { readDeviceLink } from "../device/link.js";
import { mergeVault } from "../device/recovery.js";
import { need } from "../device/refusal.js";
import { enrolDevice } from "../device/said.js";
import { seconds } from "../device/time.js";
import { readCert } from "../device/views.js";
import { field, part, tell } from "./page.js";
import { on, show } from "./words.js";

/** @typedef {import("../device/certificate.js").NewDevice} NewDevice */

/** How often it is asked whether the first device has agreed: the node answers few such calls. */
const ASK_AGAIN_MS = 10_000;

const openInbox = async () => location.replace(saying("/inbox", await enter()));

/** This browser's keys for a link: those made before, if it is the same link. @param {string} text */
const machine = async (text) => {
  const link = await readDeviceLink(text);
  need(link.expires > seconds(Date.now()), "link-expired");
  const held = await heldNewDevice();
  if (held !== null && same(held.invite, link.invite)) return held;
  const made = await beginDevice(link);
  await keepNewDevice(made);
  return made;
};

/** Asks the node: finishes where the first device has agreed. @param {NewDevice} made @returns {Promise<boolean>} */
const finished = async (made) => {
  const reply = await door.keys(/** @type {any} */ (enrolDevice(deviceEnrolment(made))));
  if (reply.reply !== "device-taken") return false;
  await keep(async () => {
    const device = await finishDevice(made, fromBase64url(reply.bundle), readCert(reply.cert), seconds(Date.now()));
    if (reply.vault) await mergeVault(device, fromBase64url(reply.vault));
    return { device };
  });
  return true;
};

/** @type {NewDevice | null} */
let waiting = null;
let isAsking = false;

/** Once at a time: the page asks by itself too. */
const goOn = async () => {
  if (waiting === null || isAsking) return;
  isAsking = true;
  const isFinished = await finished(waiting).finally(() => (isAsking = false));
  if (isFinished) await openInbox();
};

/** @param {string} text */
const comeBy = async (text) => {
  waiting = await machine(text);
  if (await finished(waiting)) return openInbox();
  part("[data-six]").textContent = deviceWords(waiting, deviceEnrolment(waiting));
  show("words");
  setInterval(() => document.hidden || goOn().catch(tell), ASK_AGAIN_MS);
};

on("link", () => comeBy(field("link").value));
on("words", goOn);
on("member", openInbox);

const begin = async () => {
  if ((await lacks()).length > 0) return show("unfit");
  await expectRightClock();
  if ((await keptDevice()) !== null) return show("member");
  show("link");
  const link = decodeURIComponent(location.hash.slice(1));
  if (link === "") return;
  field("link").value = link;
  await comeBy(link);
};

await begin().catch(tell);
