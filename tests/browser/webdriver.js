// Firefox and WebKit as Debian brings them, each driven through the door it has itself: Firefox by Marionette over TCP,
// WebKit by WebKitWebDriver over HTTP. Both take the commands of WebDriver (W3C), so what a person does stands here once.
//
// Needs firefox-esr; WebKit needs webkit2gtk-driver and xvfb.

import { spawn } from "node:child_process";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { until } from "./node.js";

const SCREEN = "1280x1000x24";
const PREFERENCES = {
  "marionette.port": 0,
  "intl.accept_languages": "en-GB",
  // Nothing is asked of anybody but this computer.
  "network.proxy.type": 0,
  "network.dns.disabled": true,
  "network.connectivity-service.enabled": false,
  "network.captive-portal-service.enabled": false,
  "browser.safebrowsing.downloads.remote.enabled": false,
  "app.normandy.enabled": false,
  "app.update.disabledForTesting": true,
  "datareporting.policy.dataSubmissionEnabled": false,
  "extensions.systemAddon.update.enabled": false,
  "services.settings.server": "data:,",
};
/** Each command by Marionette's name, with its method and path over HTTP. */
const OVER_HTTP = {
  Navigate: "POST url",
  Refresh: "POST refresh",
  ExecuteScript: "POST execute/sync",
  ElementClick: "POST element/:id/click",
  ElementClear: "POST element/:id/clear",
  ElementSendKeys: "POST element/:id/value",
  DeleteAllCookies: "DELETE cookie",
};
/** The property by which WebDriver names an element in JSON. */
const ELEMENT = "element-6066-11e4-a52e-4f735466cecf";

/** Firefox without a window, in a profile of its own. */
export async function openFirefox() {
  const profile = await mkdtemp(path.join(tmpdir(), "stn-firefox-"));
  const set = Object.entries(PREFERENCES).map((pair) => `user_pref(${pair.map((one) => JSON.stringify(one)).join()});\n`);
  await writeFile(path.join(profile, "user.js"), set.join(""));
  const port = path.join(profile, "MarionetteActivePort");
  const program = begun("firefox-esr", ["--headless", "--marionette", "--no-remote", "--profile", profile]);
  const door = await marionette(Number(await until("Firefox", () => readFile(port, "utf8").catch(() => null))));
  const { capabilities } = await door.send("NewSession", {});
  const close = async () => {
    door.close();
    await ended(program);
    await rm(profile, { recursive: true, force: true });
  };
  return { ...person(door.send), version: `Firefox ${capabilities.browserVersion}`, close };
}

/** WebKit in the small browser its driver brings, on a screen nobody sees. What it keeps is gone when it is closed. */
export async function openWebKit() {
  const screen = begun("Xvfb", ["-displayfd", "1", "-screen", "0", SCREEN, "-nolisten", "tcp"]);
  const [display] = await new Promise((said) => screen.stdout.once("data", (line) => said(String(line).split("\n"))));
  const port = await freePort();
  const env = { ...process.env, DISPLAY: `:${display}`, GDK_BACKEND: "x11", LANGUAGE: "en_GB", LC_ALL: "C.UTF-8" };
  const driver = begun("WebKitWebDriver", [`--port=${port}`], env);
  const at = `http://127.0.0.1:${port}`;
  await until("WebKit's driver", () => fetch(`${at}/status`).then(({ ok }) => ok, () => false));
  const { sessionId, capabilities } = await called("POST", `${at}/session`, { capabilities: {} });
  const send = (name, { id, ...given } = {}) => {
    const [method, place] = OVER_HTTP[name].split(" ");
    return called(method, `${at}/session/${sessionId}/${place.replace(":id", id)}`, given);
  };
  const close = async () => {
    await called("DELETE", `${at}/session/${sessionId}`);
    await ended(driver);
    await ended(screen);
  };
  return { ...person(send), version: `WebKitGTK ${capabilities.browserVersion}`, close };
}

