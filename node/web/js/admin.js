// Two small kindnesses on the admin's pages: the code behind `#` of a link goes into its field and out of the address,
// and a link that is to be handed on is copied by a button. Nothing is sent; both pages do without.

/** @param {string} named @returns {HTMLElement | null} */
const part = (named) => document.querySelector(named);

const code = /** @type {HTMLInputElement | null} */ (part("[data-code]"));
if (code !== null && location.hash.length > 1) {
  code.value = location.hash.slice(1);
  // So that it is in no bookmark and no history.
  history.replaceState(null, "", location.pathname);
}

const copy = part("[data-copy]");
const text = /** @type {HTMLTextAreaElement | null} */ (part("[data-text]"));
if (copy !== null && text !== null) {
  copy.hidden = false;
  copy.addEventListener("click", async () => {
    const copied = await navigator.clipboard.writeText(text.value).then(() => true, () => false);
    part("[data-copied]")?.toggleAttribute("hidden", !copied);
    part("[data-not-copied]")?.toggleAttribute("hidden", copied);
    if (!copied) text.select();
  });
}
