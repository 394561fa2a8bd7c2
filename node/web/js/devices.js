// The member's devices: makes a link for a further one, shows it as text and as a code to scan, lets in whoever came
// by it once six words were compared, and takes a device out of use. The link is a secret: it is drawn here, and is in
// no address this browser asks for.

import { drawn } from "./qr.js";
import { fromHex, hex } from "../device/bytes.js";
import { admit, deviceWords, openDevice, takeCert, without } from "../device/certificate.js";
import { self } from "../device/device.js";
import { keptDevice, look } from "../device/keeping.js";
import { writeDeviceLink } from "../device/link.js";
import * as said from "../device/said.js";
import { act, make, open, see } from "../device/session.js";
import { seconds } from "../device/time.js";
import { readCert, readDevice } from "../device/views.js";
import { once, part, parts, showSigned, tell } from "./page.js";

const HOUR = 3_600n;
const DAY = 86_400n;
const LOOK_AGAIN_MS = 3_000;

/** @param {HTMLElement} place @param {string} named @param {() => Promise<void>} work */
const onTap = (place, named, work) => {
  const button = /** @type {HTMLButtonElement} */ (place.querySelector(named));
  button.disabled = false;
  button.addEventListener("click", () => once(button, work));
};

const add = async () => {
  const link = await make((device, now) => openDevice(device, location.origin, now + HOUR));
  await act(said.openDevice(link));
  const address = `${location.origin}/device#${writeDeviceLink(link)}`;
  part("[data-address]").textContent = address;
  part("[data-code]").replaceChildren(drawn(address));
  part("[data-link]").hidden = false;
  part("[data-link] h3").focus();
};

const copy = async () => {
  await navigator.clipboard.writeText(part("[data-address]").textContent ?? "");
  part("[data-copied]").hidden = false;
};

/** @param {any} reply of the node, with the certificate as it countersigned it */
const take = (reply) => make((device, now) => takeCert(device, readCert(reply.cert), now));

/** Whoever came by a link and waits, as this page shows it now. @type {string} */
let shown = "";

const lookWhoCame = async () => {
  if (document.hidden) return;
  const waiting = (await see({ see: "keys" })).waiting.map((/** @type {any} */ one) => readDevice(one.device));
  const first = waiting[0];
  const now = first === undefined ? "" : hex(first.signKey);
  if (now === shown) return;
  shown = now;
  part("[data-came]").hidden = first === undefined;
  if (first === undefined) return;
  part("[data-six]").textContent = await look((device) => deviceWords(self(device), first));
  part("[data-admit]").dataset.invite = hex(first.invite);
  part("[data-came] h2").focus();
};

/** The device that is shown, if it still waits. */
const whoCame = async () => {
  const waiting = (await see({ see: "keys" })).waiting.map((/** @type {any} */ one) => readDevice(one.device));
  return waiting.find((/** @type {any} */ one) => hex(one.signKey) === shown);
};

const letIn = async () => {
  const other = await whoCame();
  if (other === undefined) return location.reload();
  const made = await make((device, now) => admit(device, other, now));
  await take(await act(said.admitDevice(other.invite, made)));
  await make((device) => void device.deviceLinks.delete(hex(other.invite)));
  location.assign("/me/devices?said=admitted");
};

const turnAway = async () => {
  const invite = part("[data-admit]").dataset.invite ?? "";
  await act({ do: "keys", how: "close-device", invite });
  await make((device) => void device.deviceLinks.delete(invite));
  location.assign("/me/devices?said=turned-away");
};

/** @param {HTMLElement} place */
const takeOut = async (place) => {
  const chosen = /** @type {HTMLInputElement} */ (place.querySelector("input:checked")).value;
  const now = seconds(Date.now());
  const ended = /** @type {const} */ ({
    signKey: fromHex(place.dataset.device ?? ""),
    reason: chosen === "retired" ? "retired" : "compromised",
    from: chosen === "retired" ? now : now - BigInt(chosen) * DAY,
  });
  const draft = await look((device) => without(device, ended, now));
  await take(await act(said.updateCert(draft)));
  location.assign("/me/devices?said=device-ended");
};

/** Whether the browser promised to keep its keys; asked for once more where it has not. */
const showKeeping = async () => {
  const say = (/** @type {boolean} */ isKept) => {
    part("[data-kept]").hidden = !isKept;
    part("[data-not-kept]").hidden = isKept;
  };
  const isKept = (await navigator.storage?.persisted?.()) ?? false;
  say(isKept);
  // Firefox asks the person, and gives no answer for as long as they give none: nothing waits for it.
  if (!isKept) navigator.storage?.persist?.().then(say, () => {});
};

const begin = async () => {
  const device = await keptDevice();
  if (device === null || device.cert === null) return;
  await showKeeping();
  await open();
  if (device.memberSecret === null) {
    part("[data-further]").hidden = false;
    return;
  }
  showSigned();
  onTap(document.body, "[data-add]", add);
  onTap(document.body, "[data-copy]", copy);
  onTap(document.body, "[data-admit]", letIn);
  onTap(document.body, "[data-turn-away]", turnAway);
  for (const place of parts("[data-device]")) onTap(place, "[data-end]", () => takeOut(place));
  await lookWhoCame();
  setInterval(() => lookWhoCame().catch(tell), LOOK_AGAIN_MS);
};

await begin().catch(tell);
