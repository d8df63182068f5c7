import { beforeAll, describe, expect, inject, it } from "vitest";
import { fillWorldStore } from "@/lib/demo/world/fill-world-store";
import { openWorldShop, type WorldShop } from "@/lib/demo/world/open-world-shop";
import { newId } from "@/lib/platform/ids";
import { judgeShopSegmentation } from "./segmentation";

// The figures are the same on either database: where the tests have a server as well, there.
const isHere = !process.env.TEST_DATABASE_URL || inject("databaseServer") !== null;
let shop: WorldShop;
beforeAll(async () => {
  if (!isHere) return;
  const slug = `personas-${newId()}`;
  await fillWorldStore({ size: "small", wallNow: () => new Date(), slug });
  shop = await openWorldShop("small", () => {}, slug);
});

describe.runIf(isHere)(
  "segmentation on the figures the product computed, against the hidden personas",
  () => {
    it("leaves the personas neither obvious nor hidden, and k-means finds what can be found", async () => {
      const report = await judgeShopSegmentation(shop, { trees: 100 });
      expect(report.personas).toBe(6);
      expect(report.customers).toBeGreaterThan(200);
      expect(report.ceiling).toBeGreaterThan(0.6);
      expect(report.ceiling).toBeLessThan(0.9);
      expect(report.kmeansShare).toBeGreaterThanOrEqual(0.85);
    });

    it("recovers nothing from rows that were dealt to other people", async () => {
      const deal = (numbers: readonly number[]) => numbers.map((_, k) => numbers[(k + 97) % numbers.length]!);
      const report = await judgeShopSegmentation(shop, { trees: 30, deal });
      expect(Math.abs(report.kmeans)).toBeLessThan(0.05);
      expect(Math.abs(report.ceiling)).toBeLessThan(0.05);
    });
  },
);
