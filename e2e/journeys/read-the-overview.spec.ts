import { expect, expectAccessible, test } from "../support/journey";

test.use({ role: "viewer" });

test("the overview tells a period against the one before, and its address keeps it", async ({ page }) => {
  await page.goto("/");
  await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
  await expect(page.getByText(/ orders? by .* in 30 days\./)).toBeVisible();
  await expect(page.getByText(/against the 30 days before/).first()).toBeVisible();

  await page.getByRole("radiogroup", { name: "Period" }).getByText("7 days").click();
  await expect(page).toHaveURL(/days=7/);
  await expect(page.getByText(/ orders? by .* in 7 days\./)).toBeVisible();
  await page.reload();
  await expect(page.getByText(/ orders? by .* in 7 days\./)).toBeVisible();

  // The figure of each measure is the same in the chart's numbers: days add up to the period.
  await page.getByRole("radiogroup", { name: "Measure" }).getByText("Orders").click();
  await expect(page).toHaveURL(/measure=orders/);
  await expect(page.getByRole("heading", { name: /^Orders peaked on / })).toBeVisible();
  await page.getByRole("button", { name: "Show as table" }).click();
  const cells = page.getByRole("figure").getByRole("row").locator("td:nth-child(2)");
  await expect(cells).toHaveCount(7);
  const daily = (await cells.allInnerTexts()).map((text) => Number(text.replace(/,/g, "")));
  const told = await page.getByText(/ orders? by .* in 7 days\./).innerText();
  const total = Number(/([\d,]+) orders? by/.exec(told)![1]!.replace(/,/g, ""));
  expect(daily.reduce((sum, value) => sum + value, 0)).toBe(total);

  // Every figure says how it is computed, and the page says what it cannot know.
  await page.getByRole("button", { name: /^Net revenue: / }).click();
  await expect(page.getByText(/tax taken out, less what was paid back/)).toBeVisible();
  await expect(page.getByRole("heading", { name: "What this cannot know" })).toBeVisible();
  await expectAccessible(page);
});

test("a product that moved leads to its page", async ({ page }) => {
  await page.goto("/");
  const movers = page.locator("section", {
    has: page.getByRole("heading", { name: "Products that moved most" }),
  });
  const first = movers.getByRole("link").first();
  const name = await first.innerText();
  await first.click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
});

test("an open page follows the shop's clock", async ({ page }) => {
  let days = 0;
  await page.clock.install();
  await page.route("**/pulse", async (route) => {
    const response = await route.fetch();
    const { now } = (await response.json()) as { now: string };
    const later = new Date(Date.parse(now) + days * 86_400_000).toISOString();
    await route.fulfill({ response, json: { now: later } });
  });
  let asked = 0;
  page.on("request", (request) => {
    if (/\/overview\?/.test(request.url())) asked += 1;
  });
  await page.goto("/");
  const asOf = page.getByText(/^As of /);
  const before = await asOf.innerText();
  expect(asked).toBe(0);
  days = 1;
  // Moved on until the page has heard of it: the first time it may not be listening yet.
  await expect(async () => {
    await page.clock.runFor(30_000);
    await expect(asOf).not.toHaveText(before, { timeout: 1_000 });
  }).toPass();
  await expect.poll(() => asked).toBeGreaterThan(0);
});
