// Takes up a bridge link. It stands behind `#` and is read here alone; the node hears of it with the member's yes.

import { acceptBridge } from "../device/bridge.js";
import { hex } from "../device/bytes.js";
import { keptDevice } from "../device/keeping.js";
import { readBridgeLink } from "../device/link.js";
import * as said from "../device/said.js";
import { act, keepVault, make, see } from "../device/session.js";
import { millis } from "../device/time.js";
import { enter } from "./enter.js";
import { handOver, show } from "./hand.js";
import { onSent, part, showDay, tell } from "./page.js";
import { wish } from "./wish.js";

/** What an organisation is called here, or the first digits of its key. @param {string} org */
const called = async (org) => {
  const partners = await see({ see: "partners" });
  return partners.find((/** @type {any} */ one) => one.org === org)?.name || org.slice(0, 8);
};

const begin = async () => {
  const text = decodeURIComponent(location.hash.slice(1));
  const device = await keptDevice();
  if (device === null || device.cert === null) {
    const place = part("[data-step=elsewhere]");
    handOver(place, /** @type {HTMLTextAreaElement} */ (place.querySelector("textarea")));
    return show(place, text);
  }
  const link = await readBridgeLink(text);
  part("[data-org]").textContent = await called(hex(link.org));
  showDay(part("[data-until]"), millis(link.expires));
  part("[data-step=accept]").hidden = false;
  onSent(part("form[data-accept]"), async (form) => {
    const accept = await make((device, now) => acceptBridge(device, link, now));
    await act(said.acceptBridge(accept, wish(form)));
    await keepVault();
    await enter();
    location.replace(`/bridges/${hex(link.bridge)}?said=bridge-taken`);
  });
};

await begin().catch(tell);
