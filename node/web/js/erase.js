// Leaves for good: the node erases the member, this browser forgets the keys, and the session ends. It is asked twice,
// and the second time nothing is done by a name alone.

import { forget, keptDevice } from "../device/keeping.js";
import { act } from "../device/session.js";
import { field, part, showSigned, tell } from "./page.js";
import { on, show } from "./words.js";

on("name", async (form) => {
  const isRight = field("org").value.trim() === form.dataset.org;
  part("[data-wrong]").hidden = isRight;
  if (isRight) show("sure");
});
on("sure", async () => {
  await act({ do: "erase-me" });
  await forget();
  await fetch("/session/end", { method: "POST", redirect: "manual" });
  show("gone");
});
part("[data-back]").addEventListener("click", () => show("name"));

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
};

await begin().catch(tell);
