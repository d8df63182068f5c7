import { expect, expectAccessible, openShop, test } from "../support/journey";

test.use({ role: "marketer" });

test("a marketer segments the shop's customers and reads a segment down to one customer", async ({
  page,
}) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Segments", exact: true }).click();
  await page.getByRole("button", { name: "New segmentation" }).first().click();

  const form = page.getByRole("dialog");
  await form.getByText("I choose").click();
  await form.getByRole("spinbutton", { name: "Number of segments" }).fill("4");
  await form.getByRole("textbox", { name: /Name/ }).fill("Journey");
  await expectAccessible(page);
  await form.getByRole("button", { name: "Start", exact: true }).click();

  await expect(page.getByRole("heading", { level: 1, name: "Journey" })).toBeVisible({ timeout: 120_000 });
  const cards = page.getByRole("region", { name: "The segments" }).getByRole("article");
  await expect(cards).toHaveCount(4);
  await expect(page.getByText("Can this be trusted?")).toBeVisible();
  await expectAccessible(page);

  const cardName = await cards.first().getByRole("heading").innerText();
  const members = cards.first().getByRole("link", { name: /^See / });
  const size = Number((await members.innerText()).replace(/\D/g, ""));
  await members.click();
  await expect(page).toHaveURL(/customers\?.*segment=/);
  await expect(page.getByText(new RegExp(`^${size.toLocaleString("en")} customers?$`))).toBeVisible();

  const firstRow = page.getByRole("row").nth(1);
  await firstRow.getByRole("link").first().click();
  await expect(page.getByRole("heading", { name: "Features" })).toBeVisible();
  await page.getByText("Mean rating", { exact: true }).click();
  await expect(page.getByText("sum of ratings ÷ number of ratings")).toBeVisible();
  await expectAccessible(page);

  // The way back: the profile names its segment, and the name leads to it.
  await page.getByRole("link", { name: cardName, exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Journey" })).toBeVisible();

  // Removed by mistake, and brought back.
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("alertdialog").getByRole("button", { name: "Delete" }).click();
  const undo = page.getByRole("button", { name: "Undo" });
  // A notice stays as long as it is pointed at.
  await undo.hover();
  await expect(page.getByRole("heading", { level: 1, name: "Segmentation 1" })).toBeVisible();
  await undo.click();
  await expect(page.getByRole("heading", { level: 1, name: "Journey" })).toBeVisible();
  await expect(cards).toHaveCount(4);
});

test("a segment takes a person's name, and gives it back", async ({ page }) => {
  await page.goto("/");
  await page.getByRole("link", { name: "Segments", exact: true }).click();
  const cards = page.getByRole("region", { name: "The segments" }).getByRole("article");
  const before = await cards.first().getByRole("heading").innerText();
  await cards
    .first()
    .getByRole("button", { name: /^Rename/ })
    .click();
  await page.getByRole("dialog").getByRole("textbox").fill("Our regulars");
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(cards.first().getByRole("heading", { name: "Our regulars" })).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(cards.first().getByRole("heading", { name: before })).toBeVisible();
});

test.describe("a viewer", () => {
  test.use({ role: "viewer" });

  test("reads segments but is offered nothing that would be refused", async ({ page }) => {
    await page.goto("/");
    await page.getByRole("link", { name: "Segments", exact: true }).click();
    await expect(page.getByText("Can this be trusted?")).toBeVisible();
    await expect(page.getByRole("button", { name: "New segmentation" })).toHaveCount(0);
    await expect(page.getByRole("button", { name: /^Rename/ })).toHaveCount(0);
    await page.getByRole("link", { name: "Customers", exact: true }).click();
    await expect(page.getByRole("row").nth(1)).toBeVisible();
    await expect(page.getByRole("link", { name: "CSV" })).toHaveCount(0);
  });

  test("is refused the export even when asking for its address", async ({ page }) => {
    const slug = await openShop(page);
    const response = await page.request.get(`/api/internal/${slug}/customers/export`);
    expect(response.status()).toBe(403);
    expect(await response.json()).toMatchObject({ error: { code: "FORBIDDEN" } });
  });
});
