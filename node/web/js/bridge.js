// One bridge: shows its six words, and says anew how well the two know each other. A bridge that came of a knock counts
// as of people who have met until they have compared the words.

import { fromHex } from "../device/bytes.js";
import { awaitsWords, bridgeWords, wordsAgree } from "../device/compare.js";
import { keptDevice, look } from "../device/keeping.js";
import { act, make } from "../device/session.js";
import { enable, once, onSent, part, parts, showSigned, tell } from "./page.js";

/** Lets somebody be rated no better than met while nobody has compared words. @param {boolean} awaits */
const hold = (awaits) => {
  for (const one of parts("[data-rate] input[name=strength]")) {
    const choice = /** @type {HTMLInputElement} */ (one);
    choice.disabled = awaits && choice.value !== "have-met";
  }
};

/** @param {HTMLElement} place @param {Uint8Array<ArrayBuffer>} bridge */
const compare = async (place, bridge) => {
  const six = part("[data-six]");
  six.textContent = await look((device) => bridgeWords(device, bridge));
  six.hidden = false;
  const awaits = await look((device) => awaitsWords(device, bridge));
  part("[data-knocked]").hidden = !awaits;
  const agree = /** @type {HTMLButtonElement} */ (part("[data-agree]"));
  agree.addEventListener("click", () =>
    once(agree, async () => {
      await make((device) => wordsAgree(device, bridge));
      part("[data-knocked]").hidden = true;
      hold(false);
    }),
  );
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  const place = part("[data-sign=compare]");
  if (place !== null) {
    const bridge = fromHex(place.dataset.bridge ?? "");
    hold(awaitsWords(device, bridge));
    await compare(place, bridge).catch(tell);
  }
  enable("button[data-sign]");
  const form = /** @type {HTMLFormElement | null} */ (part("form[data-rate]"));
  if (form !== null) {
    onSent(form, async () => {
      const strength = new FormData(form).get("strength");
      await act({ do: "rate-bridge", bridge: form.dataset.bridge, strength });
      location.replace(`/bridges/${form.dataset.bridge}?said=bridge-changed`);
    });
  }
};

await begin().catch(tell);
