import type { Page } from "@playwright/test";
import { expect, expectAccessible, openShop, test } from "../support/journey";

test.use({ role: "support" });

/** Opens the customer who wrote to the shop most often. */
async function openTalker(page: Page): Promise<void> {
  const slug = await openShop(page);
  const listed = await page.request.get(
    `/api/internal/${slug}/customers?sort=orderCount&direction=desc&limit=20`,
  );
  const { rows } = (await listed.json()) as { rows: { id: string }[] };
  for (const { id } of rows) {
    const answer = await page.request.get(
      `/api/internal/${slug}/customers/${id}/timeline?kinds=conversation`,
    );
    const { rows: talks } = (await answer.json()) as { rows: unknown[] };
    if (talks.length === 0) continue;
    await page.goto(`/${slug}/customers/${id}`);
    return;
  }
  throw new Error("None of the most frequent buyers ever wrote to the shop.");
}

test("a profile tells what happened, narrowed by kind, further back on demand", async ({ page }) => {
  await openTalker(page);
  await expect(page.getByRole("heading", { level: 2, name: "Timeline" })).toBeVisible();
  const entries = page.locator("li:has(> time)");
  await expect(entries.nth(5)).toBeVisible();
  const first = await entries.count();
  const more = page.getByRole("button", { name: "Show earlier" });
  await more.click();
  await expect.poll(() => entries.count()).toBeGreaterThan(first);
  await expectAccessible(page);

  const orders = page.getByRole("button", { name: /^Orders/ });
  const count = Number((await orders.innerText()).replace(/\D/g, ""));
  await orders.click();
  await expect(page).toHaveURL(/kinds=order/);
  await expect(page.getByText(/^Order LL-/)).toHaveCount(Math.min(count, 25));
  await expect(page.getByText(/^Visit /)).toHaveCount(0);
  await page.reload();
  await expect(orders).toHaveAttribute("aria-pressed", "true");
  await orders.click();

  await page.getByRole("button", { name: /^Conversations/ }).click();
  const talk = page.locator("details", { has: page.locator("summary span[lang]") }).first();
  await talk.locator("summary").click();
  await expect(talk.locator("li").first()).toBeVisible();
  await expect(talk.getByText("Customer ·").first()).toBeVisible();
  await expectAccessible(page);
});

test("a group says what it means and how it came about", async ({ page }) => {
  await openTalker(page);
  await page.getByRole("button", { name: /^Group: / }).click();
  await expect(page.getByText(/Recency \d of 5, frequency \d of 5, money \d of 5/)).toBeVisible();
  await page.getByRole("radiogroup", { name: "What to show" }).getByText("Orders").click();
  await expect(page.getByRole("region", { name: "Latest orders" }).getByRole("row").nth(1)).toContainText(
    "LL-",
  );
});
