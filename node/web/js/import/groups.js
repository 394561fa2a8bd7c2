// Where a member begins: people at connected organisations, those in what colleagues work on, those met last, those at one place, then everybody else.
// Each row stands in one group, the first that fits.

/** @typedef {import("./draft.js").Row} Row */
/** @typedef {{name: string, domain: string}} Partner */
/** @typedef {{head: "partner" | "topic" | "recent" | "org" | "rest", name: string, members: number[]}} Group */

const RECENT = 50;
/** A place with fewer people is no group; and no more places than one scrolls past. */
const ORG_MIN = 3;
const ORGS = 8;

/**
 * @param {Row[]} rows @param {Partner[]} partners @param {string[]} topics what colleagues work on
 * @returns {Group[]} those with anybody in them
 */
export function groups(rows, partners, topics) {
  const left = new Set(rows.keys());
  /** @type {Group[]} */
  const made = [];
  const take = (/** @type {Group["head"]} */ head, /** @type {string} */ name, /** @type {number[]} */ members) => {
    for (const row of members) left.delete(row);
    if (members.length > 0) made.push({ head, name, members });
  };
  for (const partner of partners) take("partner", partner.name, [...left].filter((row) => isAt(rows[row], partner)));
  for (const topic of topics) take("topic", topic, [...left].filter((row) => saysOf(rows[row], topic)));
  const dated = [...left].filter((row) => rows[row].connectedOn !== null);
  const on = (/** @type {number} */ row) => Number((rows[row].connectedOn ?? "").replaceAll("-", ""));
  dated.sort((one, other) => on(other) - on(one));
  // Of a file with fewer people they are all the latest, and the group would say nothing.
  take("recent", "", dated.length > RECENT || made.length > 0 ? dated.slice(0, RECENT) : []);
  for (const [name, members] of places(rows, [...left])) take("org", name, members);
  take("rest", "", [...left]);
  return made;
}

/** Whether somebody seems to be at a partner: by its name, or an address at its domain. @param {Row} row @param {Partner} partner */
function isAt(row, { name, domain }) {
  const byName = name !== "" && folded(row.org) === folded(name);
  const at = domain.toLowerCase();
  return byName || (at !== "" && row.emails.some((email) => email.endsWith(`@${at}`) || email.endsWith(`.${at}`)));
}

/** Whether place or role of somebody has every word of a topic. @param {Row} row @param {string} topic */
function saysOf({ org, title }, topic) {
  const said = new Set(folded(`${org} ${title}`).split(" "));
  return folded(topic).split(" ").every((word) => said.has(word));
}

/** @param {Row[]} rows @param {number[]} left @returns {[string, number[]][]} the largest first */
function places(rows, left) {
  /** @type {Map<string, number[]>} */
  const found = new Map();
  for (const row of left) {
    const key = folded(rows[row].org);
    if (key !== "") found.set(key, [...(found.get(key) ?? []), row]);
  }
  const large = [...found.values()].filter((members) => members.length >= ORG_MIN);
  large.sort((one, other) => other.length - one.length);
  return large.slice(0, ORGS).map((members) => [rows[members[0]].org, members]);
}

/** @param {string} text */
const folded = (text) => text.normalize("NFKC").toLowerCase().replace(/[^\p{L}\p{N}]+/gu, " ").trim();
