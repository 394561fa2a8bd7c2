// Joins by an invitation: what this browser lacks is said before anything is typed, keys are made and kept, the node is
// told, nine words are shown once and asked back, and the inbox opens. The invitation stands behind `#` and is sent
// nowhere; what proves it is. Who lost every key reads six words to two colleagues in between.

import { expectRightClock } from "./clock.js";
import { enter, saying } from "./enter.js";
import { lacks } from "../device/fitness.js";
import { isWaiting, join } from "../device/join.js";
import { keptDevice, look } from "../device/keeping.js";
import { keyWords } from "../device/learn.js";
import { newPhrase } from "../device/recovery.js";
import { keepRecovery } from "../device/said.js";
import { act, open } from "../device/session.js";
import { field, part, tell } from "./page.js";
import { on, show, words } from "./words.js";

const openInbox = async () => location.replace(saying("/inbox", await enter()));

const showWords = words(show, openInbox);

/** @param {import("../device/text.js").Card} card */
const joinBy = async (card) => {
  const reply = await join(field("link").value, card);
  if (reply.state === "awaits-colleagues") {
    part("[data-count]").textContent = `${reply.confirmed} / ${reply.needed}`;
    part("[data-six]").textContent = await look((device) => keyWords(device, device.member));
    return show("colleagues");
  }
  await open();
  const made = await look(newPhrase);
  await act(keepRecovery(made));
  showWords(made.phrase);
};

on("card", async () => {
  const typed = (/** @type {string} */ name) => field(name).value.trim();
  await joinBy({ name: typed("name"), org: "", role: typed("role"), contact: typed("contact") });
});
on("member", openInbox);
on("colleagues", async () => joinBy(await look(({ card }) => card)));

const begin = async () => {
  const missing = await lacks();
  if (missing.length > 0) return show("unfit");
  await expectRightClock();
  const isBegun = await isWaiting();
  if (!isBegun && (await keptDevice()) !== null) return show("member");
  field("link").value = decodeURIComponent(location.hash.slice(1));
  part("[data-link]").hidden = field("link").value !== "";
  // Keys that wait for colleagues, or whose answer was lost: the same link goes on with them.
  if (isBegun && field("link").value !== "") return joinBy(await look(({ card }) => card));
  show("card");
};

await begin().catch(tell);
