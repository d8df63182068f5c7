import { beforeEach, describe, expect, it } from "vitest";
import { findDueChanges, findProposalsOf, insertPriceProposals } from "@/lib/data/price-proposals";
import { readWatchedPrices } from "@/lib/data/realised-prices";
import { storeScope } from "@/lib/data/scope";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { newId } from "@/lib/platform/ids";
import { approvePrices } from "./approve-prices";
import { getPricingScorecard } from "./get-pricing-scorecard";
import { proposePrice } from "./propose-price";
import { createPricedShop, type PricedShop, SHOP_NOW, sellPieces } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;
const days = (count: number) => new Date(SHOP_NOW.getTime() + count * DAY_MS);

let shop: PricedShop;
let charged: PriceProposal;
const scope = () => storeScope(shop.storeId);

beforeEach(async () => {
  shop = await createPricedShop({ products: 2, weeks: 6 });
  const { id } = await proposePrice(shop.marketer, { productId: shop.productIds[0]!, toMinor: 2090 }, NOW);
  const [waiting] = await findProposalsOf(scope(), ["proposed"]);
  await approvePrices(shop.ann, { proposals: [{ id, contentHash: waiting!.contentHash }] }, NOW);
  charged = (await findProposalsOf(scope(), ["active"]))[0]!;
});

const goTo = (clockAt: Date) => scope().db.store.update({ where: { id: shop.storeId }, data: { clockAt } });
/** The price in force again, as another change that was in force before it or elsewhere. */
const like = (change: Partial<PriceProposal>): PriceProposal => ({ ...charged, id: newId(), ...change });
const expectation = { expected: 60, low: 40, high: 80 };
const outcome = { priceMinor: 2090, units: expectation, revenueMinor: expectation, profitMinor: expectation };

describe("the scorecard", () => {
  it("counts all decided prices, and says how many of them it lists", async () => {
    const earlier = Array.from({ length: 204 }, (_, k) =>
      like({ status: "superseded", activatedAt: days(-k - 1), updatedAt: days(-k), proposerName: "Carla" }),
    );
    await insertPriceProposals(scope(), earlier);
    const { rows, changes, proposers, approvers } = await getPricingScorecard(shop.ann, NOW);
    expect(rows).toHaveLength(200);
    expect(rows[0]!.proposal.id).toBe(charged.id);
    expect(changes).toBe(205);
    expect(proposers.map(({ name, changes: own }) => [name, own])).toEqual([
      ["Carla", 204],
      [shop.marketer.name, 1],
    ]);
    expect(approvers).toMatchObject([{ name: shop.ann.name, changes: 205 }]);
  });

  it("takes tax out of what was sold only where prices hold it", async () => {
    await sellPieces(shop, shop.productIds[0]!, { priceMinor: 2090, quantity: 3, at: days(1) });
    await goTo(days(2));
    const profit = async () => (await getPricingScorecard(shop.ann, NOW)).rows[0]!.realised.profitMinor;
    // 62.70 with 19 % of tax, of which 10.01 is tax; goods for 24.00.
    expect(await profit()).toBe(6270 - 1001 - 2400);
    await scope().db.store.update({ where: { id: shop.storeId }, data: { pricesIncludeTax: false } });
    expect(await profit()).toBe(6270 - 2400);
  });
});

describe("the walk over what is watched", () => {
  it("meets each price in force that can be judged and was not answered, and no other, part by part", async () => {
    const known = { ...charged.evidence, today: outcome, proposed: outcome };
    const watched = Array.from({ length: 3 }, () => like({ evidence: known }));
    const answered = like({ evidence: known });
    await insertPriceProposals(scope(), [
      ...[...watched, answered],
      like({ evidence: known, activatedAt: days(10) }),
      like({ evidence: known, status: "superseded" }),
      like({ status: "rejected", origin: "revert", answersId: answered.id, activatedAt: null }),
    ]);
    const met: string[] = [];
    for (let after: string | null = null; ; ) {
      const part = await readWatchedPrices(scope(), days(20), { since: days(6), after, limit: 2 });
      met.push(...part.map(({ proposal }) => proposal.id));
      if (part.length < 2) break;
      after = met.at(-1)!;
    }
    // The one in force has no model behind it.
    expect(met).toEqual(watched.map(({ id }) => id).sort());
  });
});

describe("what the clock brings", () => {
  it("are scheduled changes whose day is there and open ones that run out, and no other", async () => {
    const wait = { activatedAt: null, expiresAt: days(14) };
    const [today, old] = [
      like({ ...wait, status: "scheduled", effectiveAt: days(1) }),
      like({ ...wait, status: "proposed", expiresAt: days(1) }),
    ];
    await insertPriceProposals(scope(), [
      ...[today, old],
      like({ ...wait, status: "scheduled", effectiveAt: days(2) }),
      like({ ...wait, status: "proposed" }),
      like({ ...wait, status: "rejected", expiresAt: days(1) }),
    ]);
    expect((await findDueChanges(scope(), days(1))).sort()).toEqual([today.id, old.id].sort());
    expect(await findDueChanges(scope(), days(0))).toEqual([]);
  });
});