/** What a person does on a page. Whatever is not there yet is waited for, as a person waits. */
function person(send) {
  const value = async (name, given) => {
    const answer = await send(name, given);
    return answer !== null && typeof answer === "object" && "value" in answer ? answer.value : answer;
  };
  const run = (work, ...args) => value("ExecuteScript", { script: `return (${work})(...arguments)`, args });
  const goto = (url) => send("Navigate", { url });
  const reload = () => send("Refresh", {});
  // A page may be going elsewhere just then: what is asked of it is asked again.
  const found = (what, work, ...args) => until(what, () => run(work, ...args).catch(gone));
  const place = async (sort, name) => (await found(`the ${sort} ${name}`, placeOf, sort, name))[ELEMENT];
  const press = async (sort, name) => send("ElementClick", { id: await place(sort, name) });
  const type = async (name, text) => {
    const id = await place("field", name);
    await send("ElementClear", { id });
    await send("ElementSendKeys", { id, text });
  };
  const pick = (name, choice) => found(choice, chosen, name, choice);
  const says = (text) => found(text, isSaid, text);
  // Loaded again and again, as somebody does who waits for news on a page that does not change by itself.
  const comesToSay = (text) =>
    until(text, async () => {
      await reload();
      await new Promise((later) => setTimeout(later, 400));
      return run(isSaid, text).catch(gone);
    });
  const forgetSession = () => send("DeleteAllCookies", {});
  return { run, goto, press, type, pick, says, comesToSay, forgetSession };
}

/** What of this sort and name can be used on the page: runs there. */
function placeOf(sort, name) {
  const plain = (text) => text.replaceAll(/[\u2066-\u2069]/g, "").replaceAll(/\s+/g, " ").trim();
  const named = { link: "a[href]", button: "button", heading: "h1, h2", field: "label", summary: "summary" }[sort];
  const all = [...document.querySelectorAll(named)].filter((one) => one.checkVisibility());
  const one = all.find((one) => plain(one.textContent) === name) ?? all.find((one) => plain(one.textContent).includes(name));
  const place = sort === "field" ? one?.control : one;
  return place === undefined || place?.disabled ? null : place;
}

/** Chooses what a list offers: runs there. */
function chosen(name, choice) {
  const list = [...document.querySelectorAll("label")].find(({ textContent }) => textContent.includes(name))?.control;
  const option = [...(list?.options ?? [])].find(({ textContent }) => textContent.includes(choice));
  if (option === undefined) return false;
  list.value = option.value;
  return true;
}

/** Whether a page shows a text: runs there. */
function isSaid(text) {
  return document.body.innerText.replaceAll(/[\u2066-\u2069]/g, "").includes(text);
}

/** A page that goes elsewhere has no place and says nothing; anything else a driver complains of is an error. */
function gone(error) {
  if (/no such (window|frame|element)|stale|unload|javascript error|aborted|discarded/i.test(error.message)) return null;
  throw error;
}

/** Marionette: `length:[0, id, command, given]` there and `length:[1, id, error, answer]` back. */
async function marionette(port) {
  const socket = connect(port, "127.0.0.1");
  const waiting = new Map();
  let heard = Buffer.alloc(0);
  let asked = 0;
  const take = ([, id, error, answer]) => {
    const { told, failed } = waiting.get(id);
    waiting.delete(id);
    if (error === null) told(answer);
    else failed(new Error(`${error.error}: ${error.message}`));
  };
  const greeted = new Promise((told) => waiting.set("hello", { told }));
  socket.on("data", (more) => {
    heard = Buffer.concat([heard, more]);
    for (let at = heard.indexOf(":"); at > 0; at = heard.indexOf(":")) {
      const end = at + 1 + Number(heard.subarray(0, at));
      if (heard.length < end) return;
      const said = JSON.parse(heard.subarray(at + 1, end));
      heard = heard.subarray(end);
      // The first thing it says is who it is.
      take(Array.isArray(said) ? said : [1, "hello", null, said]);
    }
  });
  socket.on("close", () => {
    for (const { failed } of waiting.values()) failed?.(new Error("Firefox closed its door"));
  });
  socket.on("error", () => socket.destroy());
  await greeted;
  const send = (name, given) =>
    new Promise((told, failed) => {
      asked += 1;
      waiting.set(asked, { told, failed });
      const text = JSON.stringify([0, asked, `WebDriver:${name}`, given]);
      socket.write(`${Buffer.byteLength(text)}:${text}`);
    });
  return { send, close: () => socket.destroy() };
}

/** One command over HTTP. */
async function called(method, url, given) {
  const body = method === "POST" ? JSON.stringify(given) : undefined;
  const answer = await fetch(url, { method, body, headers: { "content-type": "application/json" } });
  const { value } = await answer.json();
  if (!answer.ok) throw new Error(`${value.error}: ${value.message}`);
  return value;
}

function begun(program, args, env = process.env) {
  return spawn(program, args, { env, stdio: ["ignore", "pipe", "ignore"] });
}

async function ended(program) {
  if (program.exitCode !== null || program.signalCode !== null) return;
  const over = new Promise((told) => program.once("exit", told));
  program.kill();
  await over;
}

async function freePort() {
  const probe = createServer();
  await new Promise((listening) => probe.listen(0, "127.0.0.1", listening));
  const { port } = probe.address();
  await new Promise((closed) => probe.close(closed));
  return port;
}
