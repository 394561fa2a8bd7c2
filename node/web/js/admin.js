// Two small kindnesses on the admin's pages: the code behind `#` of a link goes into its field and out of the address,
// and a link that is to be handed on is copied by a button. Nothing is sent; both pages do without.

import { part, parts } from "./page.js";

if (parts("[data-code]").length > 0 && location.hash.length > 1) {
  /** @type {HTMLInputElement} */ (part("[data-code]")).value = location.hash.slice(1);
  // So that it is in no bookmark and no history.
  history.replaceState(null, "", location.pathname);
}

for (const copy of parts("[data-copy]")) {
  const text = /** @type {HTMLTextAreaElement} */ (part("[data-text]"));
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(text.value).then(() => true, () => false);
    part("[data-copied]").hidden = !copied;
    part("[data-not-copied]").hidden = copied;
    if (!copied) text.select();
  });
}
