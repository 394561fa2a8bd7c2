// Contact cards (vCard 2.1, 3.0, 4.0), card by card. What the versions do differently is evened out here. As
// node/src/import/card.rs, without the package it uses.

import { unmarked } from "./decode.js";
import { row, tally } from "./draft.js";
import { cards, charset, isQuotedPrintable, property } from "./lines.js";
import { MAX_CELL_BYTES, MAX_ROWS, Unread, isLonger } from "./unread.js";

export { begin } from "./lines.js";

/** @typedef {{name: string, parameters: {name: string, value: string}[], value: string}} Entry */

/** @param {Uint8Array} bytes @throws {Unread} */
export function read(bytes) {
  const rows = [];
  const left = tally();
  let number = 0;
  for (const card of cards(bytes)) {
    if (number === MAX_ROWS) throw new Unread("too-many-rows");
    number += 1;
    const entries = card.lines.flatMap((line) => entry(line) ?? []);
    const kind = kindOf(entries);
    if (kind === null) {
      left.notPeople += 1;
      continue;
    }
    const made = row(draft(entries, kind === "org", card.line), "vcard", left);
    if (made !== null) rows.push(made);
  }
  return { format: "vcard", rows, left };
}

/** @param {string} line a sign for each byte @returns {Entry | null} */
function entry(line) {
  const colon = colonOf(line);
  if (colon < 0) return null;
  const head = unmarked(bytesOf(line.slice(0, colon)), charset(line));
  const parameters = head.split(";").slice(1).map(parameter);
  const raw = line.slice(colon + 1);
  const value = decoded(raw, line, parameters);
  return { name: property(line).toUpperCase(), parameters, value: value.replace(/[\r\n]/g, isQuotedPrintable(line) ? "\n" : "") };
}

/** The text of a value: quoted-printable and base64 undone, in the encoding it names. @param {string} raw @param {string} line @param {Entry["parameters"]} parameters */
function decoded(raw, line, parameters) {
  const label = charset(line);
  if (isQuotedPrintable(line)) {
    const plain = raw.replace(/=([0-9a-f]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)));
    return unmarked(bytesOf(plain), label);
  }
  const isBase64 = parameters.some(({ name, value }) => name === "ENCODING" && /^(b|base64)$/i.test(value));
  if (isBase64) {
    try {
      return unmarked(bytesOf(atob(raw.trim())), label);
    } catch {
      // It says so and isn't.
    }
  }
  return unmarked(bytesOf(raw), label);
}

/** The colon before the value, behind whatever is quoted. @param {string} line */
function colonOf(line) {
  let quoted = false;
  for (let at = 0; at < line.length; at += 1) {
    if (line[at] === '"') quoted = !quoted;
    else if (line[at] === ":" && !quoted) return at;
  }
  return -1;
}

/** @param {string} text */
function parameter(text) {
  const at = text.indexOf("=");
  if (at < 0) return { name: text.trim().toUpperCase() === "PREF" ? "PREF" : "TYPE", value: text.trim() };
  return { name: text.slice(0, at).trim().toUpperCase(), value: text.slice(at + 1).replaceAll('"', "").trim() };
}

/** @param {string} text @returns {Uint8Array<ArrayBuffer>} */
const bytesOf = (text) => Uint8Array.from(text, (char) => char.charCodeAt(0));

/** What the card is of; null for a group, a place or a device. @param {Entry[]} entries */
function kindOf(entries) {
  let kind = "person";
  for (const { name, value } of entries) {
    const told = value.trim().toLowerCase();
    if (name === "KIND" && told === "org") kind = "org";
    if (name === "KIND" && ["group", "location", "application", "device"].includes(told)) return null;
    // Apple's words, from before cards had a kind.
    if (name === "X-ABSHOWAS" && told === "company") kind = "org";
    if (name === "X-ADDRESSBOOKSERVER-KIND" && told === "group") return null;
  }
  return kind;
}

/** @param {Entry[]} entries @param {boolean} isOrg @param {number} line @returns {import("./draft.js").Draft} */
function draft(entries, isOrg, line) {
  const short = (/** @type {string} */ value) => {
    if (isLonger(value, MAX_CELL_BYTES)) throw new Unread("cell-too-long", line);
    return value;
  };
  const all = (/** @type {string[]} */ ...wanted) =>
    entries
      .filter(({ name }) => wanted.includes(name))
      .map((entry, at) => ({ entry, at, rank: rank(entry) }))
      .sort((one, other) => one.rank - other.rank || one.at - other.at)
      .filter(({ entry }) => !isFax(entry))
      .map(({ entry }) => short(component(entry)));
  const first = (/** @type {string} */ wanted) => all(wanted).find((value) => value.trim() !== "") ?? "";
  const name = entries.find((entry) => entry.name === "N");
  const parts = name === undefined ? [] : splitAt(name.value, ";");
  const part = (/** @type {number} */ at) =>
    short(splitAt(parts[at] ?? "", ",").map((piece) => unescaped(piece).trim()).join(", "));
  // The value of X-ORCID may be the bare iD, which elsewhere is sixteen digits like any.
  const orcids = all("X-ORCID").map((id) => `orcid:${id.trim()}`);
  return {
    names: all("FN"),
    bynames: all("NICKNAME"),
    given: part(1),
    middle: part(2),
    family: part(0),
    emails: all("EMAIL"),
    phones: all("TEL"),
    urls: [...all("URL", "SOCIALPROFILE", "X-SOCIALPROFILE"), ...orcids],
    org: first("ORG"),
    title: first("TITLE") || first("ROLE"),
    connectedOn: "",
    isOrg,
  };
}

/** A value's text: an organisation's name before its departments, the first of several nicknames. @param {Entry} entry */
function component({ name, value }) {
  if (name === "ORG") return unescaped(splitAt(value, ";")[0]);
  if (name === "NICKNAME") return unescaped(splitAt(value, ",")[0]);
  return unescaped(value);
}

/** The parts between separators that nobody escaped. @param {string} value @param {string} separator */
function splitAt(value, separator) {
  const parts = [""];
  for (let at = 0; at < value.length; at += 1) {
    if (value[at] === "\\" && at + 1 < value.length) {
      parts[parts.length - 1] += value.slice(at, at + 2);
      at += 1;
    } else if (value[at] === separator) parts.push("");
    else parts[parts.length - 1] += value[at];
  }
  return parts;
}

/** @param {string} value */
const unescaped = (value) => value.replace(/\\([nN,;:\\])/g, (_, char) => (/n/i.test(char) ? "\n" : char));

/** Where a value stands among its like: those marked as preferred first; 4.0 numbers them to 100. @param {Entry} entry */
function rank({ parameters }) {
  const ranks = parameters.map(({ name, value }) => {
    if (name === "PREF") return /^\d+$/.test(value) ? Number(value) : value.toUpperCase() === "PREF" ? 0 : 101;
    return name === "TYPE" && types(value).includes("pref") ? 0 : 101;
  });
  return Math.min(101, ...ranks);
}

/** @param {Entry} entry */
const isFax = ({ parameters }) =>
  parameters.some(({ name, value }) => name === "TYPE" && types(value).some((type) => type === "fax" || type === "pager"));

/** @param {string} value */
const types = (value) => value.toLowerCase().split(",");
