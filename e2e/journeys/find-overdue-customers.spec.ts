import { expect, expectAccessible, test } from "../support/journey";

test.describe("a marketer", () => {
  test.use({ role: "marketer" });

  test("finds the good customers who should have come back, sees why they are in their segment, and takes the list along", async ({
    page,
  }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Customers", exact: true }).click();
    const link = page.getByRole("link", { name: /^\d[\d,]* (is|are) overdue$/ });
    const overdue = Number((await link.innerText()).replace(/\D/g, ""));
    await link.click();

    // Every row says by how much, the customer who brought most stands first.
    await expect(page.getByText(/^Days overdue from 1$/)).toBeVisible();
    await expect(page.getByText(new RegExp(`^${overdue.toLocaleString("en")} customers?$`))).toBeVisible();
    const rows = page.locator("tbody tr");
    const late = page.locator("tbody").getByText(/^\d+ days? overdue$/);
    await expect.poll(() => late.count()).toBeGreaterThan(1);
    await expect.poll(async () => (await rows.count()) - (await late.count())).toBe(0);
    await expectAccessible(page);

    const download = page.waitForEvent("download");
    await page.getByRole("link", { name: "CSV" }).click();
    const file = await (await download).createReadStream();
    let text = "";
    for await (const piece of file) text += String(piece);
    expect(text.trim().split("\r\n")).toHaveLength(overdue + 1);

    await rows.first().getByRole("link").click();
    await expect(page.getByText(/; the next is \d+ days? overdue\.$/)).toBeVisible();
    await expect(page.getByText(/^Why: where the segment differs most/)).toBeVisible();
    await expectAccessible(page);

    // A number leads to the rows it was computed from.
    await page.getByText("Basket size", { exact: true }).last().click();
    await page.getByRole("link", { name: "Orders", exact: true }).click();
    await expect(page.getByRole("region", { name: "Latest orders" }).getByRole("row").nth(1)).toBeVisible();
  });

  test("reads on a segment's card what it brings, and goes from there to those who are overdue", async ({
    page,
  }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Segments", exact: true }).click();
    const card = page
      .getByRole("article")
      .filter({ has: page.getByRole("link", { name: /overdue for the next order$/ }) })
      .first();
    await expect(card.getByText("Of all revenue")).toBeVisible();
    const link = card.getByRole("link", { name: /overdue for the next order$/ });
    const count = Number((await link.innerText()).replace(/\D/g, ""));
    await link.click();
    await expect(page.getByText(new RegExp(`^${count.toLocaleString("en")} customers?$`))).toBeVisible();
  });
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("is told of nothing that waits for others to decide", async ({ page }) => {
    await page.goto("/");
    await expect(page.getByRole("heading", { level: 1, name: "Overview" })).toBeVisible();
    await expect(page.getByText(/waits? for you/)).toHaveCount(0);
  });
});
