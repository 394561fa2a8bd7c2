// A phone in a real browser, and what a person does first on one.

/** A phone that has seen nothing yet, and everything its pages complain of. */
export async function phone(browser, options = {}) {
  const context = await browser.newContext({ viewport: { width: 360, height: 740 }, locale: "en-GB", ...options });
  const page = await context.newPage();
  const complaints = [];
  page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
  page.on("pageerror", (error) => complaints.push(String(error)));
  return { context, page, complaints };
}

/** Waits for a heading. */
export const heading = (page, name) => page.getByRole("heading", { name }).waitFor();

/** From the invitation to the inbox; gives the nine words. */
export async function join(page, link, name) {
  await page.goto(link);
  await page.getByLabel("Your name").fill(name);
  await page.getByLabel("How to reach you: an e-mail address or a number").fill(`${name}@hillside.example`);
  await page.getByRole("button", { name: "Make my keys and join" }).click();
  await heading(page, "Write these nine words down");
  const words = await page.locator("[data-words] li").allTextContents();
  await page.getByRole("button", { name: "I wrote them down" }).click();
  await page.getByLabel("The third word").fill(words[2]);
  await page.getByLabel("The seventh word").fill(words[6]);
  await page.getByRole("button", { name: "Open my inbox" }).click();
  await page.waitForURL("**/inbox");
  return words;
}
