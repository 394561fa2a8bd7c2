// Brings people from a file: it is read here, sorted into groups, rated by keys or thumb, and only who was rated is
// sent. What was said is kept on this device after every tap, so that a page that was closed goes on where it stood.

import { begun, forget, keepFile, keepSaid } from "./import/kept.js";
import { bring, begin, nothing, open, ready, say, undo } from "./import/rates.js";
import { read } from "./import/read.js";
import { MAX_FILE_BYTES, Unread } from "./import/unread.js";
import { once, part, parts, tell } from "./page.js";

/** @typedef {import("./import/groups.js").Group} Group */
/** @typedef {import("./import/rates.js").Rate} Rate */

/** Where a sentence has its name or number. */
const PLACE = "\ue000";
/** People shown at once, and people sent at once. */
const TOGETHER = 100;
const PORTION = 100;
const STEPS = ["choose", "groups", "together", "card", "done"];
const RATES = ["have-met", "know-well", "would-vouch", "none", "later"];

/** @type {import("./import/rates.js").File} */
let file;
let said = nothing();
/** @type {Group} the group in hand, and where in it */
let group;
let at = 0;

const sentences = part("[data-words]").dataset;

/** @param {string} step @param {string} [focus] what the eyes go to */
const show = (step, focus = "h2") => {
  part("[data-trouble]").hidden = true;
  for (const one of STEPS) part(`[data-step=${one}]`).hidden = one !== step;
  part(`[data-step=${step}] ${focus}`).focus();
};

/** @param {string | undefined} text @param {string} value */
const filled = (text, value) => (text ?? "").replace(PLACE, () => value);

/** @param {string} tag @param {string} className @param {string} text */
const made = (tag, className, text) => {
  const element = document.createElement(tag);
  element.className = className;
  element.textContent = text;
  return element;
};

/** @param {Group} one */
const headOf = ({ head, name }) => filled(sentences[`${head}Head`], name);

/** @param {number} row */
const nameOf = (row) => file.rows[row].name || file.rows[row].emails[0] || file.rows[row].phones[0] || "";
/** @param {number} row */
const placeOf = (row) => [file.rows[row].title, file.rows[row].org].filter((text) => text !== "").join(", ");

/** @param {string} text @param {() => void} act @param {string} label for who can't see what stands around */
const button = (text, act, label) => {
  const element = made("button", "button other", text);
  element.setAttribute("type", "button");
  element.setAttribute("aria-label", `${text}: ${label}`);
  element.addEventListener("click", act);
  return element;
};

const showGroups = () => {
  const all = [...file.rows.keys()];
  const rated = ready(said);
  part("[data-rated]").textContent = String(rated.length);
  part("[data-left]").textContent = String(open(said, all).length);
  part("[data-ready]").hidden = rated.length === 0;
  part("[data-step=groups] [data-undo]").hidden = said.history.length === 0;
  const cards = file.groups.flatMap((one) => {
    const left = open(said, one.members).length;
    if (left === 0) return [];
    const item = document.createElement("li");
    const card = made("div", "card", "");
    const head = made("strong", "head", "");
    head.append(made("bdi", "", headOf(one)));
    const row = made("p", "pair", "");
    row.append(
      button(sentences.oneByOne ?? "", () => showCards(one), headOf(one)),
      button(sentences.allAtOnce ?? "", () => showTogether(one), headOf(one)),
    );
    card.append(head, made("p", "small", `${sentences.toRate} ${left}`), row);
    item.append(card);
    return [item];
  });
  part("[data-groups]").replaceChildren(...cards);
  show("groups");
};

/** @param {Group} chosen */
const showTogether = (chosen) => {
  group = chosen;
  part("[data-group-name]").textContent = headOf(group);
  const members = open(said, group.members).slice(0, TOGETHER).map((row) => {
    const label = made("label", "choice", "");
    const box = document.createElement("input");
    Object.assign(box, { type: "checkbox", checked: true, value: String(row) });
    const who = made("span", "who", "");
    who.append(made("bdi", "", nameOf(row)), made("span", "small", placeOf(row)));
    label.append(box, who);
    return label;
  });
  part("[data-members]").replaceChildren(...members);
  countTicked();
  show("together");
};

