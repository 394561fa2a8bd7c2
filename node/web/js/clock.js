// Whether this device's clock goes with the node's. The node takes no signature that is dated minutes off, and says of
// it no more than of any other that does not hold; so the page looks first, and says how far off the clock is.

/** What the node lets a signature be off, with a little less said about the way it takes. */
const TOLERATED_MS = 4 * 60_000;
/** From the longest down: as people say how far off a clock is. @type {[string, number][]} */
const UNITS = [
  ["day", 86_400_000],
  ["hour", 3_600_000],
  ["minute", 60_000],
];

/** This device's clock is too far off for the node to take what it signs. */
export class WrongClock extends Error {
  /** @param {number} off milliseconds, ahead of the node's clock */
  constructor(off) {
    super(`this device's clock is ${Math.round(off / 1_000)} s ahead of the node's`);
    this.name = "WrongClock";
    this.code = off > 0 ? "clock-ahead" : "clock-behind";
    this.far = said(Math.abs(off));
  }
}

/** @returns {Promise<void>} @throws {WrongClock} */
export async function expectRightClock() {
  const off = await clockOff();
  if (Math.abs(off) > TOLERATED_MS) throw new WrongClock(off);
}

/** How far ahead of the node's this device's clock is, in milliseconds; nothing where the node can't be asked. */
async function clockOff() {
  const answer = await fetch("/sentences", { method: "HEAD" }).catch(() => null);
  const there = Date.parse(answer?.headers.get("date") ?? "");
  return Number.isNaN(there) ? 0 : Date.now() - there;
}

/** @param {number} ms @returns {string} in the page's language */
function said(ms) {
  const [unit, long] = UNITS.find(([, long]) => ms >= long) ?? UNITS[UNITS.length - 1];
  const words = new Intl.NumberFormat(document.documentElement.lang, { style: "unit", unit, unitDisplay: "long" });
  return words.format(Math.round(ms / long));
}
