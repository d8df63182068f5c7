import { beforeEach, describe, expect, it } from "vitest";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readPricingFacts } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";
import { approvePrices } from "./approve-prices";
import { approvePricingPolicy, savePricingPolicy } from "./pricing-policies";
import { proposePrice } from "./propose-price";
import { createPricedShop, type PricedShop, SHOP_NOW } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
let shop: PricedShop;
const small = () => shop.productIds[0]!;
const large = () => shop.productIds[1]!;

/** Two variants of one parent, 19.00 and 20.00, whose order the policy keeps. */
beforeEach(async () => {
  shop = await createPricedShop({ products: 2, weeks: 13 });
  await storeScope(shop.storeId).db.product.updateMany({
    where: { storeId: shop.storeId },
    data: { groupId: small() },
  });
  const guardrails = { ...FIRST_PRICING_POLICY.guardrails, siblingGap: 0 };
  const { version } = await savePricingPolicy(shop.ann, { ...FIRST_PRICING_POLICY, guardrails }, NOW);
  await approvePricingPolicy(shop.ben, { version }, NOW);
});

const ask = async (productId: string, toMinor: number) => {
  const { id } = await proposePrice(shop.marketer, { productId, toMinor }, NOW);
  const all = await findProposalsOf(storeScope(shop.storeId), ["proposed"]);
  return { id, contentHash: all.find((one) => one.id === id)!.contentHash };
};

describe("a policy that keeps variants in order", () => {
  it("knows each by the price in force and by what is decided on", async () => {
    const later = new Date(SHOP_NOW.getTime() + 86_400_000).toISOString();
    const rising = await ask(large(), 2_200);
    await approvePrices(shop.ann, { proposals: [rising], effectiveAt: later }, NOW);
    const [facts] = await readPricingFacts(storeScope(shop.storeId), SHOP_NOW, [small()]);
    expect(facts!.siblings).toEqual([{ productId: large(), priceMinor: 2_000, heldMinor: [2_000, 2_200] }]);
  });

  it("lets nobody ask for a price that changes their places", async () => {
    await expect(ask(small(), 2_050)).rejects.toMatchObject({ code: "INVALID" });
    await expect(ask(large(), 1_850)).rejects.toMatchObject({ code: "INVALID" });
  });

  it("refuses the second of two changes that only together change their places", async () => {
    const up = await ask(small(), 1_990);
    const down = await ask(large(), 1_920);
    expect(await approvePrices(shop.ann, { proposals: [up] }, NOW)).toMatchObject([{ ok: true }]);
    const [refused] = await approvePrices(shop.ann, { proposals: [down] }, NOW);
    expect(refused).toMatchObject({ ok: false });
    expect(refused!.message).toContain("change places");
  });

  it("lets them move together, in whatever order they are ticked", async () => {
    const lower = await ask(large(), 1_900);
    const lowest = await ask(small(), 1_800);
    const first = await approvePrices(shop.ann, { proposals: [lower, lowest] }, NOW);
    expect(first.map(({ ok }) => ok)).toEqual([true, true]);
    const higher = await ask(small(), 1_900);
    const highest = await ask(large(), 2_100);
    const both = await approvePrices(shop.ann, { proposals: [higher, highest] }, NOW);
    expect(both.map(({ ok }) => ok)).toEqual([true, true]);
  });
});
