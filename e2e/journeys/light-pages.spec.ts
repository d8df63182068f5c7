import { gzipSync } from "node:zlib";
import type { APIRequestContext } from "@playwright/test";
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

/** What a script weighs on its way, by its path; pages share most of theirs. */
const weighed = new Map<string, Promise<number>>();
function weigh(request: APIRequestContext, path: string): Promise<number> {
  const bytes =
    weighed.get(path) ?? request.get(path).then(async (file) => gzipSync(await file.body()).length);
  weighed.set(path, bytes);
  return bytes;
}

for (const path of LIGHT_PAGES)
  test(`${path} first loads less than 200 kB of compressed script`, async ({ page, request }) => {
    const slug = await openShop(page);
    // What the document itself names, not what is fetched ahead for other pages.
    const document = await (await request.get(await addressOf(page, slug, path))).text();
    const tags = [...document.matchAll(/<script[^>]* src="([^"?]+)[^>]*>/g)];
    // Old browsers alone load what is there for them.
    const named = new Set(tags.filter(([tag]) => !/nomodule/i.test(tag)).map(([, source]) => source!));
    const sizes = await Promise.all([...named].map((source) => weigh(request, source)));
    const bytes = sizes.reduce((sum, size) => sum + size, 0);
    expect(bytes).toBeGreaterThan(100_000);
    expect(bytes, `${path} loads ${bytes} bytes of script`).toBeLessThan(SCRIPT_CEILING_BYTES);
  });
