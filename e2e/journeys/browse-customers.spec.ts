import { expect, openShop, test } from "../support/journey";

test.use({ role: "marketer" });

test("the customer list is searched, sorted and filtered, and its address keeps it all", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  await expect(page.getByRole("row").nth(1)).toBeVisible();

  await page
    .getByRole("columnheader", { name: /^Orders/ })
    .getByRole("button")
    .click();
  await expect(page).toHaveURL(/sort=orderCount/);
  const headers = await page.getByRole("columnheader").allInnerTexts();
  const place = headers.findIndex((header) => header.startsWith("Orders")) + 1;
  const counts = page.locator(`tbody tr > *:nth-child(${place})`);
  await expect(counts.first()).not.toHaveText("–");
  // The address changes first, the rows when they have arrived.
  await expect(async () => {
    const values = (await counts.allInnerTexts()).map((text) => Number(text.replace(/,/g, "")));
    expect(values.length).toBeGreaterThan(10);
    expect(values).toEqual([...values].sort((a, b) => b - a));
  }).toPass({ timeout: 20_000 });

  const name = await page.getByRole("row").nth(3).getByRole("link").first().innerText();
  await page.getByRole("searchbox").fill(name);
  await expect(page).toHaveURL(/q=/);
  await expect(page.getByRole("row").nth(1)).toContainText(name);
  await page.reload();
  await expect(page.getByRole("searchbox")).toHaveValue(name);
  await expect(page.getByRole("row").nth(1)).toContainText(name);
});

test("the list is worked from the keyboard: slash searches, arrows walk, enter opens", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Customers", exact: true }).click();
  const first = page.getByRole("row").nth(1);
  await expect(first).toBeVisible();
  const second = await page.getByRole("row").nth(2).getByRole("link").first().innerText();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: second })).toBeVisible();
});

test("the CSV holds the rows on screen and is in the audit log", async ({ page }) => {
  const slug = await openShop(page);
  const response = await page.request.get(`/api/internal/${slug}/customers/export?ordersFrom=2`);
  expect(response.status()).toBe(200);
  const [header, ...rows] = (await response.text()).trim().split("\r\n");
  expect(header).toContain("ratingCount");
  const listed = await page.request.get(`/api/internal/${slug}/customers?ordersFrom=2&limit=1`);
  expect(rows).toHaveLength(((await listed.json()) as { total: number }).total);

  await page.goto(`/${slug}/settings/audit`);
  await expect(page.getByText("Exported customers").first()).toBeVisible();
});
