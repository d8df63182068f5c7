import { expect, expectAccessible, openLearnedPrices, openShop, test } from "../support/journey";

test.use({ role: "manager" });

test("a manager finds the prices that were learned, reads the evidence, turns one down and puts another into force", async ({
  page,
}) => {
  // The demo's first run reads a year and a half of sales and judges five families of models while the shop is open.
  test.setTimeout(600_000);
  const slug = await openShop(page);
  await openLearnedPrices(page, slug);
  const rows = page.locator("tbody tr");
  await expect(page.getByRole("button", { name: "Propose anew" })).toBeVisible();
  await expectAccessible(page);

  // By profit at stake: the first is worth most.
  await expect.poll(() => rows.count()).toBeGreaterThan(1);

  // What waits for a manager stands on the first page, and leads here.
  await page.goto(`/${slug}`);
  await page.getByRole("link", { name: /^\d+ price changes wait for you/ }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Price approvals" })).toBeVisible();

  await rows.first().click();
  const sheet = page.getByRole("dialog");
  await expect(sheet.getByText(/Elasticity/)).toBeVisible();
  await expect(sheet.getByText(/Chance of earning less/)).toBeVisible();
  await expectAccessible(page);
  const name = await sheet.getByRole("heading", { level: 2 }).first().textContent();
  await sheet.getByRole("button", { name: "Approve" }).click();
  await expect(page.getByText("1 price approved").first()).toBeVisible();
  await expect(sheet).toBeHidden();

  await page.goto(`/${slug}/pricing/approvals?view=active`);
  await expect(rows.filter({ hasText: name! })).toHaveCount(1);

  await page.goto(`/${slug}/pricing/approvals`);
  await rows.first().getByRole("checkbox").check();
  await page.getByRole("toolbar").getByRole("button", { name: "Reject" }).click();
  await page.getByRole("textbox", { name: "Reason" }).fill("Not before the season");
  await page.getByRole("dialog").getByRole("button", { name: "Reject" }).click();
  await expect(page.getByText("1 proposal rejected").first()).toBeVisible();

  await page.goto(`/${slug}/pricing/approvals`);
  await rows.first().click();
  await page.getByRole("link", { name: /Curves, competitors/ }).click();
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await expect(page.getByText("What each model says")).toBeVisible();
  await expect(page.getByRole("rowheader", { name: "Boosted trees" })).toBeVisible();
  await expectAccessible(page);

  await page.goto(`/${slug}/settings/audit`);
  await expect(page.getByText("Put a price into force").first()).toBeVisible();
});
