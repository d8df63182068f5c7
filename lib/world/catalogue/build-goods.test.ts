import { describe, expect, it } from "vitest";
import { Calendar } from "../calendar";
import { Draws } from "../draws";
import { CATEGORIES, CATEGORY } from "../parameters";
import { worldSettings } from "../settings";
import { buildGoods, shelfPrice } from "./build-goods";

function goods(products: number) {
  const settings = worldSettings({ products });
  return buildGoods(settings, new Calendar(settings.startDate, settings.timeZone), new Draws(settings.seed));
}

describe("the catalogue", () => {
  it("has something on every shelf even of a small shop", () => {
    const small = goods(60);
    for (const [shelf, category] of CATEGORIES.entries())
      expect({ category, filled: small.shelves[shelf]!.length > 0 }).toEqual({ category, filled: true });
  });

  it("names every variant once, in both languages, with a description in each", () => {
    const { rows } = goods(1_200);
    for (const language of ["en", "zh"] as const)
      expect(new Set(rows.map((row) => row.name[language])).size).toBe(rows.length);
    expect(new Set(rows.map((row) => row.sku)).size).toBe(rows.length);
    for (const row of rows) {
      expect(row.name.zh).toMatch(/\p{Script=Han}/u);
      expect(row.description.zh).toMatch(/\p{Script=Han}.*。/u);
      expect(row.name.en + row.description.en).not.toMatch(/\p{Script=Han}/u);
      expect(row.description.en.length).toBeGreaterThan(20);
    }
  });

  it("keeps groups together and their variants apart", () => {
    const { rows } = goods(360);
    const groups = new Map<number, (typeof rows)[number][]>();
    for (const row of rows) groups.set(row.groupNo, [...(groups.get(row.groupNo) ?? []), row]);
    expect(groups.size).toBeGreaterThan(100);
    for (const variants of groups.values()) {
      expect(new Set(variants.map((row) => row.groupName.en)).size).toBe(1);
      expect(new Set(variants.map((row) => row.option?.value.en)).size).toBe(variants.length);
    }
  });

  it("sells above cost, taxed as its category is", () => {
    for (const row of goods(360).rows) {
      expect(row.unitCostMinor).toBeGreaterThan(0);
      expect(row.listPriceMinor / (1 + row.taxRate)).toBeGreaterThan(1.15 * row.unitCostMinor);
      expect(row.taxRate).toBe(CATEGORY[row.category].taxRate);
    }
  });

  it("writes prices as a shopkeeper would", () => {
    expect([1012, 1040, 1980, 3, 0, 123_456].map(shelfPrice)).toEqual([995, 1050, 1995, 50, 50, 123_450]);
  });

  it("grows to a load without running out of names", () => {
    const { rows } = goods(20_000);
    expect(rows).toHaveLength(20_000);
    expect(new Set(rows.map((row) => row.name.en)).size).toBe(20_000);
  });
});
