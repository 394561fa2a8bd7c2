// Draws a text as a QR code (ISO/IEC 18004), here in the page: what it holds may be a secret that no node may read.
//
// Bytes alone, error correction M (about 15 % of the code may be unreadable), versions 1 to 20: up to 666 bytes. The
// text becomes codewords with their correction (`codewords`), they are laid along the zigzag (`matrix`), and of eight
// masks the one is taken that leaves the fewest patterns a reader could trip over (`penalty`).

import { concat, utf8 } from "../device/bytes.js";

/** @typedef {boolean[][]} Modules rows of modules, true where dark */

/** For each version: correction codewords in a block, and blocks. @type {[number, number][]} */
const BLOCKS = [
  ...[[10, 1], [16, 1], [26, 1], [18, 2], [24, 2], [16, 4], [18, 4], [22, 4], [22, 5], [26, 5]],
  ...[[30, 5], [22, 8], [22, 9], [24, 9], [24, 10], [28, 10], [28, 11], [26, 13], [26, 14], [26, 16]],
].map(([correction, blocks]) => [correction, blocks]);

/** Which modules each mask turns. @type {((x: number, y: number) => boolean)[]} */
const MASKS = [
  (x, y) => (x + y) % 2 === 0,
  (_, y) => y % 2 === 0,
  (x) => x % 3 === 0,
  (x, y) => (x + y) % 3 === 0,
  (x, y) => (Math.floor(x / 3) + Math.floor(y / 2)) % 2 === 0,
  (x, y) => ((x * y) % 2) + ((x * y) % 3) === 0,
  (x, y) => (((x * y) % 2) + ((x * y) % 3)) % 2 === 0,
  (x, y) => (((x + y) % 2) + ((x * y) % 3)) % 2 === 0,
];

/** White modules around a code. */
const QUIET = 4;
const SVG = "http://www.w3.org/2000/svg";

/** The code of a text as a picture, dark on light whatever the page's colours are. @param {string} text @returns {SVGElement} */
export function drawn(text) {
  const { modules } = encode(text);
  const size = modules.length + 2 * QUIET;
  const dark = modules.flatMap((row, y) => row.map((isDark, x) => (isDark ? `M${x + QUIET} ${y + QUIET}h1v1h-1z` : "")));
  const picture = part("svg", { viewBox: `0 0 ${size} ${size}`, "shape-rendering": "crispEdges", "aria-hidden": "true" });
  picture.append(part("rect", { width: String(size), height: String(size), fill: "#fff" }));
  picture.append(part("path", { d: dark.join(""), fill: "#000" }));
  return /** @type {SVGElement} */ (picture);
}

/**
 * The code of a text.
 * @param {string} text @param {number} [mask] which mask; else the best one @returns {{modules: Modules, mask: number}}
 * @throws {RangeError} if the text is longer than the largest code here holds
 */
export function encode(text, mask) {
  const bytes = utf8(text);
  const version = BLOCKS.findIndex((_, at) => bytes.length + headBits(at + 1) / 8 <= dataLength(at + 1)) + 1;
  if (version === 0) throw new RangeError("longer than the largest code holds");
  const bits = codewords(bytes, version);
  const choices = mask === undefined ? MASKS.map((_, at) => at) : [mask];
  const drawn = choices.map((mask) => ({ mask, modules: matrix(bits, version, mask) }));
  const worth = drawn.map(({ modules }) => penalty(modules));
  return drawn[worth.indexOf(Math.min(...worth))];
}

/** Mode and length before the bytes. @param {number} version */
const headBits = (version) => 4 + (version < 10 ? 8 : 16);

/** Modules left for codewords. @param {number} version */
function room(version) {
  const marks = Math.floor(version / 7) + 2;
  const whole = (16 * version + 128) * version + 64;
  if (version === 1) return whole;
  return whole - (25 * marks - 10) * marks + 55 - (version < 7 ? 0 : 36);
}

/** Codewords that hold data. @param {number} version */
function dataLength(version) {
  const [correction, blocks] = BLOCKS[version - 1];
  return Math.floor(room(version) / 8) - correction * blocks;
}

/** Data and correction, block by block and woven into each other. @param {Uint8Array} bytes @param {number} version */
function codewords(bytes, version) {
  const [correction, count] = BLOCKS[version - 1];
  const data = padded(bytes, version);
  const short = Math.floor(data.length / count);
  const shorts = count - (data.length % count);
  const divisor = divisorOf(correction);
  const blocks = Array.from({ length: count }, (_, at) => {
    const from = at * short + Math.max(0, at - shorts);
    return data.subarray(from, from + short + (at < shorts ? 0 : 1));
  });
  const corrections = blocks.map((block) => remainder(block, divisor));
  return concat(woven(blocks), woven(corrections));
}

