import { accountsOf, expect, expectAccessible, type Role, signIn, test } from "../support/journey";

const ROLES: readonly Role[] = ["viewer", "marketer", "support", "manager", "admin"];

test.use({ role: null });

for (const role of ROLES)
  test(`a ${role} signs in and arrives in the first shop`, async ({ page }) => {
    await signIn(page, accountsOf(role)[0]!);
    await expect(page.getByRole("main")).toBeVisible();
    await expectAccessible(page);
  });

test("there are two managers, so that nobody has to approve their own", () => {
  expect(accountsOf("manager")).toHaveLength(2);
});

test("a wrong password lets nobody in and does not tell which half was wrong", async ({ page }) => {
  await page.goto("/sign-in");
  const { email } = accountsOf("admin")[0]!;
  await page.locator('input[name="email"]').fill(email);
  await page.locator('input[name="password"]').fill("not the password");
  await page.locator('form button[type="submit"]').click();
  await expect(page.getByRole("alert").filter({ hasText: "E-mail or password is wrong." })).toBeVisible();
  expect(new URL(page.url()).pathname).toBe("/sign-in");
  // Only the password is asked for anew.
  await expect(page.locator('input[name="email"]')).toHaveValue(email);
  await expect(page.locator('input[name="password"]')).toHaveValue("");
});

test("whoever is not signed in is led to sign in", async ({ page }) => {
  await page.goto("/");
  await expect(page).toHaveURL(/\/sign-in$/);
  await expectAccessible(page);
});
