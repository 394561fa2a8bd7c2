// Words compared with colleagues: of a key that changed, of a key that takes a lost one's place, and with anybody who
// asks. Words are made here, of the keys this device knows.

import { fromHex } from "../device/bytes.js";
import { keptDevice, look } from "../device/keeping.js";
import { acceptKey, keyWords, vouch, wordsWith } from "../device/learn.js";
import { confirmReEnrolment } from "../device/said.js";
import { act, keepVault, make, open } from "../device/session.js";
import { once, part, parts, showSigned, tell } from "./page.js";

/** @param {HTMLElement} place @param {string} words @param {() => Promise<void>} work */
const offer = (place, words, work) => {
  /** @type {HTMLElement} */ (place.querySelector("[data-six]")).textContent = words;
  const button = /** @type {HTMLButtonElement} */ (place.querySelector("button[data-sign]"));
  button.disabled = false;
  button.addEventListener("click", () => once(button, work));
};

/** @param {HTMLElement} place */
const offerVouching = async (place) => {
  const [old, next] = [fromHex(place.dataset.old ?? ""), fromHex(place.dataset.new ?? "")];
  const words = await look((device) => keyWords(device, next));
  offer(place, words, async () => {
    const signature = await look((device) => vouch(device, old, next));
    await act(confirmReEnrolment(old, next, signature));
    location.assign("/me/keys?said=vouched");
  });
};

/** @param {HTMLElement} place */
const offerPinning = async (place) => {
  const key = place.dataset.changed ?? "";
  if (!(await look((device) => device.changed.has(key)))) return;
  place.hidden = false;
  const words = await look((device) => wordsWith(device, fromHex(key)));
  offer(place, words, async () => {
    await make((device) => acceptKey(device, fromHex(key)));
    await keepVault();
    location.assign("/me/keys?said=pinned");
  });
};

const offerWords = () => {
  const choice = /** @type {HTMLSelectElement | null} */ (document.querySelector("[data-with]"));
  // Whoever is the only member has nobody to compare with.
  if (choice === null) return;
  choice.disabled = false;
  choice.addEventListener("change", async () => {
    const none = choice.value === "";
    const words = none ? "" : await look((device) => wordsWith(device, fromHex(choice.value)));
    part("[data-with-words]").textContent = words;
  });
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  await open();
  showSigned();
  for (const place of parts("[data-changed]")) await offerPinning(place);
  part("[data-none]").hidden = parts("[data-changed]:not([hidden]), [data-lost]").length > 0;
  for (const place of parts("[data-new]")) await offerVouching(place);
  offerWords();
};

await begin().catch(tell);
