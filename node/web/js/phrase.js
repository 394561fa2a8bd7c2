// Makes nine new words and the copy they open. The words are shown once, and two of them asked back; the words from
// before open nothing from the moment the node keeps the new copy.

import { keptDevice, look } from "../device/keeping.js";
import { newPhrase } from "../device/recovery.js";
import { keepRecovery } from "../device/said.js";
import { act, open } from "../device/session.js";
import { part, showSigned, tell } from "./page.js";
import { on, show, words } from "./words.js";

const showWords = words(show, async () => location.assign("/me/devices?said=phrase"));

on("make", async () => {
  await open();
  const made = await look(newPhrase);
  await act(keepRecovery(made));
  showWords(made.phrase);
});

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  if (device.memberSecret === null) return (part("[data-further]").hidden = false);
  showSigned();
};

await begin().catch(tell);
