// Signs a member in with the key this browser keeps, and opens the page that was asked for. Where there is no key,
// nothing is loaded and nothing happens.

const card = /** @type {HTMLElement} */ (document.querySelector("[data-sign=session]"));

/** Shows one of the sentences the page brought. @param {string} name @param {string} [more] what the node said */
const say = (name, more) => {
  for (const one of /** @type {NodeListOf<HTMLElement>} */ (card.querySelectorAll("[data-say]"))) {
    one.hidden = one.dataset.say !== name;
    if (!one.hidden && more) one.textContent = more;
  }
};

/** Whether a device was ever kept here; where a browser does not tell, it is looked for. */
const mayHaveKeys = async () => {
  const kept = await indexedDB.databases?.();
  return kept === undefined || kept.some(({ name }) => name === "stn-device");
};

const signIn = async () => {
  const [{ enter, saying }, { keptDevice }] = [await import("./enter.js"), await import("../device/keeping.js")];
  const device = await keptDevice();
  if (device === null) return;
  if (device.cert === null) return say("unfinished");
  say("signing-in");
  const notes = await enter();
  location.replace(saying(card.dataset.on ?? "/inbox", notes));
};

/** @param {unknown} error */
const sayWhy = async (error) => {
  const { sentence } = await import("./page.js");
  say("closed", (await sentence(error)) ?? undefined);
};

if (await mayHaveKeys()) await signIn().catch(sayWhy);
