// A candidate's permission: written down by who would ask, read and signed by the candidate, taken back, and ended by
// who asked. It stands behind `#`, and no call of this page carries it. The key that signs is made for the one
// signature and forgotten.

import { checkPermission, signPermission, writePermission } from "../device/appraisal.js";
import { base64url, fromBase64url, fromHex, fromUtf8, hex, same, utf8 } from "../device/bytes.js";
import { keptDevice } from "../device/keeping.js";
import { Refusal } from "../device/refusal.js";
import { act } from "../device/session.js";
import { newSignSecret } from "../device/sign.js";
import { millis, seconds } from "../device/time.js";
import { id as bytesOf, readPermission, writePermission as asJson } from "../device/views.js";
import { handOver, show } from "./hand.js";
import { enable, field, once, onSent, part, parts, showDay, tell } from "./page.js";

/** @typedef {import("../device/views.js").Permission} Permission */
/** @typedef {{asking: Uint8Array<ArrayBuffer>, name: string, permission: Permission}} Paper */

const BACK = "back.";

/** As the command line keeps it in a file. @param {Paper} paper */
const write = ({ asking, name, permission }) =>
  JSON.stringify({ asking: hex(asking), asking_name: name, permission: asJson(permission) });

/** @param {string} text a link of this page, or the file @returns {Promise<Paper>} @throws {Refusal} */
const read = async (text) => {
  try {
    const packed = text.trim().replace(/^.*#/, "").replace(BACK, "");
    const inside = text.trim().startsWith("{") ? text : fromUtf8(fromBase64url(packed));
    const { asking, asking_name: name, permission } = JSON.parse(inside);
    const paper = { asking: bytesOf(asking, 32), name: String(name), permission: readPermission(permission) };
    await checkPermission(paper.permission, paper.asking);
    return paper;
  } catch (error) {
    throw error instanceof Refusal ? error : new Refusal("permission-unfit");
  }
};

/** @param {Paper} paper @param {string} [how] */
const address = (paper, how = "") => `${location.origin}/permission#${how}${base64url(utf8(write(paper)))}`;

/** Shows these parts of the page and no others. @param {string[]} steps */
const steps = (...steps) => {
  for (const one of parts("[data-step]")) one.hidden = !steps.includes(one.dataset.step ?? "");
};

/** @param {Paper} paper */
const draw = ({ asking, name, permission }) => {
  part("[data-given] [data-org]").textContent = name;
  part("[data-given] [data-key]").textContent = hex(asking).slice(0, 8);
  part("[data-given] [data-text]").textContent = permission.text;
  showDay(part("[data-given] [data-day]"), millis(permission.givenOn), "UTC");
  part("[data-given]").hidden = false;
};

/** @param {string} name @param {() => Promise<void>} work */
const on = (name, work) => {
  const button = /** @type {HTMLButtonElement} */ (part(`[data-do=${name}]`));
  button.onclick = () => once(button, work);
};

/** Asks of this browser's member that were made under a permission. @param {Permission} permission */
const asksUnder = async (permission) => {
  const device = await keptDevice();
  const isIt = (/** @type {Permission | null} */ other) =>
    other !== null && same(other.salt, permission.salt) && other.text === permission.text;
  return [...(device?.terms ?? [])].filter(([, terms]) => isIt(terms.permission)).map(([ask]) => ask);
};

/** In front of who asked: it was taken back. @param {Paper} paper */
const takenBack = async (paper) => {
  const asks = await asksUnder(paper.permission);
  const end = part("[data-do=end-asks]");
  part("[data-has-asks]").hidden = end.hidden = asks.length === 0;
  part("[data-no-asks]").hidden = asks.length > 0;
  on("end-asks", async () => {
    for (const ask of asks) await act({ do: "close-ask", ask });
    part("[data-ended]").hidden = false;
    end.hidden = true;
  });
  steps("asks");
};

/** @param {Paper} paper */
const offerBack = (paper) => {
  const place = part("[data-back-text]");
  const draft = /** @type {HTMLTextAreaElement} */ (place.querySelector("textarea"));
  on("take-back", async () => show(place, `${draft.dataset.draft}\n\n${address(paper, BACK)}`));
};

/** @param {Paper} paper */
const sign = async (paper) => {
  const permission = await signPermission(await newSignSecret(), paper.asking, paper.permission);
  const signed = { ...paper, permission };
  const keep = /** @type {HTMLAnchorElement} */ (part("[data-keep]"));
  keep.href = address(signed);
  offerBack(signed);
  steps("signed", "back");
  show(part("[data-step=signed]"), write(signed));
};

/** @param {string} text */
const open = async (text) => {
  const paper = await read(text);
  draw(paper);
  if (!text.trim().startsWith("{") && text.includes(BACK)) return takenBack(paper);
  if (paper.permission.key !== null) {
    offerBack(paper);
    return steps("back");
  }
  on("sign", () => sign(paper));
  on("refuse", async () => steps("refused"));
  steps("sign");
};

/** @param {HTMLFormElement} form */
const writeDown = async (form) => {
  const { org, orgName } = form.dataset;
  const givenOn = seconds(Date.parse(field("day").value));
  const permission = writePermission(field("text").value.replaceAll("\r", "").trim(), givenOn);
  const paper = { asking: fromHex(org ?? ""), name: orgName ?? "", permission };
  show(part("[data-hand]"), address(paper));
};

const begin = async () => {
  const forms = /** @type {HTMLFormElement | null} */ (part("form[data-write]"));
  for (const text of parts("textarea[readonly]")) {
    handOver(/** @type {HTMLElement} */ (text.parentElement), /** @type {HTMLTextAreaElement} */ (text));
  }
  if (forms !== null) {
    field("day").value = new Date().toISOString().slice(0, 10);
    enable("button[data-sign]");
    return onSent(forms, writeDown);
  }
  onSent(part("form[data-paste]"), () => open(field("pasted").value));
  const given = decodeURIComponent(location.hash.slice(1));
  if (given === "") return steps("none");
  await open(given);
};

// A link pasted into the same page changes what stands behind `#` alone.
addEventListener("hashchange", () => location.reload());
await begin().catch(tell);