/** The head, the bytes, an end, and filling. @param {Uint8Array} bytes @param {number} version */
function padded(bytes, version) {
  const data = new Uint8Array(dataLength(version));
  const length = version < 10 ? [bytes.length] : [bytes.length >> 8, bytes.length & 255];
  // The mode takes half a byte, so everything after it is moved by one half.
  const halves = [4, ...[...length, ...bytes].flatMap((byte) => [byte >> 4, byte & 15]), 0];
  for (let at = 0; at < halves.length; at += 2) data[at / 2] = (halves[at] << 4) | halves[at + 1];
  for (let at = halves.length / 2, odd = false; at < data.length; at += 1, odd = !odd) data[at] = odd ? 0x11 : 0xec;
  return data;
}

/** The first of each, the second of each, and so on. @param {Uint8Array[]} blocks @returns {Uint8Array} */
function woven(blocks) {
  const longest = Math.max(...blocks.map(({ length }) => length));
  const rounds = Array.from({ length: longest }, (_, at) => blocks.filter((block) => at < block.length).map((block) => block[at]));
  return Uint8Array.from(rounds.flat());
}

/** The product of two numbers of the field with 256 elements. @param {number} one @param {number} other */
function times(one, other) {
  let product = 0;
  for (let bit = 7; bit >= 0; bit -= 1) {
    product = (product << 1) ^ ((product >> 7) * 0x11d);
    product ^= ((other >> bit) & 1) * one;
  }
  return product;
}

/** (x - 1)(x - 2)(x - 4) … without its highest term. @param {number} degree @returns {Uint8Array} */
function divisorOf(degree) {
  const divisor = new Uint8Array(degree);
  divisor[degree - 1] = 1;
  for (let root = 1, round = 0; round < degree; round += 1, root = times(root, 2)) {
    for (let at = 0; at < degree; at += 1) divisor[at] = times(divisor[at], root) ^ (divisor[at + 1] ?? 0);
  }
  return divisor;
}

/** What is left of a block by the divisor: its correction. @param {Uint8Array} block @param {Uint8Array} divisor */
function remainder(block, divisor) {
  const rest = new Uint8Array(divisor.length);
  for (const byte of block) {
    const factor = byte ^ rest[0];
    rest.copyWithin(0, 1);
    rest[rest.length - 1] = 0;
    divisor.forEach((value, at) => (rest[at] ^= times(value, factor)));
  }
  return rest;
}

/** The whole code under one mask. @param {Uint8Array} bits @param {number} version @param {number} mask @returns {Modules} */
function matrix(bits, version, mask) {
  const size = 17 + 4 * version;
  /** @type {(boolean | undefined)[][]} */
  const modules = Array.from({ length: size }, () => Array(size).fill(undefined));
  drawMarks(modules, version);
  drawFormat(modules, mask);
  if (version >= 7) drawVersion(modules, version);
  fill(modules, bits, MASKS[mask]);
  return /** @type {Modules} */ (modules);
}

/** Corners, lines between them, and the smaller marks. @param {(boolean | undefined)[][]} modules @param {number} version */
function drawMarks(modules, version) {
  const size = modules.length;
  for (const [cx, cy] of [[3, 3], [size - 4, 3], [3, size - 4]]) square(modules, cx, cy, 4, [0, 1, 3]);
  const places = markPlaces(version);
  const last = places[places.length - 1];
  for (const cx of places) {
    for (const cy of places) {
      const isCorner = (cx === 6 && cy === 6) || (cx === 6 && cy === last) || (cx === last && cy === 6);
      if (!isCorner) square(modules, cx, cy, 2, [0, 2]);
    }
  }
  for (let at = 0; at < size; at += 1) {
    modules[6][at] ??= at % 2 === 0;
    modules[at][6] ??= at % 2 === 0;
  }
}

/**
 * Rings around a centre, dark at some distances from it.
 * @param {(boolean | undefined)[][]} modules @param {number} cx @param {number} cy @param {number} reach
 * @param {number[]} dark
 */
function square(modules, cx, cy, reach, dark) {
  for (let dy = -reach; dy <= reach; dy += 1) {
    for (let dx = -reach; dx <= reach; dx += 1) {
      const [x, y] = [cx + dx, cy + dy];
      const isInside = x >= 0 && y >= 0 && x < modules.length && y < modules.length;
      if (isInside) modules[y][x] = dark.includes(Math.max(Math.abs(dx), Math.abs(dy)));
    }
  }
}

