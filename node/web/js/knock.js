// Writes to somebody at a partner: a draft the member sends themself, perhaps with a bridge link in it; or a knock.

import { openBridge } from "../device/bridge.js";
import { fromHex } from "../device/bytes.js";
import { keptDevice } from "../device/keeping.js";
import { knock } from "../device/knock.js";
import { writeBridgeLink } from "../device/link.js";
import { Refusal } from "../device/refusal.js";
import * as said from "../device/said.js";
import { act, make, see } from "../device/session.js";
import { handOver } from "./hand.js";
import { enable, once, onSent, part, showSigned, tell, typed } from "./page.js";
import { usual } from "./wish.js";

const LINK_LIFE = 7n * 86_400n;
const KNOCK_LIFE = 30n * 86_400n;
/** Sorts of handles that stand for one person. */
const NAMES_ONE = ["email", "phone", "url", "orcid"];
const HANDLES_MAX = 4;

/** @param {HTMLTextAreaElement} draft */
const addLink = async (draft) => {
  const link = await make((device, now) => openBridge(device, now + LINK_LIFE));
  await act(said.openBridge(link, usual("have-met")));
  draft.value = `${draft.value.trim()}\n\n${writeBridgeLink(link)}`;
};

/** @param {HTMLFormElement} form */
const doKnock = async (form) => {
  const [one] = await see({ see: "contacts", contacts: [Number(form.dataset.contact)] });
  if (one === undefined) throw new Refusal("other-sort");
  const handles = one.handles.filter((/** @type {any} */ handle) => NAMES_ONE.includes(handle.type));
  const at = new FormData(form).getAll("at").map((org) => fromHex(String(org)));
  const made = await make((device, now) => knock(device, typed("[data-note]"), now + KNOCK_LIFE));
  const { policy } = usual("have-met");
  await act(said.knock(made, { handles: handles.slice(0, HANDLES_MAX), at, policy }));
  location.assign("/knock?said=knocked");
};

/** A mail with the draft in it, as it stands when the link is followed. @param {HTMLTextAreaElement} draft */
const mailDraft = (draft) => {
  const mail = /** @type {HTMLAnchorElement | null} */ (part("[data-mail]"));
  mail?.addEventListener("click", () => {
    mail.href = `mailto:${encodeURIComponent(mail.dataset.mail ?? "")}?body=${encodeURIComponent(draft.value)}`;
  });
};

const begin = async () => {
  const draft = /** @type {HTMLTextAreaElement} */ (part("[data-draft]"));
  handOver(document.body, draft);
  mailDraft(draft);
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  showSigned();
  enable("button[data-sign]");
  const add = /** @type {HTMLButtonElement} */ (part("[data-sign=draft-link]"));
  add.addEventListener("click", () =>
    once(add, async () => {
      await addLink(draft);
      add.hidden = true;
    }),
  );
  const form = /** @type {HTMLFormElement | null} */ (part("form[data-knock]"));
  if (form !== null) onSent(form, doKnock);
};

await begin().catch(tell);