const ticked = () =>
  parts("[data-members] input").flatMap((one) => {
    const { checked, value } = /** @type {HTMLInputElement} */ (one);
    return checked ? [Number(value)] : [];
  });

const countTicked = () => {
  part("[data-ticked]").textContent = String(ticked().length);
};

/** @param {Group} chosen */
const showCards = (chosen) => {
  group = chosen;
  at = Math.max(group.members.findIndex((row) => said.rates[row] === undefined), 0);
  showCard();
};

const showCard = () => {
  const row = group.members[at];
  const { connectedOn, looksMixed } = file.rows[row];
  part("[data-at]").textContent = `${at + 1} / ${group.members.length}`;
  part("[data-group]").textContent = headOf(group);
  const ask = part("[data-ask]");
  ask.textContent = filled(ask.dataset.ask, nameOf(row));
  part("[data-place]").textContent = placeOf(row);
  const since = part("[data-since]");
  since.textContent = connectedOn === null ? "" : filled(since.dataset.since, connectedOn);
  part("[data-mixed]").hidden = !looksMixed;
  const rate = said.rates[row];
  for (const one of parts("[data-rates] [data-rate]")) one.setAttribute("aria-pressed", String(one.dataset.rate === rate));
  const word = part(`[data-rates] [data-rate=${rate ?? "later"}]`).lastChild?.textContent?.trim() ?? "";
  const told = part("[data-said]");
  told.textContent = rate === undefined ? "" : filled(told.dataset.said, word);
  show("card");
};

/** Goes on to the next of whom nothing was said, or to the groups where there is none. */
const goOn = () => {
  const next = group.members.findIndex((row, place) => place > at && said.rates[row] === undefined);
  if (next < 0) return showGroups();
  at = next;
  showCard();
};

/** @param {string} rate */
const rateCard = async (rate) => {
  if (rate !== "later") {
    if (said.brought.includes(group.members[at])) return goOn();
    say(said, [group.members[at]], /** @type {Rate} */ (rate));
    await keepSaid(said);
  }
  goOn();
};

/** @param {string} rate */
const rateTogether = async (rate) => {
  const rows = ticked();
  if (rows.length > 0) say(said, rows, /** @type {Rate} */ (rate));
  await keepSaid(said);
  showGroups();
};

const takeBack = async () => {
  const rows = undo(said);
  await keepSaid(said);
  const place = rows.length === 1 ? (group?.members.indexOf(rows[0]) ?? -1) : -1;
  if (part("[data-step=card]").hidden || place < 0) return showGroups();
  at = place;
  showCard();
};

const goBack = () => {
  if (at === 0) return;
  at -= 1;
  showCard();
};

/** One portion, as the node reads it; what became of each comes back in order. @param {number[]} rows */
const send = async (rows) => {
  const people = rows.map((row) => {
    const { name, org, title, emails, phones, linkedin, orcid, isOrg } = file.rows[row];
    return { strength: said.rates[row], name, org, title, emails, phones, linkedin, orcid, is_org: isOrg };
  });
  const response = await fetch("/people/import", {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ import: file.import, source: file.source, people }),
    redirect: "error",
  });
  if (!response.ok) throw new Error("the node did not take it");
  return response.json();
};

const sendReady = async () => {
  const rows = ready(said);
  const became = [];
  for (let from = 0; from < rows.length; from += PORTION) {
    const portion = rows.slice(from, from + PORTION);
    const told = await send(portion);
    for (const [place, row] of portion.entries()) became.push({ row, ...told[place] });
    bring(said, portion);
    await keepSaid(said);
  }
  showDone(became);
  if (open(said, [...file.rows.keys()]).length === 0) await forget();
};

