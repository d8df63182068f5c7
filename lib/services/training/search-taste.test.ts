import { expect, it } from "vitest";
import { createRng } from "@/lib/ml/core/rng";
import { TASTE_LEARNERS } from "@/lib/ml/serving/fit-shop-model";
import { TASTE_TRIALS } from "@/lib/ml/serving/taste-trials";
import type { GatheredHistory } from "./gather-shop-history";
import { searchTaste } from "./search-taste";

const UNTIL = new Date("2026-10-01T00:00:00Z");

/** Eighty people of two tastes, each of whom buys one thing more before `UNTIL` and something at random after it. */
function history(): GatheredHistory {
  const rng = createRng(5);
  const people = Array.from({ length: 80 }, (_, k) => `c${k}`);
  const shelfOf = (k: number) => (k % 2) * 8;
  const sale = (k: number, item: number, placedAt: Date) => ({
    ...{ customerId: `c${k}`, orderId: `o${k}-${placedAt.getTime()}`, productId: `p${item}`, placedAt },
  });
  return {
    products: Array.from({ length: 16 }, (_, k) => ({
      ...{ productId: `p${k}`, name: `Good ${k}`, categories: [], brand: null, tags: [] },
    })),
    meetings: people.flatMap((customerId, k) =>
      [0, 1, 2].map((step) => ({
        customerId,
        productId: `p${shelfOf(k) + ((k + step) % 7)}`,
        strength: 0.6 + 0.4 * rng.next(),
      })),
    ),
    sales: people.map((_, k) => ({ orderId: `o${k}`, productId: `p${shelfOf(k) + (k % 7)}`, atMs: 0 })),
    segmentOf: new Map(),
    nowMs: UNTIL.getTime() - 1,
    segmentationId: null,
    fresh: [],
    laterSales: people.flatMap((_, k) => [
      sale(k, shelfOf(k) + ((k + 3) % 8), new Date(UNTIL.getTime() - 1)),
      sale(k, Math.floor(rng.next() * 16), new Date(UNTIL.getTime() + 1)),
    ]),
  };
}
const quiet = async () => undefined;
const withoutSeconds = ({ trials, best }: Awaited<ReturnType<typeof searchTaste>>) => ({
  best,
  trials: trials.map(({ seconds: _, ...trial }) => trial),
});

it("chooses by the purchases before the leaderboard's, which change nothing of it", async () => {
  const shop = history();
  const found = withoutSeconds(await searchTaste(shop, { until: UNTIL, seed: 3 }, quiet));
  const blind = { ...shop, laterSales: shop.laterSales.filter(({ placedAt }) => placedAt < UNTIL) };
  expect(withoutSeconds(await searchTaste(blind, { until: UNTIL, seed: 3 }, quiet))).toEqual(found);
  expect(found.trials).toHaveLength(TASTE_LEARNERS.length * TASTE_TRIALS);
  const top = Math.max(...found.trials.map(({ ndcg }) => ndcg));
  expect(found.trials.find(({ ndcg }) => ndcg === top)).toMatchObject(found.best[0]!);
  const other = { ...shop, laterSales: shop.laterSales.map((sale) => ({ ...sale, productId: "p0" })) };
  expect(withoutSeconds(await searchTaste(other, { until: UNTIL, seed: 3 }, quiet))).not.toEqual(found);
});

it("keeps what usually does well where hardly anybody bought anything to choose by", async () => {
  const { trials, best } = await searchTaste(
    { ...history(), laterSales: [] },
    { until: UNTIL, seed: 3 },
    quiet,
  );
  expect(trials).toEqual([]);
  expect(best.map(({ learner }) => learner)).toEqual(TASTE_LEARNERS);
});
