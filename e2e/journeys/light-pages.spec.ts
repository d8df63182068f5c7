import { addressOf, expect, openShop, test } from "../support/journey";

/** Pages without a chart: what they load at first must stay small. */
const LIGHT_PAGES = [
  "/customers",
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
  "/data/imports",
  "/models/runs",
  "/settings/members",
  "/settings/api-keys",
  "/settings/webhooks",
  "/settings/audit",
];
const SCRIPT_CEILING_BYTES = 200_000;

test.use({ role: "admin" });

for (const path of LIGHT_PAGES)
  test(`${path} first loads less than 200 kB of compressed script`, async ({ page }) => {
    const slug = await openShop(page);
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
