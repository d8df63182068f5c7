import { expect, expectAccessible, openShop, test } from "../support/journey";

test.use({ role: "viewer" });

async function openList(page: import("@playwright/test").Page): Promise<string> {
  const slug = await openShop(page);
  await page.getByRole("link", { name: "Products", exact: true }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();
  return slug;
}

test("products are narrowed and sorted, and the way back from one leads to the same view", async ({
  page,
}) => {
  await openList(page);
  await page
    .getByRole("columnheader", { name: /^Price/ })
    .getByRole("button")
    .click();
  await expect(page).toHaveURL(/sort=priceMinor/);
  await page.getByRole("button", { name: "Filter" }).click();
  const menu = page.getByRole("dialog");
  await menu.getByRole("button", { name: "Stock", exact: true }).click();
  await menu.getByRole("button", { name: "In stock" }).click();
  await page.keyboard.press("Escape");
  await expect(page).toHaveURL(/stock=in/);
  await expect(page.getByText("Stock: In stock")).toBeVisible();
  const view = new URL(page.url()).search;

  const link = page.getByRole("row").nth(1).getByRole("link").first();
  const name = (await link.locator("span.text-ink").innerText()).trim();
  await link.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("link", { name: "Back to products" }).click();
  await expect(page.getByRole("row").nth(1)).toContainText(name);
  expect([...new URL(page.url()).searchParams].sort()).toEqual([...new URLSearchParams(view)].sort());
});

test("a product's page shows price, sales and stock as pictures and as tables", async ({ page }) => {
  await openList(page);
  await page.getByRole("row").nth(1).getByRole("link").first().click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  const charts = page.getByRole("region", { name: "Price, sales and stock" }).getByRole("figure");
  await expect(charts).toHaveCount(3);
  await expect(charts.first().getByRole("img")).toBeVisible();
  await expectAccessible(page);

  await charts.first().getByRole("button", { name: "Show as table" }).click();
  await expect(charts.first().getByRole("cell", { name: "Our price" }).first()).toBeVisible();
  await page.getByText("3 months", { exact: true }).click();
  await expect(page).toHaveURL(/range=quarter/);
  await page.reload();
  await expect(page.getByRole("radio", { name: "3 months" })).toBeChecked();
});

test("pictures are seen by who belongs to the shop, and opened by themselves they can run nothing", async ({
  page,
  playwright,
  baseURL,
}) => {
  await openList(page);
  const picture = page.getByRole("img", { name: /^Picture of/ }).first();
  await expect(picture).toBeVisible();
  await expect(picture).toHaveJSProperty("complete", true);
  expect(await picture.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0);
  await expect(picture).toHaveAttribute("loading", "lazy");
  const address = (await picture.getAttribute("src"))!;

  const answer = await page.request.get(address);
  expect(answer.headers()).toMatchObject({
    "content-type": "image/svg+xml; charset=utf-8",
    "x-content-type-options": "nosniff",
    "cache-control": expect.stringMatching(/^private, .*immutable$/),
    "content-security-policy": expect.stringMatching(/^default-src 'none';.*sandbox/),
  });
  const again = await page.request.get(address, { headers: { "if-none-match": answer.headers().etag! } });
  expect(again.status()).toBe(304);

  const nobody = { cookies: [], origins: [] };
  const stranger = await playwright.request.newContext({ baseURL: baseURL!, storageState: nobody });
  expect((await stranger.get(address)).status()).toBe(401);
  await stranger.dispose();
});

test("the CSV holds the rows on screen and is in the audit log", async ({ page }) => {
  const slug = await openList(page);
  const path = `/api/internal/${slug}/products`;
  const response = await page.request.get(`${path}/export?stock=in`);
  expect(response.status()).toBe(200);
  const [header, ...rows] = (await response.text()).trim().split("\r\n");
  expect(header).toContain("recentRevenueMinor");
  const listed = (await (await page.request.get(`${path}?stock=in&limit=1`)).json()) as { total: number };
  expect(listed.total).toBeGreaterThan(10);
  expect(rows).toHaveLength(listed.total);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "CSV" }).click();
  expect((await download).suggestedFilename()).toBe(`${slug}-products.csv`);
  await page.goto(`/${slug}/settings/audit`);
  await expect(page.getByText("Exported products").first()).toBeVisible();
});

test("the command menu leads to products by name", async ({ page }) => {
  const slug = await openList(page);
  const name = await page
    .getByRole("row")
    .nth(3)
    .getByRole("link")
    .first()
    .locator("span.text-ink")
    .innerText();
  await page.goto(`/${slug}`);
  await page.keyboard.press("Control+k");
  await page.getByPlaceholder("Type a page, an action or a name").fill(name);
  await page.getByRole("option", { name: `Find products named “${name}”` }).click();
  await expect(page.getByRole("row").nth(1)).toContainText(name);
});
