// Asking, one step at a time: how each field is read is said while it is typed, the preview follows, and what was begun
// is kept in this browser until it is sent. Without this script the same form stands there whole.

import { drop, keep, kept } from "./draft.js";
import { field, once, part, parts } from "./page.js";

/** @typedef {{field: string, fits: boolean, says: string, handles: unknown[]}} Said */

const DRAFT = "ask";
/** So long after the last key, how the fields are read is asked for. */
const PAUSE_MS = 350;

const form = /** @type {HTMLFormElement | null} */ (document.querySelector("form[data-ask]"));

/** @param {string} text a sentence of the page's own */
const no = (text) => Object.assign(new Error(text), { code: "" });

const fields = () => /** @type {HTMLInputElement[]} */ ([...(form?.querySelectorAll("[name]") ?? [])]);

/** Asks the node how the form is read; signs in once more where the session is over. @returns {Promise<Said[]>} */
const check = async () => {
  const body = new URLSearchParams(/** @type {any} */ (new FormData(/** @type {HTMLFormElement} */ (form))));
  const ask = () =>
    fetch("/ask/check", { method: "POST", body, redirect: "error" }).catch(() => {
      throw no(form?.dataset.unreachable ?? "");
    });
  let answer = await ask();
  if (answer.status === 401) {
    await (await import("./enter.js")).enter();
    answer = await ask();
  }
  if (!answer.ok) throw no(form?.dataset.unreachable ?? "");
  return answer.json();
};

/** Says beside each field how it is read, and in the preview what that shows. @param {Said[]} all */
const show = (all) => {
  for (const place of parts("[data-told]")) {
    const said = all.find(({ field }) => field === place.dataset.told);
    place.textContent = said?.says ?? "";
    place.classList.toggle("wrong", said?.fits === false);
    part(`[name="${place.dataset.told}"]`).toggleAttribute("aria-invalid", said?.fits === false);
  }
  const of = (/** @type {RegExp} */ which) =>
    all.filter(({ field, fits }) => fits && which.test(field)).map(({ says }) => says).join(" · ");
  const live = { whom: of(/^for-/), about: of(/^(topic|role|region|org)$/), avoid: of(/^avoid$/) };
  for (const [name, text] of Object.entries(live)) {
    for (const place of parts(`[data-live=${name}]`)) {
      place.textContent = [place.dataset.before, text].filter((one) => one !== undefined && text !== "").join(" · ");
    }
  }
  const avoided = document.querySelector("[data-row=avoid]");
  avoided?.toggleAttribute("hidden", live.avoid === "");
};

/** Shows one step, and the eyes and the keyboard with it. @param {string} step @param {boolean} [quietly] */
const goTo = (step, quietly) => {
  for (const one of parts("[data-step]")) one.hidden = one.dataset.step !== step;
  if (quietly) return;
  part(`[data-step=${step}] h2`).focus();
  window.scrollTo(0, 0);
};

/** The step the address names, so that a phone's own way back goes one step back. */
const here = () => (location.hash === "#look" ? "look" : "whom");

/** The device's own part, where its key keeps what goes with the ask. */
const appraisal = form?.dataset.kind === "appraisal" ? await import("./appraisal.js") : null;

/** Checks all, and says where something is wrong. @returns {Promise<Said[] | null>} what may be asked */
const checked = async () => {
  const all = await check();
  show(all);
  const wrong = all.find(({ fits }) => !fits);
  const missing = appraisal !== null && !appraisal.namesEmployer() ? (form?.dataset.employer ?? "") : "";
  if (wrong === undefined && missing === "") return all;
  goTo("whom", true);
  if (wrong === undefined || wrong.field === "") throw no(wrong?.says ?? missing);
  const place = part(`[name="${wrong.field}"]`);
  place.closest("details")?.setAttribute("open", "");
  place.focus();
  return null;
};

const keepAll = () => {
  const typed = Object.fromEntries(fields().map(({ name, value }) => [name, value]));
  if (fields().some((field) => field.type !== "hidden" && field.tagName === "INPUT" && field.value !== "")) {
    keep(DRAFT, { kind: form?.dataset.kind, typed });
  } else drop(DRAFT);
};

/** Puts back what was begun here, unless the page came filled in. */
const putBack = () => {
  const draft = kept(DRAFT);
  const isBlank = fields().every(({ type, tagName, value }) => type === "hidden" || tagName === "SELECT" || value === "");
  if (draft?.kind !== form?.dataset.kind || !isBlank) return;
  for (const field of fields()) field.value = draft.typed[field.name] ?? field.value;
  for (const more of form?.querySelectorAll("details") ?? []) {
    const filled = [...more.querySelectorAll("input")].some(({ value }) => value !== "");
    more.toggleAttribute("open", filled || more.open);
  }
  part("[data-restored]").hidden = false;
};

const begin = async () => {
  if (form === null) return;
  putBack();
  for (const one of parts("[data-next], [data-back]")) one.hidden = false;
  if (appraisal === null) part("details[data-signed]").hidden = false;
  else await appraisal.enable(/** @type {HTMLButtonElement} */ (part("[data-send]")));
  goTo(here(), true);
  addEventListener("hashchange", () => goTo(here()));
  /** @type {ReturnType<typeof setTimeout> | undefined} */
  let later;
  const quietly = () => check().then(show, () => {});
  form.addEventListener("input", (event) => {
    keepAll();
    if (!(/** @type {HTMLElement} */ (event.target).hasAttribute("data-checked"))) return;
    clearTimeout(later);
    later = setTimeout(quietly, PAUSE_MS);
  });
  const [next, send] = [part("[data-next]"), part("[data-send]")].map((one) => /** @type {HTMLButtonElement} */ (one));
  const goOn = () => once(next, async () => void ((await checked()) && (location.hash = "#look")));
  next.addEventListener("click", goOn);
  part("[data-back]").addEventListener("click", () => history.back());
  part("[data-anew]").addEventListener("click", () => {
    drop(DRAFT);
    location.assign(location.pathname);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    // The way from a field to the next step, for whoever types and presses Enter.
    if (here() === "whom") return goOn();
    once(send, async () => {
      const all = await checked();
      if (all === null) return;
      keepAll();
      if (appraisal !== null) {
        await appraisal.askAppraisal(all);
        return location.assign(`/asks/${field("ask").value}?said=asked`);
      }
      form.submit();
      // Until the next page is there, nothing is to be tapped again.
      await new Promise((over) => setTimeout(over, 10_000));
    });
  });
  await quietly();
  const { writing } = await import("./letter.js");
  writing(field("ask").value, () => {});
};

/** On the page of the kinds: what was begun, to go on with or to throw away. */
const offerBegun = () => {
  const draft = kept(DRAFT);
  const place = /** @type {HTMLElement | null} */ (document.querySelector("[data-begun]"));
  if (place === null || typeof draft?.kind !== "string") return;
  /** @type {HTMLAnchorElement} */ (part("[data-go-on]")).href = `/ask/${encodeURIComponent(draft.kind)}`;
  part("[data-throw-away]").addEventListener("click", () => {
    drop(DRAFT);
    place.hidden = true;
  });
  place.hidden = false;
};

offerBegun();
await begin();
