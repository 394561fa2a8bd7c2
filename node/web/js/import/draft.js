// A row in the making: raw values in the file's order go in, a row without tricks and within bounds comes out. Tables
// and cards meet here, so that a name, an address or a number is read the same way from both. As node/src/import/draft.rs.

import * as cell from "./cell.js";
import { clean, inert, looksMixed, oneLine, words } from "./text.js";
import { MAX_CELL_BYTES, MAX_VALUES } from "./unread.js";

/**
 * @typedef {{names: string[], bynames: string[], given: string, middle: string, family: string, emails: string[],
 *   phones: string[], urls: string[], org: string, title: string, connectedOn: string, isOrg: boolean}} Draft
 * @typedef {{name: string, given: string, family: string, emails: string[], phones: string[], org: string,
 *   title: string, linkedin: string, orcid: string, urls: string[], connectedOn: string | null, isOrg: boolean,
 *   looksMixed: boolean}} Row
 * @typedef {{nobody: number, notPeople: number, values: number, cleaned: number}} Tally
 */

/** Address books keep a front desk under the organisation's name; LinkedIn's rows are people who may hide theirs. */
const NAMES_ORGANISATIONS = ["google-old", "google", "outlook", "thunderbird", "vcard"];

/** @returns {Tally} */
export const tally = () => ({ nobody: 0, notPeople: 0, values: 0, cleaned: 0 });

/** The row, or null if there is nobody in it. @param {Draft} draft @param {string} format @param {Tally} tally */
export function row(draft, format, tally) {
  const read = reader(tally);
  const [given, family] = [read.line(draft.given), read.line(draft.family)];
  let name = nameOf(draft, given, family, read);
  const emails = read.values(draft.emails, cell.emails);
  const phones = read.values(draft.phones, cell.phones);
  const org = read.line(draft.org);
  if (name === "" && emails.length + phones.length === 0 && (!draft.isOrg || org === "")) {
    tally.nobody += 1;
    return null;
  }
  if (name === "" && NAMES_ORGANISATIONS.includes(format)) name = org;
  /** @type {Row} */
  const row = {
    name,
    given,
    family,
    emails,
    phones,
    org,
    title: read.text(draft.title),
    linkedin: "",
    orcid: "",
    urls: [],
    connectedOn: cell.date(read.plain(draft.connectedOn)),
    isOrg: draft.isOrg,
    looksMixed: [name, given, family, org, ...emails].some(looksMixed),
  };
  sortPages(read.values(draft.urls, pages), row);
  return row;
}

/** What reads values, and counts what it took out. @param {Tally} tally */
function reader(tally) {
  const count = (/** @type {import("./text.js").Clean} */ { text, taken }) => {
    tally.cleaned += Number(taken);
    return text;
  };
  const text = (/** @type {string} */ value) => count(inert(value));
  const plain = (/** @type {string} */ value) => count(clean(value));
  const line = (/** @type {string} */ value) => oneLine(text(value));
  const values = (/** @type {string[]} */ raw, /** @type {(value: string) => string[]} */ read) => {
    /** @type {string[]} */
    const found = [];
    for (const value of raw.flatMap((value) => read(plain(value)))) {
      if (found.includes(value)) continue;
      if (found.length < MAX_VALUES) found.push(value);
      else tally.values += 1;
    }
    return found;
  };
  return { text, plain, line, values };
}

/** @param {Draft} draft @param {string} given @param {string} family @param {ReturnType<typeof reader>} read */
function nameOf(draft, given, family, read) {
  for (const whole of draft.names) {
    const name = read.line(whole);
    if (name !== "") return name;
  }
  const joined = oneLine(`${given} ${read.line(draft.middle)} ${family}`);
  if (joined !== "") return joined.slice(0, MAX_CELL_BYTES);
  for (const byname of draft.bynames) {
    const name = read.line(byname);
    if (name !== "") return name;
  }
  return "";
}

/** @param {string} value */
const pages = (value) => words(value).filter((page) => page !== ":::");

/** Puts every page where it belongs; what is no page is left out. @param {string[]} pages @param {Row} row */
function sortPages(pages, row) {
  for (const page of pages) {
    const slug = cell.profileSlug(page);
    const orcid = slug === "" ? cell.orcid(page) : null;
    if (slug !== "") row.linkedin ||= slug;
    else if (orcid !== null) row.orcid ||= orcid;
    else if (cell.isPage(page)) row.urls.push(page);
  }
}
