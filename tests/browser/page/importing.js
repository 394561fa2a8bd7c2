// Exports of contacts, read in the browser.

import { groups } from "/js/import/groups.js";
import { read } from "/js/import/read.js";
import { Unread } from "/js/import/unread.js";

/** The rows of a fixture, in the words of expected.ndjson: what is absent is empty. */
export async function fixture(file) {
  const { rows, format, left } = await read(new Uint8Array(await (await fetch(`/imports/${file}`)).arrayBuffer()));
  const marked = rows.some((row) => row.looksMixed || row.urls.length > 0) || left.cleaned > 0;
  return { format, marked, left, rows: rows.map((row, i) => told(file, i, row)) };
}

function told(file, i, row) {
  const texts = { name: row.name, given: row.given, family: row.family, org: row.org, title: row.title, linkedin: row.linkedin };
  const lists = { emails: row.emails, phones: row.phones };
  const said = { ...texts, ...lists, connected_on: row.connectedOn ?? "", kind: row.isOrg ? "org" : "" };
  return { file, i, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value.length > 0)) };
}

/** What a file is read as, each byte a number; or why it is not. */
export async function bytes(list) {
  return ending(Uint8Array.from(list));
}

/** The same of a text, repeated parts written as [text, times]. */
export async function text(...parts) {
  const whole = parts.map((part) => (Array.isArray(part) ? part[0].repeat(part[1]) : part)).join("");
  return ending(new TextEncoder().encode(whole));
}

async function ending(file) {
  try {
    const { rows, format, left } = await read(file);
    return { format, left, rows: rows.slice(0, 5), count: rows.length };
  } catch (error) {
    if (error instanceof Unread) return error.line === 0 ? error.reason : `${error.reason} ${error.line}`;
    throw error;
  }
}

/** The groups of a table: what each is, and whose given names are in it. */
export async function grouped(table, partners, topics) {
  const { rows } = await read(new TextEncoder().encode(table));
  return groups(rows, partners, topics).map(({ head, name, members }) => [head, name, members.map((row) => rows[row].given)]);
}
