import { beforeEach, describe, expect, it } from "vitest";
import { proposalListQuery } from "@/lib/contracts/pricing";
import { productPriceListQuery } from "@/lib/contracts/product-prices";
import { listAuditRows } from "@/lib/data/audit-events";
import { insertCompetitorPrices } from "@/lib/data/catalogue-facts";
import { type DemandEstimateRecord, insertDemandEstimates } from "@/lib/data/demand-estimates";
import { insertModelVersion } from "@/lib/data/model-versions";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { createProduct } from "@/lib/data/testing/factories";
import { newId } from "@/lib/platform/ids";
import { refreshProductFigures } from "../products/refresh-product-figures";
import { approvePrices } from "./approve-prices";
import { exportProductPrices } from "./export-product-prices";
import { getWaitingPrices } from "./get-waiting-prices";
import { listPriceCategories, listProductPrices } from "./list-product-prices";
import { listProposals } from "./list-proposals";
import { proposePrice } from "./propose-price";
import { refreshObservedPrices } from "./refresh-observed-prices";
import { letPricesMove } from "./testing/let-prices-move";
import { createPricedShop, type PricedShop, SHOP_NOW, sellPieces } from "./testing/priced-shop";

const NOW = new Date("2026-06-01T10:00:00Z");
const DAY_MS = 86_400_000;

/** Three lamps at 22.00, 18.00 and 21.00 with tax, each of which costs 8.00. */
let shop: PricedShop;
beforeEach(async () => {
  shop = await createPricedShop({ products: 3, weeks: 6 });
});

const list = (query: Record<string, string | number> = {}, locale = "en") =>
  listProductPrices(shop.marketer, productPriceListQuery.parse(query), locale, NOW);
const names = async (query: Record<string, string | number>) =>
  (await list(query)).rows.map(({ name }) => name);

/** A manager's yes to a change as it stands. */
async function approve(shop: PricedShop, id: string, effectiveAt: string | null = null): Promise<void> {
  const { contentHash } = await storeScope(shop.storeId).db.priceProposal.findUniqueOrThrow({
    where: { storeId_id: { storeId: shop.storeId, id } },
  });
  const outcomes = await approvePrices(shop.ann, { proposals: [{ id, contentHash }], effectiveAt }, NOW);
  expect(outcomes).toEqual([{ id, ok: true, message: null }]);
}

function estimate(productId: string, own: Partial<DemandEstimateRecord> = {}): DemandEstimateRecord {
  return {
    ...{
      productId,
      referenceMinor: 2000,
      elasticity: -2,
      deviation: 0.2,
      ownElasticity: null,
      ownError: null,
    },
    ...{
      expected: -2,
      ownWeight: 0.5,
      weeklyUnits: 10,
      horizonUnits: 60,
      levelDeviation: 0.1,
      dispersion: 1,
    },
    ...{ diversion: 0, siblingMargin: 0, distinctPrices: 5, weeksObserved: 40, unitsObserved: 400 },
    ...{ enough: true, models: [] },
    ...own,
  };
}

async function learned(estimates: readonly DemandEstimateRecord[], champion = "log-log") {
  const id = newId();
  await inTransaction(storeScope(shop.storeId), async (tx) => {
    await insertModelVersion(tx, {
      ...{ id, kind: "pricing", trainingRunId: newId(), snapshot: {}, baseline: {}, dataWindow: {} },
      ...{ metrics: { champion, scores: [] }, seed: 1, champion: true, createdAt: NOW },
    });
    await insertDemandEstimates(tx, id, estimates);
  });
}

