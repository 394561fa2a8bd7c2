// Dates as they travel: whole seconds since 1970, as bigint. The node's JSON counts milliseconds.

const HOUR = 3_600n;

/** @param {number} millis as Date.now() @returns {bigint} */
export function seconds(millis) {
  return BigInt(Math.floor(millis / 1_000));
}

/** @param {bigint} at seconds @returns {number} milliseconds */
export function millis(at) {
  return Number(at) * 1_000;
}

/**
 * Rounded down to the hour, so that a signed date tells little of a person's day.
 * @param {bigint} at @returns {bigint}
 */
export function floorHour(at) {
  return at - (at % HOUR);
}

/**
 * A date rounded down to the hour may lie before a certificate made within that hour.
 * @param {bigint} at @returns {bigint}
 */
export function endOfHour(at) {
  return at + HOUR - 1n;
}

/** @param {bigint} one @param {bigint} other @returns {bigint} */
export function earlier(one, other) {
  return one < other ? one : other;
}
