// Real nodes as processes of their own on loopback, and people at the command line, as in tests/src/processes.rs.
// The program is built with `cargo build -p stn-tests --bin stn-under-test`; STN_PROGRAM may name another.

import { execFile, spawn } from "node:child_process";
import { appendFile, mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const PROGRAM = process.env.STN_PROGRAM ?? fileURLToPath(new URL("../../target/debug/stn-under-test", import.meta.url));
const QUICK = 'release_grid_ms = 100\nreconnect_min_ms = 100\nlog_level = "warn"\n';
const PATIENCE_MS = 60_000;
const LOOK_AGAIN_MS = 50;
/** The file that says how late it is. */
const AHEAD = "ahead";
const run = promisify(execFile);

/** A place for nodes and people. `close` ends the nodes and removes everything. */
export async function openPlace() {
  const place = await mkdtemp(path.join(tmpdir(), "stn-browser-"));
  const nodes = [];
  const startNode = async (name, settings = "") => {
    const node = await started(path.join(place, name), name, settings);
    nodes.push(node);
    return node;
  };
  const close = async () => {
    await Promise.all(nodes.map((node) => node.stop()));
    await rm(place, { recursive: true, force: true });
  };
  const person =
    (name) =>
    (...args) =>
      stn("me", ...args, "--keys", path.join(place, `${name}.json`));
  const write = async (name, text) => {
    await writeFile(path.join(place, name), text);
    return path.join(place, name);
  };
  // Nodes learn of it when they start again.
  const wind = (secs) => write(AHEAD, String(secs));
  return { startNode, person, write, wind, close };
}

/** Looks again and again until there is something. */
export async function until(what, look) {
  const deadline = Date.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false && found !== null) return found;
    if (Date.now() > deadline) throw new Error(`${what} never came`);
    await new Promise((again) => setTimeout(again, LOOK_AGAIN_MS));
  }
}

async function started(data, name, settings) {
  const [listen, port] = [await freePort(), await freePort()];
  const admin = (...args) => stn(...args, "--data", data);
  await admin(
    "init",
    "--yes",
    "--name",
    name,
    "--listen",
    `/ip4/127.0.0.1/tcp/${listen}`,
    "--api",
    `127.0.0.1:${port}`,
  );
  await appendFile(path.join(data, "node.toml"), QUICK + settings);
  let program = await serve(data);
  const stop = () => ended(program);
  const start = async () => {
    program = await serve(data);
  };
  return { admin, stop, start, api: `http://127.0.0.1:${port}` };
}

/** Starts the node and waits until it runs. */
async function serve(data) {
  const env = { ...plain(), STN_AHEAD_FILE: path.join(path.dirname(data), AHEAD) };
  const program = spawn(PROGRAM, ["serve", "--json", "--data", data], { stdio: ["ignore", "pipe", "inherit"], env });
  await new Promise((runs, failed) => {
    createInterface({ input: program.stdout }).once("line", runs);
    program.once("error", failed);
    program.once("exit", () => failed(new Error("the node ended before it ran")));
  });
  return program;
}

/** Starts the demo, which makes nodes of its own. */
export async function startDemo() {
  const program = spawn(PROGRAM, ["demo", "--no-open"], { stdio: ["ignore", "pipe", "inherit"], env: plain() });
  const said = await new Promise((line, failed) => {
    createInterface({ input: program.stdout }).once("line", line);
    program.once("error", failed);
    program.once("exit", () => failed(new Error("the demo ended before it told its address")));
  });
  const [address] = said.match(/http:\/\/[^ ]+/);
  return { address, stop: () => ended(program, "SIGINT") };
}

/** Ends a process as an operator does, and waits. */
function ended(program, by = "SIGTERM") {
  return new Promise((stopped) => {
    if (program.exitCode !== null || program.signalCode !== null) return stopped();
    program.once("exit", stopped).kill(by);
  });
}

/** What a command answers. */
async function stn(...args) {
  const { stdout } = await run(PROGRAM, [...args, "--json"], { env: plain() });
  return stdout.trim() === "" ? null : JSON.parse(stdout);
}

/** This environment without anything the program would listen to. */
function plain() {
  const heard = ["STN_DATA", "STN_KEYS", "STN_KILL_FILE", "STN_TAP", "STN_AHEAD_FILE", "RUST_LOG"];
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !heard.includes(name)));
}

/** A port on which nothing listens: below those that connections leave from, so that none takes it for its own. */
async function freePort() {
  for (let tries = 0; tries < PORTS; tries += 1) {
    drawn += 1;
    const port = FIRST_PORT + ((process.pid * 997 + drawn) % PORTS);
    if (await isFree(port)) return port;
  }
  throw new Error("no port is free");
}

function isFree(port) {
  const probe = createServer();
  return new Promise((told) => {
    probe.once("error", () => told(false));
    probe.listen(port, "127.0.0.1", () => probe.close(() => told(true)));
  });
}

let drawn = 0;
const FIRST_PORT = 10_240;
const PORTS = 20_480;
