// Makes a bridge link with this browser's key, and opens one that was given.

import { openBridge } from "../device/bridge.js";
import { keptDevice } from "../device/keeping.js";
import { writeBridgeLink } from "../device/link.js";
import * as said from "../device/said.js";
import { act, make } from "../device/session.js";
import { handOver, show } from "./hand.js";
import { enable, field, onSent, part, showSigned, tell } from "./page.js";
import { wish } from "./wish.js";

const DAY = 86_400n;

/** @param {HTMLFormElement} form */
const makeLink = async (form) => {
  const days = BigInt(field("days").value);
  const link = await make((device, now) => openBridge(device, now + days * DAY));
  await act(said.openBridge(link, wish(form)));
  show(part("[data-hand]"), writeBridgeLink(link));
  form.hidden = true;
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  enable("button[data-sign]");
  const hand = part("[data-hand]");
  handOver(hand, /** @type {HTMLTextAreaElement} */ (hand.querySelector("textarea")));
  onSent(part("form[data-new]"), makeLink);
  onSent(part("form[data-given]"), async () =>
    location.assign(`/bridge#${encodeURIComponent(field("link").value.trim())}`),
  );
};

await begin().catch(tell);
