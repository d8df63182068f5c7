import type { Page } from "@playwright/test";
import { accountsOf, expect, openShop, test } from "../support/journey";

/** The page's script does not come before it is let: what a slow line looks like to quick hands. */
async function holdScript(page: Page): Promise<{ letCome: () => void }> {
  let letCome = () => {};
  const allowed = new Promise<void>((resolve) => {
    letCome = resolve;
  });
  await page.route("**/_next/static/**/*.js", async (route) => {
    await allowed;
    await route.continue();
  });
  return { letCome };
}

test("what is ticked and typed before the page's script has come counts when it comes", async ({ page }) => {
  const slug = await openShop(page);
  const script = await holdScript(page);
  await page.goto(`/${slug}/customers`, { waitUntil: "commit" });
  const tick = page.getByRole("checkbox", { name: /^Select / }).nth(2);
  await tick.check();
  script.letCome();
  await expect(page.getByRole("toolbar")).toContainText("1 selected");
  await expect(tick).toBeChecked();

  const again = await holdScript(page);
  await page.goto(`/${slug}/customers`, { waitUntil: "commit" });
  await page.getByRole("searchbox").fill("an");
  again.letCome();
  await expect(page).toHaveURL(/[?&]q=an/);
  await expect(page.getByRole("searchbox")).toHaveValue("an");
});

test.describe("at the door", () => {
  test.use({ role: null });

  test("who signs in before the page's script has come is let in when it comes", async ({ page }) => {
    const { email, password } = accountsOf("viewer")[0]!;
    const asked: string[] = [];
    page.on("request", (request) => asked.push(request.url()));
    const script = await holdScript(page);
    await page.goto("/sign-in", { waitUntil: "commit" });
    await page.locator('input[name="email"]').fill(email);
    await page.locator('input[name="password"]').fill(password);
    await page.keyboard.press("Enter");
    script.letCome();
    await expect(page.getByRole("main")).toBeVisible();
    await expect(page.getByRole("link", { name: "Customers" }).first()).toBeVisible();
    // A form that nobody listens to would have put it into the address.
    expect(asked.filter((address) => address.includes(encodeURIComponent(password)))).toEqual([]);
  });
});
