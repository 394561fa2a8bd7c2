// The admin's pages in a real browser, at two real nodes: a link lets one browser in, a member is invited and joins, two
// organisations are connected, what is served is changed, and a membership and a connection end.

import { after, before, test } from "node:test";
import assert from "node:assert/strict";
import { launch } from "./browser.js";
import { openPlace, until } from "./node.js";
import { fits, heading, join, phone } from "./phone.js";
import { shoot } from "./shots.js";

let place;
let hillside;
let riverbend;
let browser;
before(async () => {
  place = await openPlace();
  [hillside, riverbend] = [await place.startNode("Hillside"), await place.startNode("Riverbend")];
  browser = await launch();
});
after(async () => {
  await browser?.close();
  await place?.close();
});

/** A phone in which the admin of a node was let in. */
async function adminOf(node, options) {
  const opened = await phone(browser, options);
  const { page: link } = await node.admin("admin", "open");
  await opened.page.goto(link);
  await heading(opened.page, "Let this browser in");
  await opened.page.getByRole("button", { name: "Open the admin’s pages" }).click();
  await opened.page.waitForURL("**/admin");
  return { ...opened, link };
}

test("a link lets one browser in once, and its code is not left in the address", async () => {
  const { page, link, complaints } = await adminOf(hillside);
  await heading(page, "What needs your hand");
  await page.getByText("Nothing at present.").waitFor();
  await fits(page);

  const second = await phone(browser);
  await second.page.goto(link);
  await shoot(second.page, "enter");
  assert.equal(new URL(second.page.url()).hash, "");
  await second.page.getByRole("button", { name: "Open the admin’s pages" }).click();
  await second.page.getByRole("alert").getByText("the link was used before").waitFor();
  await second.page.goto(`${hillside.api}/admin/members`);
  await second.page.getByText("this browser was not let in").waitFor();
  assert.deepEqual(complaints, []);
});

test("without scripts the link is pasted", async () => {
  const { page } = await phone(browser, { javaScriptEnabled: false });
  const { page: link } = await hillside.admin("admin", "open");
  await page.goto(`${hillside.api}/admin/enter`);
  await page.getByLabel("The link, or what stands behind # in it").fill(link);
  await page.getByRole("button", { name: "Open the admin’s pages" }).click();
  await page.waitForURL("**/admin");
});

test("closing from the machine puts every browser out", async () => {
  const { page } = await adminOf(hillside);
  await hillside.admin("admin", "close");
  await page.reload();
  await heading(page, "Let this browser in");
});

test("somebody is invited, joins by that link, and their membership is ended", async () => {
  const { page, context, complaints } = await adminOf(hillside);
  await context.grantPermissions(["clipboard-read", "clipboard-write"], { origin: hillside.api });
  await page.getByRole("link", { name: "Members" }).click();
  await page.getByLabel("What the organisation calls them").fill("Lucía <b>");
  await page.getByRole("button", { name: "Make the link" }).click();
  await heading(page, "An invitation");
  await shoot(page, "invited");
  await fits(page);
  await page.getByRole("button", { name: "Copy" }).click();
  await page.getByText("Copied.", { exact: true }).waitFor();
  const link = await page.getByLabel("To hand on").inputValue();
  assert.equal(await page.evaluate(() => navigator.clipboard.readText()), link);

  const hers = await phone(browser);
  await join(hers.page, link, "Lucía");
  await page.getByRole("link", { name: "Members" }).click();
  await heading(page, "One member");
  await shoot(page, "members");
  await page.getByRole("link", { name: "Lucía <b>" }).click();
  await page.getByText("All their devices are refused at once.").waitFor();
  await shoot(page, "member");
  await fits(page);
  await page.getByRole("button", { name: /^End the membership of .?Lucía <b>/ }).click();
  await page.getByText("The membership is over.").waitFor();

  await hers.page.reload();
  await hers.page.getByText("The node does not take this browser’s key").waitFor();
  assert.deepEqual(complaints, []);
});

test("two organisations are connected after both saw what the other learns, and parted again", async () => {
  const [ours, theirs] = [await adminOf(hillside), await adminOf(riverbend)];
  await ours.page.getByRole("link", { name: "Partners" }).click();
  await heading(ours.page, "What the other side learns");
  await shoot(ours.page, "peers");
  await fits(ours.page);
  await ours.page.getByRole("button", { name: "Make the token" }).click();
  await heading(ours.page, "A token for another organisation");
  const token = await ours.page.getByLabel("To hand on").inputValue();

  await theirs.page.getByRole("link", { name: "Partners" }).click();
  await theirs.page.getByLabel("The token; it begins with stn:peer:").fill(token);
  await theirs.page.getByRole("button", { name: "Ask to be connected" }).click();
  await theirs.page.getByText("Your node asks theirs.").waitFor();

  await until("the other organisation", async () => {
    await ours.page.goto(`${hillside.api}/admin`);
    return ours.page.getByText(/Riverbend.? waits for your confirmation/).isVisible();
  });
  await shoot(ours.page, "overview");
  await fits(ours.page);
  await ours.page.getByRole("link", { name: /waits for your confirmation/ }).click();
  await heading(ours.page, "Connect the two organisations?");
  await shoot(ours.page, "confirm");
  await fits(ours.page);
  await ours.page.getByRole("button", { name: "Confirm", exact: true }).click();
  await ours.page.getByText("Connected. Members can tie bridges from now on.").waitFor();

  await ours.page.getByLabel("Whose questions").selectOption("own");
  await ours.page.getByRole("button", { name: "Change" }).click();
  await ours.page.getByText("This is what crosses from now on.").waitFor();
  await shoot(ours.page, "peer");
  await fits(ours.page);
  await until("the link", async () => {
    await theirs.page.goto(`${riverbend.api}/admin`);
    return theirs.page.getByText("linked", { exact: true }).isVisible();
  });

  await ours.page.getByRole("button", { name: "End the connection" }).click();
  await ours.page.getByText("The connection is over.").waitFor();
  await until("the end at the other side", async () => {
    await theirs.page.goto(`${riverbend.api}/admin/peers`);
    return theirs.page.getByText("No other organisation yet").isVisible();
  });
  assert.deepEqual([...ours.complaints, ...theirs.complaints], []);
});

test("the policy is set by a form, read at the command line, and settings are shown", async () => {
  const { page, complaints } = await adminOf(hillside);
  await page.getByRole("link", { name: "Policy" }).click();
  await shoot(page, "policy");
  await fits(page);
  await page.getByLabel("Appraisal", { exact: true }).uncheck();
  await page.getByLabel("Regions").uncheck();
  await page.getByLabel("Asks that are over, and their answers").fill("30");
  await page.getByRole("button", { name: "Set this policy" }).click();
  await page.getByText("This is the policy from now on.").waitFor();

  const { policy } = await hillside.admin("policy", "show");
  assert.deepEqual(policy.kinds, ["introduction", "intelligence", "influence", "opportunity"]);
  assert.deepEqual(policy.attributes, ["topic", "org", "role"]);

  await page.getByRole("link", { name: "Node", exact: true }).click();
  await page.getByRole("link", { name: "Settings" }).click();
  await page.getByText("release_grid_ms").waitFor();
  await shoot(page, "settings");
  await fits(page);
  await page.getByRole("link", { name: "Node", exact: true }).click();
  await page.getByRole("button", { name: "Leave the admin’s pages" }).click();
  await heading(page, "Reach people through people you trust.");
  assert.deepEqual(complaints, []);
});