describe("the list of prices", () => {
  it("shows price, cost, margin and the cheapest competitor that counts, also before any model", async () => {
    const seen = { productId: shop.productIds[0]!, inStock: true, confidence: 0.9 };
    await insertCompetitorPrices(storeScope(shop.storeId), [
      {
        ...seen,
        competitor: "Long ago",
        priceMinor: 1500,
        observedAt: new Date(SHOP_NOW.getTime() - 90 * DAY_MS),
      },
      { ...seen, competitor: "Sold out", priceMinor: 1600, observedAt: SHOP_NOW, inStock: false },
      { ...seen, competitor: "Dearer", priceMinor: 2300, observedAt: SHOP_NOW },
    ]);
    const { rows, total } = await list({ sort: "name", direction: "asc" });
    expect(total).toBe(3);
    expect(rows.map(({ name }) => name)).toEqual(["Lamp 1", "Lamp 2", "Lamp 3"]);
    expect(rows[0]).toMatchObject({
      ...{ sku: "L-1", categories: ["lamps"], priceMinor: 2200, unitCostMinor: 800, cheapestMinor: 2050 },
      ...{ elasticity: null, sufficiency: null, proposal: null },
    });
    expect(rows[0]!.margin).toBeCloseTo(1 - 800 / (2200 / 1.19), 12);
    expect(rows[1]!.cheapestMinor).toBeNull();
  });

  it("says of each product how steeply demand falls, and in figures what its own weeks lack", async () => {
    const [first, second] = shop.productIds as [string, string];
    const scarce = { distinctPrices: 2, weeksObserved: 14, unitsObserved: 90, enough: false };
    await learned([estimate(first), estimate(second, scarce)]);
    const { rows } = await list({ sort: "name", direction: "asc" });
    expect(rows[0]!.elasticity!.value).toBe(-2);
    expect(rows[0]!.elasticity!.low).toBeLessThan(-2);
    expect(rows[0]!.sufficiency).toEqual({ distinctPrices: 5, weeksObserved: 40, units: 400, enough: true });
    expect(rows[1]!.sufficiency).toEqual({ distinctPrices: 2, weeksObserved: 14, units: 90, enough: false });
    expect(rows[2]).toMatchObject({ elasticity: null, sufficiency: null });
    expect(await names({ sufficiency: "enough" })).toEqual(["Lamp 1"]);
    expect(await names({ sufficiency: "scarce" })).toEqual(["Lamp 2"]);
    expect(await names({ sufficiency: "unknown" })).toEqual(["Lamp 3"]);
  });

  it("speaks for the newest model only, and for the family that proposes", async () => {
    const [first, second] = shop.productIds as [string, string];
    const curve = {
      ...{ priceMinor: 2000, units: 60, slope: -5, elasticity: -5, deviation: 0.3, levelDeviation: 0.1 },
      ...{ bend: { logPrice: [], logUnits: [] }, credible: true },
    };
    await learned([estimate(first, { elasticity: -9 }), estimate(shop.productIds[2]!)]);
    await learned(
      [
        estimate(first, { models: [{ model: "trees", bestMinor: null, points: [], curve }] }),
        estimate(second, {
          elasticity: -3,
          models: [{ model: "trees", bestMinor: null, points: [], curve: { ...curve, credible: false } }],
        }),
      ],
      "trees",
    );
    const { rows } = await list({ sort: "elasticity", direction: "asc" });
    // The trees are not believed of the second: the log–log model's answer stands, in the cell and in the order.
    expect(rows.map(({ name, elasticity }) => [name, elasticity?.value])).toEqual([
      ["Lamp 1", -5],
      ["Lamp 2", -3],
      ["Lamp 3", undefined],
    ]);
  });

  it("puts first what there is most to gain by, and tells which changes wait", async () => {
    const [first, second, third] = shop.productIds as [string, string, string];
    await learned([estimate(first), estimate(second, { horizonUnits: 600 })]);
    await proposePrice(shop.marketer, { productId: first, toMinor: 2090 }, NOW);
    await proposePrice(shop.marketer, { productId: second, toMinor: 1750 }, NOW);
    // No model knows it: it waits, and nobody says what it brings.
    await proposePrice(shop.marketer, { productId: third, toMinor: 2000 }, NOW);
    const { rows } = await list();
    const gains = rows.map(({ proposal }) => proposal!.gainMinor);
    // One earns, one loses, and of the last no model says anything.
    expect(rows.map(({ id }) => id)).toEqual([first, second, third]);
    expect(gains[0]!).toBeGreaterThan(0);
    expect(gains[1]!).toBeLessThan(0);
    expect(rows[0]!.proposal).toMatchObject({ fromMinor: 2200, toMinor: 2090 });
    expect(rows[2]!.proposal).toMatchObject({ toMinor: 2000, gainMinor: null });
    const db = storeScope(shop.storeId).db;
    await db.priceProposal.updateMany({
      where: { storeId: shop.storeId, productId: second },
      data: { status: "withdrawn" },
    });
    expect(new Set(await names({ proposal: "waiting" }))).toEqual(new Set(["Lamp 1", "Lamp 3"]));
    expect(await names({ proposal: "none" })).toEqual(["Lamp 2"]);
    // The figure beside "Pricing" is that of the queue.
    const queue = await listProposals(shop.ann, proposalListQuery.parse({}), SHOP_NOW);
    expect(queue.total).toBe(2);
    const { total, stakeMinor } = queue;
    expect(await getWaitingPrices(shop.ann)).toEqual({ total, stakeMinor });
  });

  it("tells a change that is approved and to come from one that waits, and from which day it counts", async () => {
    const [first, second] = shop.productIds as [string, string];
    const day = new Date(SHOP_NOW.getTime() + 3 * DAY_MS).toISOString();
    const { id } = await proposePrice(shop.marketer, { productId: first, toMinor: 2090 }, NOW);
    await approve(shop, id, day);
    await proposePrice(shop.marketer, { productId: second, toMinor: 1750 }, NOW);
    const { rows } = await list({ sort: "name", direction: "asc" });
    expect(
      rows.map(({ proposal }) => proposal && [proposal.state, proposal.toMinor, proposal.countsFrom]),
    ).toEqual([["coming", 2090, day], ["waiting", 1750, null], null]);
    expect(rows[0]!.priceMinor).toBe(2200);
    expect(await names({ proposal: "coming" })).toEqual(["Lamp 1"]);
    expect(await names({ proposal: "waiting" })).toEqual(["Lamp 2"]);
    expect(await names({ proposal: "none" })).toEqual(["Lamp 3"]);
  });

  it("goes on where a page ended, in every order and both ways, and shows each product once", async () => {
    await createProduct(shop.storeId, { name: "Unpriced", sku: "U-1", unitCostMinor: null });
    await createProduct(shop.storeId, { name: "Postage", kind: "charge" });
    await learned([estimate(shop.productIds[0]!), estimate(shop.productIds[1]!, { elasticity: -1.5 })]);
    await proposePrice(shop.marketer, { productId: shop.productIds[1]!, toMinor: 1750 }, NOW);
    for (const sort of ["name", "priceMinor", "margin", "elasticity", "gainMinor"])
      for (const direction of ["asc", "desc"]) {
        const whole = await names({ sort, direction });
        expect(whole).toHaveLength(4);
        const seen: string[] = [];
        let cursor: string | null = "";
        while (cursor !== null) {
          const page = await list({ sort, direction, limit: 1, ...(cursor ? { cursor } : {}) });
          seen.push(...page.rows.map(({ name }) => name));
          cursor = page.nextCursor;
        }
        expect(seen, `${sort} ${direction}`).toEqual(whole);
      }
    expect(await names({ sort: "priceMinor", direction: "asc" })).toEqual([
      "Lamp 2",
      "Lamp 3",
      "Lamp 1",
      "Unpriced",
    ]);
    expect(await names({ sort: "margin", direction: "desc", limit: 1 })).toEqual(["Lamp 1"]);
  });

  it("shows and sorts by a price from the moment it comes into force, also while figures are counted anew", async () => {
    const byPrice = async () =>
      (await list({ sort: "priceMinor", direction: "asc" })).rows.map(({ name, priceMinor }) => [
        name,
        priceMinor,
      ]);
    const before = [
      ["Lamp 2", 1800],
      ["Lamp 3", 2100],
      ["Lamp 1", 2200],
    ];
    expect(await byPrice()).toEqual(before);
    await letPricesMove(shop, NOW);
    const { id } = await proposePrice(shop.marketer, { productId: shop.productIds[0]!, toMinor: 2090 }, NOW);
    expect(await byPrice()).toEqual(before);
    await approve(shop, id);
    const after = [
      ["Lamp 2", 1800],
      ["Lamp 1", 2090],
      ["Lamp 3", 2100],
    ];
    expect(await byPrice()).toEqual(after);
    const { rows } = await list({ sort: "margin", direction: "asc" });
    expect(rows.map(({ name }) => name)).toEqual(["Lamp 2", "Lamp 1", "Lamp 3"]);
    expect(rows[1]!.margin).toBeCloseTo(1 - 800 / (2090 / 1.19), 12);
    // A second change of the same standing moment, and the count of figures after it.
    const next = await proposePrice(shop.marketer, { productId: shop.productIds[0]!, toMinor: 2150 }, NOW);
    await approve(shop, next.id);
    const last = [
      ["Lamp 2", 1800],
      ["Lamp 3", 2100],
      ["Lamp 1", 2150],
    ];
    expect(await byPrice()).toEqual(last);
    await refreshProductFigures(storeScope(shop.storeId), () => NOW);
    expect(await byPrice()).toEqual(last);
  });

  it("shows prices read off order lines as soon as they are read", async () => {
    const scope = storeScope(shop.storeId);
    const id = await createProduct(shop.storeId, { name: "Found", sku: "F-1", unitCostMinor: 500 });
    await refreshProductFigures(scope, () => NOW);
    expect((await list({ q: "found" })).rows[0]!.priceMinor).toBeNull();
    await sellPieces(shop, id, { priceMinor: 1500, quantity: 2, at: new Date(SHOP_NOW.getTime() - DAY_MS) });
    await refreshObservedPrices(scope, () => NOW);
    expect((await list({ q: "found" })).rows[0]!.priceMinor).toBe(1500);
  });

  it("finds by name, translated name and SKU as they are typed, and by category", async () => {
    await createProduct(shop.storeId, {
      ...{ name: "100% cup", sku: "C-1", categories: ["cups"] },
      translations: { zh: { name: "杯子" } },
    });
    expect(await names({ q: "lamp 2" })).toEqual(["Lamp 2"]);
    expect(await names({ q: "l-3" })).toEqual(["Lamp 3"]);
    expect(await names({ q: "0%" })).toEqual(["100% cup"]);
    expect((await list({ q: "杯" }, "zh-CN")).rows.map(({ name }) => name)).toEqual(["杯子"]);
    expect(await names({ category: "cups" })).toEqual(["100% cup"]);
    expect(await listPriceCategories(shop.marketer)).toEqual(["lamps", "cups"]);
  });

  it("shows nothing of another shop", async () => {
    const other = await createPricedShop({ products: 1, weeks: 1 });
    await learned([estimate(shop.productIds[0]!)]);
    const page = await listProductPrices(other.ann, productPriceListQuery.parse({}), "en", NOW);
    expect(page.rows.map(({ id }) => id)).toEqual(other.productIds);
    expect(page.rows[0]!.elasticity).toBeNull();
  });
});

describe("the file of prices", () => {
  it("holds the filtered rows, harmless to spreadsheets, and who took them stands in the audit log", async () => {
    await createProduct(shop.storeId, { name: "=1+1", sku: "C-1", categories: ["cups"] });
    const query = productPriceListQuery.parse({ category: "cups" });
    let text = "";
    for await (const piece of await exportProductPrices(shop.ann, query, "en", NOW)) text += piece;
    const [head, row, end] = text.split("\r\n");
    expect(head).toMatch(/^\uFEFFid,sku,name,categories,priceMinor,unitCostMinor,margin,elasticity,/);
    expect(row).toContain(",C-1,'=1+1,cups,");
    expect(end).toBe("");
    const audit = await listAuditRows(storeScope(shop.storeId), { limit: 1 });
    expect(audit.rows[0]).toMatchObject({ action: "prices.exported", detail: { category: "cups" } });
  });
});
