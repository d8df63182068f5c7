import type { Locator, Page } from "@playwright/test";
import { expect, expectAccessible, openShop, test } from "../support/journey";

test.use({ role: "admin" });

async function openCustomers(page: Page): Promise<void> {
  const slug = await openShop(page);
  await page.goto(`/${slug}/customers`, { waitUntil: "networkidle" });
  // Between the two halves of a tap a busy page lets half a second pass, and the tap counts as a long press.
  await page.evaluate(() => new Promise((idle) => requestIdleCallback(idle)));
}

/** Opens what the trigger opens, checks it, and finds the focus back on the trigger after Escape. */
async function opensAndReturns(
  page: Page,
  trigger: Locator,
  floating: Locator,
  open: () => Promise<unknown>,
) {
  await open();
  await expect(floating).toBeVisible();
  await expect(trigger).toHaveAttribute("aria-expanded", "true");
  await page.keyboard.press("Escape");
  await expect(floating).toBeHidden();
  await expect(trigger).toBeFocused();
}

test("menus open by mouse, Enter and the arrow, and give the focus back", async ({ page }) => {
  test.slow();
  await openCustomers(page);
  const menu = page.getByRole("menu");
  const triggers = [
    page.getByRole("button", { name: /^Change shop/ }),
    page.getByRole("button", { name: /^Account of/ }),
    page.getByRole("button", { name: "View" }),
  ];
  for (const trigger of triggers) {
    await opensAndReturns(page, trigger, menu, () => trigger.click());
    await opensAndReturns(page, trigger, menu, () => trigger.press("Enter"));
    await opensAndReturns(page, trigger, menu, async () => {
      await trigger.press("ArrowDown");
      await expect(menu.locator(":focus")).toHaveCount(1);
    });
  }
  await triggers[1]!.click();
  await expectAccessible(page);
  await page.keyboard.press("Escape");

  const filter = page.getByRole("button", { name: "Filter", exact: true });
  const filters = page.getByRole("dialog");
  await opensAndReturns(page, filter, filters, () => filter.click());
  await opensAndReturns(page, filter, filters, () => filter.press("Enter"));
});

test("a link of the narrow sidebar says its name when it is pointed at", async ({ page }) => {
  await page.setViewportSize({ width: 800, height: 900 });
  await openCustomers(page);
  const link = page.getByRole("link", { name: "Segments", exact: true });
  await link.hover();
  await expect(page.getByRole("tooltip")).toHaveText("Segments");
  await page.keyboard.press("Escape");
  await expect(page.getByRole("tooltip")).toBeHidden();
});

test.describe("by touch, at 390 px", () => {
  test.use({ viewport: { width: 390, height: 844 }, hasTouch: true });

  test("the drawer, its menus and the list's menus open", async ({ page }) => {
    test.slow();
    await openCustomers(page);
    await page.getByRole("button", { name: "Sort" }).tap();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toBeHidden();

    const opener = page.getByRole("button", { name: "Open the menu" });
    await opener.tap();
    const drawer = page.getByRole("dialog", { name: "Menu" });
    await expect(drawer).toBeVisible();
    await drawer.getByRole("button", { name: /^Account of/ }).tap();
    await expect(page.getByRole("menu")).toBeVisible();
    await expectAccessible(page);
    await page.keyboard.press("Escape");
    await expect(page.getByRole("menu")).toBeHidden();
    await expect(drawer).toBeVisible();
    await page.keyboard.press("Escape");
    await expect(drawer).toBeHidden();
    await expect(opener).toBeFocused();
  });
});