/** @param {{row: number, as: string, name?: string, contact?: number}[]} became */
const showDone = (became) => {
  const count = (/** @type {string} */ as) => became.filter((one) => one.as === as).length;
  const nots = became.filter((one) => !["new", "updated"].includes(one.as));
  part("[data-new]").textContent = String(count("new"));
  part("[data-updated]").textContent = String(count("updated"));
  part("[data-not]").textContent = String(nots.length);
  part("[data-nots]").hidden = nots.length === 0;
  const list = part("[data-not-list]");
  const items = nots.map((one) => {
    const item = document.createElement("li");
    item.append(made("bdi", "", nameOf(one.row)), ": ");
    const why = filled(list.dataset[one.as], one.name ?? "");
    if (one.contact === undefined) item.append(why);
    else {
      const link = made("a", "", why);
      link.setAttribute("href", `/people/${one.contact}`);
      item.append(link);
    }
    return item;
  });
  list.replaceChildren(...items);
  show("done");
};

/** @param {File} chosen */
const take = async (chosen) => {
  part("[data-trouble]").hidden = true;
  try {
    if (chosen.size > MAX_FILE_BYTES) throw new Unread("too-large");
    const partners = parts("[data-partners] li").map((one) => ({
      name: one.textContent ?? "",
      domain: one.dataset.domain ?? "",
    }));
    const topics = parts("[data-topics] li").map(({ textContent }) => textContent ?? "");
    file = begin(await read(new Uint8Array(await chosen.arrayBuffer())), partners, topics);
    said = nothing();
    await keepFile(file, said);
    showGroups();
  } catch (error) {
    if (!(error instanceof Unread)) return tell(error);
    const place = part("[data-trouble]");
    const sentence = document.querySelector(`[data-refusals] [data-code="${error.reason}"]`);
    place.textContent = filled(sentence?.textContent ?? "", String(error.line));
    place.hidden = false;
    place.scrollIntoView({ block: "center" });
  }
};

const putAway = async () => {
  await forget();
  const input = /** @type {HTMLInputElement} */ (part("#file"));
  input.value = "";
  show("choose");
};

/** @param {string} named @param {(button: HTMLButtonElement) => Promise<void> | void} work */
const on = (named, work) => {
  for (const one of parts(named)) {
    const button = /** @type {HTMLButtonElement} */ (one);
    button.addEventListener("click", () => once(button, async () => work(button)));
  }
};

on("[data-rates] [data-rate]", (button) => rateCard(button.dataset.rate ?? ""));
on("[data-step=together] [data-rate]", (button) => rateTogether(button.dataset.rate ?? ""));
on("[data-undo]", takeBack);
on("[data-before]", goBack);
on("[data-groups-again]", showGroups);
on("[data-send]", sendReady);
on("[data-away]", putAway);
on("[data-another]", putAway);
part("[data-members]").addEventListener("change", countTicked);

/** Keys work while the card has the focus, so that no letter typed elsewhere is taken for an answer. */
let isBusy = false;
part("[data-step=card]").addEventListener("keydown", async (event) => {
  if (isBusy || event.ctrlKey || event.metaKey || event.altKey) return;
  const rate = /^[1-5]$/.test(event.key) ? RATES[Number(event.key) - 1] : null;
  const isForward = getComputedStyle(event.target instanceof Element ? event.target : document.body).direction !== "rtl";
  const [next, last] = isForward ? ["ArrowRight", "ArrowLeft"] : ["ArrowLeft", "ArrowRight"];
  if (rate === null && ![next, last, "u"].includes(event.key)) return;
  event.preventDefault();
  isBusy = true;
  await (async () => {
    if (rate !== null) await rateCard(rate);
    else if (event.key === next) goOn();
    else if (event.key === last) goBack();
    else await takeBack();
  })().catch(tell);
  isBusy = false;
});

const input = /** @type {HTMLInputElement} */ (part("#file"));
input.addEventListener("change", () => input.files?.[0] && take(input.files[0]));

const start = async () => {
  const left = await begun();
  if (left !== null) {
    [file, said] = [left.file, left.said];
    showGroups();
  }
  input.disabled = false;
};

await start().catch(tell);
