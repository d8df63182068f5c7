import { beforeAll, describe, expect, it } from "vitest";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { storeScope } from "@/lib/data/scope";
import { FIRST_PRICING_POLICY, type PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { previewPricingPolicy } from "./preview-pricing-policy";
import { listPricingVersions, listRuleTargets, savePricingPolicy } from "./pricing-policies";
import { proposePrice } from "./propose-price";
import { createPricedShop, type PricedShop } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
let shop: PricedShop;
const preview = (change: Partial<PricingPolicy>) =>
  previewPricingPolicy(shop.marketer, { ...FIRST_PRICING_POLICY, ...change }, NOW);

beforeAll(async () => {
  // Prices in force: 19.00, 20.00, 22.00; with tax, 8.00 of cost and a fifth of margin the floor is 11.90.
  shop = await createPricedShop({ products: 3, weeks: 14 });
  await proposePrice(shop.marketer, { productId: shop.productIds[0]!, toMinor: 2_090 }, NOW);
  await proposePrice(shop.marketer, { productId: shop.productIds[1]!, toMinor: 1_950 }, NOW);
});

describe("the preview of a policy", () => {
  it("counts what waits inside and outside, and prices in force that lie outside", async () => {
    expect(await preview({})).toMatchObject({
      ...{ waiting: 2, inside: 2, outside: 0, byItself: 0, products: 3, productsOutside: 0, examples: [] },
    });
    const tight = { ...FIRST_PRICING_POLICY.guardrails, maximumChange: 0.05 };
    expect(await preview({ guardrails: tight })).toMatchObject({
      ...{ inside: 1, outside: 1, examples: [{ name: "Lamp 1", toMinor: 2_090 }] },
    });
    // Half of margin asks for 19.04.
    const rich = { ...FIRST_PRICING_POLICY.guardrails, minimumMargin: 0.5 };
    expect(await preview({ guardrails: rich })).toMatchObject({ productsOutside: 1 });
  });

  it("takes exceptions into account, and writes nothing", async () => {
    const before = await findProposalsOf(storeScope(shop.storeId), ["proposed"]);
    const rules = [{ productId: shop.productIds[0]!, guardrails: { maximumChange: 0.05 } }];
    expect(await preview({ rules })).toMatchObject({ inside: 1, outside: 1 });
    expect(await findProposalsOf(storeScope(shop.storeId), ["proposed"])).toEqual(before);
    expect((await listPricingVersions(shop.ann, "en")).policies).toHaveLength(1);
  });

  it("refuses a policy that is none", async () => {
    const guardrails = { ...FIRST_PRICING_POLICY.guardrails, minimumMargin: 2 };
    await expect(preview({ guardrails })).rejects.toThrow();
  });
});

describe("the versions of a policy", () => {
  it("name the products of their rules, which can be found by a part of their name or SKU", async () => {
    const [target] = await listRuleTargets(shop.marketer, { q: "L-3" }, "en");
    expect(target).toMatchObject({ id: shop.productIds[2], name: "Lamp 3", variants: 1 });
    expect(await listRuleTargets(shop.marketer, { q: "100%" }, "en")).toEqual([]);
    const rules = [{ productId: target!.id, guardrails: { restDays: 3 } }];
    await savePricingPolicy(shop.marketer, { ...FIRST_PRICING_POLICY, rules }, NOW);
    const { names, categories } = await listPricingVersions(shop.ann, "en");
    expect(names[target!.id]).toBe("Lamp 3");
    expect(categories).toEqual(["lamps"]);
  });
});
