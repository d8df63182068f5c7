import { accountsOf, expect, expectAccessible, openShop, signIn, test } from "../support/journey";

test.use({ role: "manager" });

test("two managers put products on a price ladder, and no price can be asked for that would leave it", async ({
  page,
  browser,
  baseURL,
}) => {
  const slug = await openShop(page);

  // Two products whose prices are apart, the dearer one first.
  await page.goto(`/${slug}/pricing/products`);
  const rows = page.locator("tbody tr");
  await expect(rows.nth(9)).toBeVisible();
  const priced = (await rows.allInnerTexts()).flatMap((text) => {
    const price = /€([\d,]+\.\d\d)/.exec(text)?.[1];
    const name = text.split("\n")[0]!.trim();
    return price ? [{ name, price: Number(price.replace(",", "")) }] : [];
  });
  priced.sort((a, b) => a.price - b.price);
  const [good, better] = [priced[0]!, priced.at(-1)!];
  expect(better.price).toBeGreaterThan(good.price * 1.1);

  await page.goto(`/${slug}/pricing/policies`);
  await page.getByRole("button", { name: "Write a new version" }).click();
  const form = page.getByRole("dialog");
  await form.getByRole("button", { name: "Add a ladder" }).click();
  const ladder = form.getByRole("region", { name: "Price ladders" });
  await ladder.getByRole("textbox", { name: /Least distance/ }).fill("5");
  for (const { name } of [better, good]) {
    await ladder.getByRole("textbox", { name: /Add a product/ }).fill(name);
    const found = ladder.getByRole("listitem").filter({ hasText: name });
    await found.getByRole("button", { name: "Add", exact: true }).first().click();
  }
  await ladder.getByRole("textbox", { name: "Name", exact: true }).fill("Good and better");
  // From the cheapest up: the order is put right by keyboard.
  await ladder.getByRole("button", { name: `Move ${good.name} up` }).press("Enter");
  await expect(ladder.locator("[data-rung]").first()).toContainText(good.name);
  await expectAccessible(page);
  await form.getByRole("button", { name: "What would change?" }).click();
  await expect(form.getByText(/prices in force lie outside/)).toBeVisible();
  await form.getByRole("button", { name: "Save for approval" }).click();
  await expect(page.getByText(/waits for another manager/).first()).toBeVisible();

  const context = await browser.newContext({
    ...(baseURL ? { baseURL } : {}),
    storageState: { cookies: [], origins: [] },
  });
  const other = await context.newPage();
  await signIn(other, accountsOf("manager")[1]!);
  await other.goto(`/${slug}/pricing/policies`);
  await expect(other.getByText("Good and better").first()).toBeVisible();
  await other.getByRole("button", { name: "Approve" }).first().click();
  await expect(other.getByText(/is in force/).first()).toBeVisible();
  await context.close();

  await page.goto(`/${slug}/pricing/products`);
  await page.getByRole("link", { name: good.name }).first().click();
  const place = page.getByRole("region", { name: /Good and better/ });
  await expect(place.getByRole("link", { name: better.name })).toBeVisible();
  await page.getByRole("spinbutton", { name: "Price" }).fill(String(better.price));
  await expect(page.getByRole("button", { name: /Propose/ })).toBeDisabled();
  await expectAccessible(page);
});
