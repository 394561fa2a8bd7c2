// Pictures of pages as people see them: on a phone and on a desk, light and dark. They are kept in target/shots, for
// people to look at; no test judges them.

import { mkdir } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import path from "node:path";

const SHOTS = fileURLToPath(new URL("../../target/shots/", import.meta.url));
const WIDTHS = [360, 1280];
const SCHEMES = ["light", "dark"];

/** Takes the page in all four forms. */
export async function shoot(page, name) {
  await mkdir(SHOTS, { recursive: true });
  const before = page.viewportSize();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    for (const colorScheme of SCHEMES) {
      await page.emulateMedia({ colorScheme });
      await page.evaluate(() => scrollTo(0, 0));
      await page.screenshot({ path: path.join(SHOTS, `${name}-${width}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.emulateMedia({ colorScheme: null });
  await page.setViewportSize(before);
}
