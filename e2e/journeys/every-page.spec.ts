import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { addressOf, expect, expectAccessible, openLearnedPrices, openShop, test } from "../support/journey";

const PAGES = [
  "",
  "/customers",
  "/customers/:first",
  "/segments",
  "/products",
  "/products/:first",
  "/recommendations/preview",
  "/recommendations/results",
  "/recommendations/models",
  "/pricing/products",
  "/pricing/approvals",
  "/pricing/lists",
  "/pricing/policies",
  "/pricing/scorecard",
  "/pricing/models",
  "/pricing/products/:first",
  "/data/imports",
  "/models/runs",
  "/settings/members",
  "/settings/api-keys",
  "/settings/webhooks",
  "/settings/audit",
] as const;
/** Addresses that show what another of the pages shows. */
const SAME_PAGES = ["/recommendations", "/segments/:first"];

test.use({ role: "admin" });

test("no page of a shop is left out here", () => {
  const folder = fileURLToPath(new URL("../../app/(dashboard)/[store]", import.meta.url));
  const found = readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((path) => /(^|[/\\])page\.tsx$/.test(path))
    .map((path) => `/${path.replaceAll("\\", "/")}`.replace("/page.tsx", "").replace(/\[\w+\]/, ":first"));
  expect(found.sort()).toEqual([...PAGES, ...SAME_PAGES].sort());
});

type Look = readonly [theme: "light" | "dark", widthPx: number];
/** A page is loaded in the first look; the second one it takes on while it is open. */
const LOOKS: readonly (readonly [language: string, loaded: Look, turned: Look])[] = [
  ["en", ["light", 1440], ["dark", 390]],
  ["zh-CN", ["light", 390], ["dark", 1440]],
];

async function takeOn(page: Page, [theme, widthPx]: Look): Promise<void> {
  await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
  await page.setViewportSize({ width: widthPx, height: 900 });
}

for (const [language, ...looks] of LOOKS)
  test(`every page is whole and accessible in ${language}, ${looks.map((look) => look.join(" at ")).join(" px, then ")} px`, async ({
    page,
    context,
    baseURL,
  }) => {
    // Many pages, each read by a machine for accessibility, once there are prices to show.
    test.setTimeout(600_000 + PAGES.length * 120_000);
    await context.addCookies([{ name: "souk-locale", value: language, url: baseURL! }]);
    const slug = await openShop(page);
    await openLearnedPrices(page, slug);
    for (const path of PAGES) {
      await takeOn(page, looks[0]);
      await page.goto(await addressOf(page, slug, path), { waitUntil: "networkidle" });
      expect(await page.locator("html").getAttribute("lang")).toBe(language);
      for (const look of looks) {
        await takeOn(page, look);
        const [theme, widthPx] = look;
        await expect(page.locator("html")).toHaveClass(new RegExp(`\\b${theme}\\b`));
        await expectAccessible(page);
        const overflowPx = await page.evaluate(
          () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
        );
        expect(overflowPx, `${path} scrolls sideways at ${widthPx} px`).toBeLessThanOrEqual(0);
        const pictures = process.env.SOUK_PICTURES;
        const name = `${path.replaceAll(/\/:?/g, "-") || "-overview"}-${language}-${theme}-${widthPx}`.slice(
          1,
        );
        if (pictures) await page.screenshot({ path: `${pictures}/${name}.png`, fullPage: true });
      }
    }
  });
