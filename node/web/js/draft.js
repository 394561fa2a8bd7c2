// What was begun and not sent, kept in this browser alone: an expired session or a lost network takes nothing away. It
// is thrown away once it is sent, and after two months in any case. Where a browser keeps nothing, nothing is kept.

const PREFIX = "stn-draft-";
const KEPT_MS = 60 * 86_400_000;
/** More than any letter holds; beyond, a browser may refuse to keep anything. */
const LONGEST = 100_000;

/** @param {string} name @param {unknown} value */
export const keep = (name, value) => {
  const text = JSON.stringify({ at: Date.now(), value });
  if (text.length <= LONGEST) trying(() => localStorage.setItem(PREFIX + name, text));
};

/** @param {string} name @returns {any} what was kept under this name, or null */
export const kept = (name) => {
  const text = trying(() => localStorage.getItem(PREFIX + name));
  const found = text === null ? null : trying(() => JSON.parse(text));
  if (found === null) return null;
  if (Date.now() - found.at <= KEPT_MS) return found.value;
  drop(name);
  return null;
};

/** @param {string} name */
export const drop = (name) => trying(() => localStorage.removeItem(PREFIX + name));

/** @template T @param {() => T} work @returns {T | null} */
function trying(work) {
  try {
    return work();
  } catch {
    return null;
  }
}
