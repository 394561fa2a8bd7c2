// The program that judges what the browser made, with the functions of nodes and Rust devices.
// It is built with `cargo build -p stn-tests --bin stn-browser-check`, and STN_BROWSER_CHECK may name it elsewhere.

import { spawn } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";

const BUILT = fileURLToPath(new URL("../../target/debug/stn-browser-check", import.meta.url));

/** Starts the program. `check(object)` gives `{holds, saw}`. */
export function startCheck() {
  const program = spawn(process.env.STN_BROWSER_CHECK ?? BUILT, { stdio: ["pipe", "pipe", "inherit"] });
  const waiting = [];
  let over = null;
  const end = (why) => {
    over ??= why;
    waiting.splice(0).forEach(({ failed }) => failed(over));
  };
  program.on("error", () =>
    end(new Error("stn-browser-check is not built: cargo build -p stn-tests --bin stn-browser-check")),
  );
  program.on("exit", () => end(new Error("stn-browser-check ended early")));
  createInterface({ input: program.stdout }).on("line", (line) => waiting.shift().given(JSON.parse(line)));
  const check = (object) =>
    new Promise((given, failed) => {
      if (over !== null) return failed(over);
      waiting.push({ given, failed });
      program.stdin.write(`${JSON.stringify(object)}\n`);
    });
  const stop = () => over ?? new Promise((stopped) => program.on("exit", stopped).stdin.end());
  return { check, stop };
}

/**
 * The same object with one bit turned in one of its texts that hold bytes, for each of them and a few places in each.
 * `fields` says where those texts stand: paths such as "enrolment.mac".
 */
export function turned(object, fields) {
  return fields.flatMap((field) => {
    const text = field.split(".").reduce((value, key) => value[key], object);
    const [decode, encode] = /^([0-9a-f]{2})*$/.test(text) ? HEX : BASE64URL;
    const bytes = decode(text);
    const places = [...new Set([0, 3, bytes.length >> 1, bytes.length - 1])];
    return places.map((at) => {
      const altered = Uint8Array.from(bytes, (byte, n) => (n === at ? byte ^ 1 : byte));
      return { field, at, object: replaced(object, field.split("."), encode(altered)) };
    });
  });
}

const HEX = [(text) => Buffer.from(text, "hex"), (bytes) => Buffer.from(bytes).toString("hex")];
const BASE64URL = [(text) => Buffer.from(text, "base64url"), (bytes) => Buffer.from(bytes).toString("base64url")];

function replaced(object, [key, ...rest], value) {
  const copy = Array.isArray(object) ? [...object] : { ...object };
  copy[key] = rest.length === 0 ? value : replaced(object[key], rest, value);
  return copy;
}
