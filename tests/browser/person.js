// People who are counted, not clocked: every tap and every sign somebody types costs what it costs a person who is in no
// hurry, and what browser and node really took comes on top. By thumb, or by a keyboard alone.

import assert from "node:assert/strict";
import { heading } from "./phone.js";

/** What a tap and a sign cost. */
const TAP_MS = 2_000;
const SIGN_MS = 300;
/** More stops than any page here has. */
const STOPS_MAX = 250;

/** A person at a page, who goes from place to place by tapping what is there. */
export function counting(page) {
  const did = { taps: 0, signs: 0, began: Date.now() };
  const stages = [];
  const touch = (place) => {
    did.taps += 1;
    return place.click();
  };
  const tap = (role, name) => touch(page.getByRole(role, { name }).first());
  const type = async (label, text) => {
    did.taps += 1;
    did.signs += text.length;
    await page.getByLabel(label, { exact: true }).fill(text);
  };
  // A link in somebody's mail is tapped like any other.
  const follow = async (link) => {
    did.taps += 1;
    await page.goto(link);
  };
  const counted = () => did.taps * TAP_MS + did.signs * SIGN_MS;
  const took = () => Date.now() - did.began + counted();
  // While somebody else is waited for, this person does nothing.
  const aside = async (work) => {
    const from = Date.now();
    const given = await work();
    did.began += Date.now() - from;
    return given;
  };
  const stage = async (name, work) => {
    const [from, taps, signs, before] = [Date.now() - did.began, did.taps, did.signs, took()];
    const given = await work();
    const real = Date.now() - did.began - from;
    stages.push({ name, taps: did.taps - taps, signs: did.signs - signs, counted: took() - before, real });
    return given;
  };
  return { page, did, stages, touch, tap, type, follow, counted, took, aside, stage };
}

/** What stages took, as lines of one table: counted is what a person needs, real what the machine did of it. */
export function table(stages) {
  const secs = (ms) => (ms / 1_000).toFixed(1);
  const line = (...cells) => cells.map((cell, at) => (at === 0 ? cell.padEnd(44) : String(cell).padStart(10))).join("");
  const lines = stages.map((one) => line(one.name, one.taps, one.signs, secs(one.counted), secs(one.real)));
  return [line("stage", "taps", "signs", "counted s", "real s"), ...lines].join("\n");
}

/** From the invitation to the inbox, counted: nine words are written on paper meanwhile. Gives the words. */
export async function joins({ page, did, tap, type, follow }, link, name, contact) {
  await follow(link);
  await type("Your name", name);
  await type("How to reach you: an e-mail address or a number", contact);
  await tap("button", "Make my keys and join");
  await heading(page, "Write these nine words down");
  const words = await page.locator("[data-words] li").allTextContents();
  did.signs += words.join(" ").length;
  await tap("button", "I wrote them down");
  await type("The third word", words[2]);
  await type("The seventh word", words[6]);
  await tap("button", "Open my inbox");
  await page.waitForURL("**/inbox");
  return words;
}

/** A keyboard, and nothing else: Tab until the eyes are where they want to be, then a key. */
export function keyboard(page) {
  const reach = async (place) => {
    for (let stops = 0; stops < STOPS_MAX; stops += 1) {
      if (await place.evaluate((one) => one === document.activeElement)) return;
      await page.keyboard.press("Tab");
    }
    assert.fail(`no Tab leads to ${place}`);
  };
  const press = async (place, key = "Enter") => {
    await place.waitFor();
    await reach(place);
    await page.keyboard.press(key);
  };
  const type = async (place, text) => {
    await place.waitFor();
    await reach(place);
    await page.keyboard.type(text);
  };
  return { reach, press, type };
}
