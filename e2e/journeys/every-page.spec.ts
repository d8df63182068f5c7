import { readdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Page } from "@playwright/test";
import { expect, expectAccessible, openLearnedPrices, test } from "../support/journey";

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
/** Pages without a chart: what they load at first must stay small. */
const LIGHT_PAGES = [
  "/customers",
  "/products",
  "/products/:first",
  "/recommendations/preview",
  "/pricing/products",
  "/pricing/approvals",
  "/pricing/lists",
  "/data/imports",
  "/models/runs",
  "/settings/members",
  "/settings/audit",
];
const SCRIPT_CEILING_BYTES = 200_000;

test.use({ role: "admin" });

/** The address of a page; ":first" is the first of its list. */
async function addressOf(page: Page, slug: string, path: string): Promise<string> {
  const [list, item] = path.split("/:");
  if (!item) return `/${slug}${path}`;
  const response = await page.request.get(`/api/internal/${slug}${list!.replace("/pricing", "")}?limit=1`);
  const { rows } = (await response.json()) as { rows: { id: string }[] };
  return `/${slug}${list}/${rows[0]!.id}`;
}

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
    await page.goto("/");
    const slug = new URL(page.url()).pathname.split("/")[1]!;
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

for (const path of LIGHT_PAGES)
  test(`${path} first loads less than 200 kB of compressed script`, async ({ page }) => {
    await page.goto("/");
    const slug = new URL(page.url()).pathname.split("/")[1]!;
    const address = await addressOf(page, slug, path);
    const session = await page.context().newCDPSession(page);
    await session.send("Network.enable");
    await session.send("Network.clearBrowserCache");
    // What the document itself names: a slow machine would else also count what is fetched ahead for other pages.
    const document = await (await page.request.get(address)).text();
    const named = new Set([...document.matchAll(/<script[^>]* src="([^"?]+)/g)].map(([, source]) => source));
    const scripts = new Map<string, number>();
    // What stands before a script in its response is none.
    const headerBytes = new Map<string, number>();
    session.on("Network.responseReceived", ({ requestId, response }) => {
      if (named.has(new URL(response.url).pathname)) headerBytes.set(requestId, response.encodedDataLength);
    });
    session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
      const before = headerBytes.get(requestId);
      if (before !== undefined) scripts.set(requestId, encodedDataLength - before);
    });
    await page.goto(address, { waitUntil: "load" });
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
    const bytes = [...scripts.values()].reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes, `${path} loads ${bytes} bytes of script`).toBeLessThan(SCRIPT_CEILING_BYTES);
  });
