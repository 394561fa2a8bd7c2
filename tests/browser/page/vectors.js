// The vectors of tests/vectors as data, in the browser.

import { fromHex } from "/device/bytes.js";

/** A file of tests/vectors. */
export async function file(name) {
  const response = await fetch(`/vectors/${name}`);
  if (!response.ok) throw new Error(`${name} is not there`);
  return response.text();
}

/** Blocks of `name = value`, one object each. */
export async function blocks(name) {
  const text = (await file(name)).replaceAll(/^#.*$/gm, "");
  const block = (lines) =>
    Object.fromEntries(
      lines
        .split("\n")
        .filter(Boolean)
        .map((line) => line.split(/ = ?/)),
    );
  return text
    .split(/\n\n+/)
    .filter((lines) => lines.trim() !== "")
    .map(block);
}

/** Rows of a table with tabs, its first row naming the columns. */
export async function rows(name) {
  const lines = (await file(name)).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.slice(1).map((line) => line.split("\t"));
}

/** Lines of fields between bars. */
export async function barred(name) {
  const lines = (await file(name)).split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => line.split(" | "));
}

/** Hexadecimal in which `(xx*n)` stands for a byte n times. */
export function runs(text) {
  return fromHex(text.replaceAll(/\(([0-9a-f]{2})\*(\d+)\)/g, (_, byte, count) => byte.repeat(Number(count))));
}
