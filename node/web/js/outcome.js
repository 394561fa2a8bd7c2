// What an ask led to, for the asker alone: opened and sealed by this browser's key; the node keeps bytes.

import { base64url, fromBase64url, fromHex } from "../device/bytes.js";
import { look } from "../device/keeping.js";
import { openOutcome, sealOutcome } from "../device/note.js";
import { once, part, parts, typed } from "./page.js";

/** Lets it be read and written. @param {HTMLElement} place */
export const prepareOutcome = async (place) => {
  const ask = fromHex(place.dataset.ask ?? "");
  const sealed = place.dataset.ledTo ?? "";
  const text = /** @type {HTMLTextAreaElement} */ (part("[data-led-to-text]"));
  const form = /** @type {HTMLFormElement} */ (place.querySelector("form"));
  for (const some of parts("[data-fill]")) {
    some.addEventListener("click", () => {
      text.value = [text.value.trim(), some.textContent].filter((one) => one !== "").join(", ");
      text.focus();
    });
  }
  const button = /** @type {HTMLButtonElement} */ (part("[data-sign=led-to]"));
  button.addEventListener("click", () =>
    once(button, async () => {
      const outcome = typed("[data-led-to-text]").toWellFormed();
      const made = outcome === "" ? "" : base64url(await look((device) => sealOutcome(device, ask, outcome)));
      /** @type {HTMLInputElement} */ (form.elements.namedItem("outcome")).value = made;
      form.requestSubmit();
    }),
  );
  if (sealed !== "") text.value = await look((device) => openOutcome(device, ask, fromBase64url(sealed)));
};
