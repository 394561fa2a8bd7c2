// Hands a text over: to the clipboard, or to whatever this machine shares with. Nothing is sent from here.

/**
 * Gives the buttons beside a text their work.
 * @param {HTMLElement} place holds the text and its buttons @param {HTMLTextAreaElement} text
 */
export const handOver = (place, text) => {
  const copy = /** @type {HTMLButtonElement | null} */ (place.querySelector("[data-copy]"));
  const name = copy?.textContent ?? "";
  copy?.addEventListener("click", async () => {
    text.select();
    await navigator.clipboard.writeText(text.value);
    copy.textContent = copy.dataset.done ?? name;
    setTimeout(() => (copy.textContent = name), 4_000);
  });
  const share = /** @type {HTMLButtonElement | null} */ (place.querySelector("[data-share]"));
  if (share === null || navigator.share === undefined) return;
  share.hidden = false;
  // Who closes the choice without choosing has shared nothing, and needs no word about it.
  share.addEventListener("click", () => navigator.share({ text: text.value }).catch(() => undefined));
};

/**
 * Shows a text to be handed over, in the place a page has for one.
 * @param {HTMLElement} place @param {string} says
 */
export const show = (place, says) => {
  const text = /** @type {HTMLTextAreaElement} */ (place.querySelector("textarea"));
  text.value = says;
  place.hidden = false;
  text.focus();
  text.select();
};