/** Where the smaller marks lie, along both sides. @param {number} version @returns {number[]} */
function markPlaces(version) {
  if (version === 1) return [];
  const count = Math.floor(version / 7) + 2;
  const step = 2 * Math.ceil((4 * version + 4) / (2 * count - 2));
  const places = Array.from({ length: count - 1 }, (_, at) => 4 * version + 10 - at * step);
  return [6, ...places.reverse()];
}

/** Level and mask, with their own correction, twice. @param {(boolean | undefined)[][]} modules @param {number} mask */
function drawFormat(modules, mask) {
  const size = modules.length;
  // Level M is written as 00, so the mask alone is left.
  let rest = mask;
  for (let round = 0; round < 10; round += 1) rest = (rest << 1) ^ ((rest >> 9) * 0x537);
  const bits = ((mask << 10) | rest) ^ 0x5412;
  const bit = (/** @type {number} */ at) => ((bits >> at) & 1) === 1;
  for (let at = 0; at < 15; at += 1) {
    const [x, y] = at < 6 ? [8, at] : at < 8 ? [8, at + 1] : at === 8 ? [7, 8] : [14 - at, 8];
    modules[y][x] = bit(at);
    const [fx, fy] = at < 8 ? [size - 1 - at, 8] : [8, size - 15 + at];
    modules[fy][fx] = bit(at);
  }
  modules[size - 8][8] = true;
}

/** The version, with its own correction, twice. @param {(boolean | undefined)[][]} modules @param {number} version */
function drawVersion(modules, version) {
  let rest = version;
  for (let round = 0; round < 12; round += 1) rest = (rest << 1) ^ ((rest >> 11) * 0x1f25);
  const bits = (version << 12) | rest;
  for (let at = 0; at < 18; at += 1) {
    const [far, near] = [modules.length - 11 + (at % 3), Math.floor(at / 3)];
    modules[near][far] = modules[far][near] = ((bits >> at) & 1) === 1;
  }
}

/**
 * Lays the bits up and down in columns of two, from the right, around what is drawn already.
 * @param {(boolean | undefined)[][]} modules @param {Uint8Array} bits @param {(x: number, y: number) => boolean} turns
 */
function fill(modules, bits, turns) {
  const size = modules.length;
  const isFree = modules.map((row) => row.map((module) => module === undefined));
  let next = 0;
  for (let right = size - 1, up = true; right > 0; right -= 2, up = !up) {
    if (right === 6) right = 5;
    for (let step = 0; step < size; step += 1) {
      const y = up ? size - 1 - step : step;
      for (const x of [right, right - 1]) {
        if (!isFree[y][x]) continue;
        const bit = (((bits[next >> 3] ?? 0) >> (7 - (next & 7))) & 1) === 1;
        modules[y][x] = bit !== turns(x, y);
        next += 1;
      }
    }
  }
}

/** How much a reader could trip over. @param {Modules} modules */
function penalty(modules) {
  const size = modules.length;
  const columns = modules.map((_, x) => modules.map((row) => row[x]));
  const lines = [...modules, ...columns];
  let dark = 0;
  let squares = 0;
  for (let y = 0; y < size; y += 1) {
    for (let x = 0; x < size; x += 1) {
      dark += Number(modules[y][x]);
      const one = modules[y][x];
      const isSquare = one === modules[y][x + 1] && one === modules[y + 1]?.[x] && one === modules[y + 1]?.[x + 1];
      squares += Number(isSquare);
    }
  }
  const uneven = Math.floor(Math.abs((20 * dark) / (size * size) - 10));
  return lines.reduce((sum, line) => sum + lineWorth(line), 0) + 3 * squares + 10 * uneven;
}

/** Long runs of one colour, and what looks like a corner. @param {boolean[]} line */
function lineWorth(line) {
  const text = line.map((isDark) => (isDark ? "1" : "0")).join("");
  const runs = text.match(/0{5,}|1{5,}/g) ?? [];
  const corners = [...`0000${text}0000`.matchAll(/(?=00001011101|10111010000)/g)].length;
  return runs.reduce((sum, run) => sum + run.length - 2, 0) + 40 * corners;
}

/** @param {string} name @param {Record<string, string>} attributes */
function part(name, attributes) {
  const made = document.createElementNS(SVG, name);
  for (const [attribute, value] of Object.entries(attributes)) made.setAttribute(attribute, value);
  return made;
}
