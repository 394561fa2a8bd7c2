// A real browser with one page of the member's device, and a server on loopback that gives it node/web and the vectors.
//
// The page stands under the policy the node's pages have: no inline script, nothing from elsewhere. What a test does in
// the page is a function of a module in tests/browser/page, called by name.
//
// To run: `cargo build -p stn-tests --bin stn-browser-check --bin stn-under-test`, then here `npm ci` and `npm test`.
// Chromium is sought at /usr/bin/chromium, or where STN_CHROMIUM says.

import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";
import { chromium } from "playwright-core";

const HERE = path.dirname(fileURLToPath(import.meta.url));
const ROOMS = {
  device: path.join(HERE, "../../node/web/device"),
  js: path.join(HERE, "../../node/web/js"),
  imports: path.join(HERE, "../fixtures/imports"),
  vectors: path.join(HERE, "../vectors"),
  page: path.join(HERE, "page"),
};
const TYPES = { ".js": "text/javascript", ".txt": "text/plain", ".tsv": "text/plain" };
const POLICY = "default-src 'none'; script-src 'self'; connect-src 'self'";
const ARGS = [
  "--no-sandbox",
  "--disable-gpu",
  "--disable-quic",
  "--no-first-run",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
];

/**
 * Opens server, browser and page. `call(module, name, ...args)` runs a function of tests/browser/page in the page. With
 * `api`, the page's server stands before a node's members' door, as the node's own pages do.
 */
export async function openBrowser({ api } = {}) {
  const server = await openServer(api);
  const { address } = server;
  const browser = await launch();
  const context = await browser.newContext();
  const page = await newPage(context, address);
  const close = async () => {
    await browser.close();
    await server.close();
  };
  // Another page of the same browser, and a page of another one that shares nothing with it.
  const another = () => newPage(context, address);
  const elsewhere = async () => newPage(await browser.newContext(), address);
  return { page, close, another, elsewhere, call: (...what) => call(page, ...what) };
}

/** The page's server, for any browser. */
export async function openServer(api) {
  const server = createServer((request, response) =>
    api !== undefined && request.url.startsWith("/v1/")
      ? passThrough(api, request, response)
      : answer(request, response),
  );
  await new Promise((listening) => server.listen(0, "127.0.0.1", listening));
  const close = async () => {
    server.closeAllConnections();
    await new Promise((closed) => server.close(closed));
  };
  return { address: `http://127.0.0.1:${server.address().port}/`, close };
}

/** Starts a browser. */
export function launch() {
  return chromium.launch({ executablePath: process.env.STN_CHROMIUM ?? "/usr/bin/chromium", args: ARGS });
}

/** Runs a function of a module in tests/browser/page, in a page. */
export function call(page, module, name, ...args) {
  const run = async ([module, name, args]) => (await import(`/page/${module}.js`))[name](...args);
  return page.evaluate(run, [module, name, args]);
}

async function newPage(context, address) {
  const page = await context.newPage();
  await page.goto(address);
  return page;
}

async function answer(request, response) {
  const [, room, ...rest] = new URL(request.url, "http://127.0.0.1").pathname.split("/");
  const headers = { "content-security-policy": POLICY, "cache-control": "no-store" };
  if (room === "") return response.writeHead(200, { ...headers, "content-type": "text/html" }).end("<!doctype html>");
  try {
    if (rest.includes("..")) throw new Error("outside");
    const file = path.join(ROOMS[room], ...rest);
    const body = await readFile(file);
    response.writeHead(200, { ...headers, "content-type": TYPES[path.extname(file)] ?? "text/plain" }).end(body);
  } catch {
    response.writeHead(404, headers).end();
  }
}

async function passThrough(api, request, response) {
  const body = Buffer.concat(await request.toArray());
  const kept = ["content-type", "stn-device", "stn-time", "stn-signature"].filter((name) => name in request.headers);
  const headers = Object.fromEntries(kept.map((name) => [name, request.headers[name]]));
  const given = await fetch(api + request.url, {
    method: request.method,
    headers,
    body: body.length === 0 ? undefined : body,
  });
  response.writeHead(given.status, { "content-type": given.headers.get("content-type") ?? "text/plain" });
  response.end(Buffer.from(await given.arrayBuffer()));
}
