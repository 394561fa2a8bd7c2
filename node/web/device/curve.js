// Which Ed25519 keys are sound: canonical, free of torsion, not of small order. WebCrypto takes the others too.
//
// Points of edwards25519 (RFC 8032 section 5.1) in extended coordinates, of public keys alone: time does not matter.

/** @typedef {{x: bigint, y: bigint, z: bigint, t: bigint}} Point */

const P = 2n ** 255n - 19n;
const ORDER = 2n ** 252n + 27742317777372353535851937790883648493n;
const D = mod(-121665n * power(121666n, P - 2n));
const ROOT_OF_MINUS_ONE = power(2n, (P - 1n) / 4n);
const NEUTRAL = Object.freeze({ x: 0n, y: 1n, z: 1n, t: 0n });
/**
 * The ordinate of the points of order 8 that lie below p / 2, and its negative: the only one that is no small number.
 */
const ORDINATE_OF_ORDER_8 = 0x05fc536d880238b13933c6d305acdfd5f098eff289f4c345b027b2c28f95e826n;
const SMALL_ORDER = [0n, 1n, P - 1n, ORDINATE_OF_ORDER_8, P - ORDINATE_OF_ORDER_8];

/**
 * Whether a key may be enrolled or pinned. Browser and node then agree on every signature made under it.
 * @param {Uint8Array} key 32 bytes @returns {boolean}
 */
export function isSound(key) {
  if (!isPlain(key)) return false;
  const point = decompress(key);
  return point !== null && isNeutral(times(ORDER, point));
}

/**
 * Whether a compressed point has its one canonical form and none of the small orders; whether it lies on the curve is
 * not asked. Also said of the first half of a signature.
 * @param {Uint8Array} key 32 bytes @returns {boolean}
 */
export function isPlain(key) {
  const y = ordinate(key);
  return key.length === 32 && y < P && !SMALL_ORDER.includes(y);
}

/**
 * Whether the second half of a signature is below the group's order (RFC 8032 section 5.1.7): else one signature would
 * have several forms.
 * @param {Uint8Array} half 32 bytes @returns {boolean}
 */
export function isReduced(half) {
  return number(half) < ORDER;
}

/** @param {Uint8Array} key */
function ordinate(key) {
  return number(key) & ((1n << 255n) - 1n);
}

/** @param {Uint8Array} bytes the lowest first */
function number(bytes) {
  let value = 0n;
  for (let at = bytes.length - 1; at >= 0; at -= 1) value = (value << 8n) | BigInt(bytes[at]);
  return value;
}

/** @param {Uint8Array} key @returns {Point | null} */
function decompress(key) {
  const y = ordinate(key);
  const [u, v] = [mod(y * y - 1n), mod(D * y * y + 1n)];
  // RFC 8032 section 5.1.3: the candidate root of u / v.
  let x = mod(u * power(v, 3n) * power(mod(u * power(v, 7n)), (P - 5n) / 8n));
  const found = mod(v * x * x);
  if (found === mod(-u)) x = mod(x * ROOT_OF_MINUS_ONE);
  else if (found !== u) return null;
  const sign = BigInt(key[31] >> 7);
  if (x === 0n && sign === 1n) return null;
  if ((x & 1n) !== sign) x = P - x;
  return { x, y, z: 1n, t: mod(x * y) };
}

/** @param {bigint} factor @param {Point} point @returns {Point} */
function times(factor, point) {
  /** @type {Point} */
  let sum = NEUTRAL;
  for (let power = point; factor > 0n; factor >>= 1n) {
    if (factor & 1n) sum = add(sum, power);
    power = add(power, power);
  }
  return sum;
}

/** The complete addition of RFC 8032 section 5.1.4. @param {Point} one @param {Point} other @returns {Point} */
function add(one, other) {
  const a = mod((one.y - one.x) * (other.y - other.x));
  const b = mod((one.y + one.x) * (other.y + other.x));
  const c = mod(2n * D * one.t * other.t);
  const d = mod(2n * one.z * other.z);
  const [e, f, g, h] = [b - a, d - c, d + c, b + a];
  return { x: mod(e * f), y: mod(g * h), z: mod(f * g), t: mod(e * h) };
}

/** @param {Point} point */
function isNeutral({ x, y, z }) {
  return x === 0n && y === z;
}

/** @param {bigint} base @param {bigint} exponent */
function power(base, exponent) {
  let product = 1n;
  for (let square = mod(base); exponent > 0n; exponent >>= 1n) {
    if (exponent & 1n) product = mod(product * square);
    square = mod(square * square);
  }
  return product;
}

/** @param {bigint} value */
function mod(value) {
  const rest = value % P;
  return rest < 0n ? rest + P : rest;
}
