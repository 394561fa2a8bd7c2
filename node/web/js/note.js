// A private note about a contact: opened and sealed by this browser's key; the node keeps bytes.

import { base64url, fromBase64url } from "../device/bytes.js";
import { keptDevice, look } from "../device/keeping.js";
import { openNote, sealNote } from "../device/note.js";
import { once, part, showSigned, tell, typed } from "./page.js";

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  const form = /** @type {HTMLFormElement} */ (part("[data-sealed]"));
  const contact = Number(form.dataset.contact);
  const sealed = form.dataset.sealed ?? "";
  const text = /** @type {HTMLTextAreaElement} */ (part("[data-note-text]"));
  if (sealed !== "") text.value = await look((device) => openNote(device, contact, fromBase64url(sealed)));
  showSigned();
  const button = /** @type {HTMLButtonElement} */ (part("[data-sign=note]"));
  button.disabled = false;
  button.addEventListener("click", () =>
    once(button, async () => {
      const note = typed("[data-note-text]");
      const made = note === "" ? "" : base64url(await look((device) => sealNote(device, contact, note)));
      /** @type {HTMLInputElement} */ (form.elements.namedItem("note")).value = made;
      form.submit();
    }),
  );
};

await begin().catch(tell);
