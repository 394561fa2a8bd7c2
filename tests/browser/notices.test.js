// Being told by mail, chosen in a real browser at a real node: an address is given, the code that comes is typed, and the
// address is taken away again. What the mails say, and when they go, is tested beside the code: node/src/notice/tests.rs.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { takeMail } from "./mails.js";
import { until } from "./node.js";
import { heading, join, openHillside, phone } from "./phone.js";
import { shoot } from "./shots.js";

let hillside;
let browser;
let close;
let mails;
before(async () => {
  mails = await takeMail();
  ({ hillside, browser, close } = await openHillside(mails.settings));
});
after(async () => {
  await close?.();
  mails?.close();
});

test("an address is given, its code typed, and taken away again", async () => {
  const { page, complaints } = await phone(browser);
  const { page: invitation } = await hillside.admin("member", "invite", "Nadia");
  await join(page, invitation, "Nadia");
  await page.getByRole("link", { name: "Me", exact: true }).click();
  await page.getByRole("link", { name: "Told by mail" }).click();
  await heading(page, "What each person will see");
  await page.getByLabel("Your mail address").fill("nadia@hillside.example");
  await page.getByLabel("how many things wait").check();
  await page.getByRole("button", { name: "Save" }).click();
  await heading(page, "Type the code");
  await shoot(page, "notices");

  const mail = await until("the code", () => mails.taken.shift());
  const code = mail.match(/The code is (\d{6})/)[1];
  await page.getByLabel("The six digits").fill(code === "000000" ? "111111" : "000000");
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByRole("alert").getByText("That is not the code.").waitFor();
  await page.getByLabel("The six digits").fill(code);
  await page.getByRole("button", { name: "Confirm" }).click();
  await page.getByText(/Mail goes to .?nadia@hillside.example.? when something waits/).waitFor();
  await shoot(page, "notices-on");
  const [wide, seen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
  assert.ok(wide <= seen);

  await page.getByRole("button", { name: "No more mail" }).click();
  await page.getByRole("button", { name: "No more mail" }).waitFor({ state: "hidden" });
  assert.equal(await page.getByLabel("Your mail address").inputValue(), "");
  assert.deepEqual(mails.taken, []);
  assert.deepEqual(complaints, []);
});
