// How well a member knows whom of a file: what was said, taken back, and brought. Plain data, so that it can be kept as
// it is; nothing here draws or sends.

import { groups } from "./groups.js";

/** @typedef {import("./draft.js").Row} Row */
/** @typedef {"have-met" | "know-well" | "would-vouch" | "none"} Rate none: leave out */
/** @typedef {{import: string, source: string, rows: Row[], groups: import("./groups.js").Group[]}} File */
/**
 * @typedef {{rates: Record<number, Rate>, history: {rows: number[], before: (Rate | null)[]}[], brought: number[]}} Said
 */

/** Steps that can be taken back. */
const HISTORY_MAX = 500;
const SOURCES = {
  linkedin: "LinkedIn",
  "linkedin-archive": "LinkedIn",
  "google-old": "Google",
  google: "Google",
  outlook: "Outlook",
  thunderbird: "Thunderbird",
  vcard: "contact cards",
  table: "table",
};

/** A file as it was read, under a name of its own. @param {import("./read.js").Export} read @param {import("./groups.js").Partner[]} partners @param {string[]} topics @returns {File} */
export function begin({ format, rows }, partners, topics) {
  const name = [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0"));
  const source = SOURCES[/** @type {keyof SOURCES} */ (format)] ?? "table";
  return { import: name.join(""), source, rows, groups: groups(rows, partners, topics) };
}

/** @returns {Said} */
export const nothing = () => ({ rates: {}, history: [], brought: [] });

/** Says it of some rows, as one step. @param {Said} said @param {number[]} rows @param {Rate} rate */
export function say(said, rows, rate) {
  said.history.push({ rows, before: rows.map((row) => said.rates[row] ?? null) });
  if (said.history.length > HISTORY_MAX) said.history.shift();
  for (const row of rows) said.rates[row] = rate;
}

/** Takes the last step back. @param {Said} said @returns {number[]} the rows it was about; none if there is no step */
export function undo(said) {
  const step = said.history.pop();
  if (step === undefined) return [];
  for (const [at, row] of step.rows.entries()) {
    const before = step.before[at];
    if (before === null) delete said.rates[row];
    else said.rates[row] = before;
  }
  return step.rows;
}

/** Those of a group of whom nothing was said. @param {Said} said @param {number[]} members */
export const open = (said, members) => members.filter((row) => said.rates[row] === undefined);

/** The rows to bring: rated, and not brought yet. @param {Said} said @returns {number[]} */
export function ready(said) {
  const brought = new Set(said.brought);
  return Object.keys(said.rates)
    .map(Number)
    .filter((row) => said.rates[row] !== "none" && !brought.has(row));
}

/** These were brought: what was said of them is the node's from here on. @param {Said} said @param {number[]} rows */
export function bring(said, rows) {
  said.brought.push(...rows);
  // A step back from here would say something else here than at the node.
  said.history = [];
}
