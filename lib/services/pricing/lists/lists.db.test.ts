import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeEach, describe, expect, it } from "vitest";
import { priceExportQuery } from "@/lib/contracts/price-lists";
import { proposalListQuery } from "@/lib/contracts/pricing";
import { findProposalsOf } from "@/lib/data/price-proposals";
import { readCompetitorPrices } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { createProduct } from "@/lib/data/testing/factories";
import { PRICE_CHANGE_STATUSES } from "@/lib/domain/pricing/price-change";
import { FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";
import { approvePrices } from "../approve-prices";
import { listProposals } from "../list-proposals";
import { approvePricingPolicy, savePricingPolicy } from "../pricing-policies";
import { proposePrice } from "../propose-price";
import { letPricesMove } from "../testing/let-prices-move";
import { createPricedShop, type PricedShop, SHOP_NOW } from "../testing/priced-shop";
import { exportPriceList } from "./export-price-list";
import { importCompetitorPrices } from "./import-competitor-prices";
import { refusedLinesOf } from "./import-list";
import { importPriceList } from "./import-price-list";

const NOW = new Date("2026-06-01T10:00:00Z");
const folder = mkdtempSync(join(tmpdir(), "souk-lists-"));
afterAll(() => rmSync(folder, { recursive: true }));

let shop: PricedShop;
beforeEach(async () => {
  // Prices in force: L-1 19.00, L-2 20.00, L-3 22.00, L-4 18.00.
  shop = await createPricedShop({ products: 4, weeks: 14 });
});
const scope = () => storeScope(shop.storeId);
const all = () => findProposalsOf(scope(), PRICE_CHANGE_STATUSES);

function list(...lines: string[]) {
  const path = join(folder, "list.csv");
  writeFileSync(path, lines.join("\r\n"));
  return { path, name: "autumn.csv" };
}
const bringIn = (file: ReturnType<typeof list>, apply = true) =>
  importPriceList(shop.marketer, file, { apply }, NOW);
async function text(pieces: AsyncGenerator<string>): Promise<string[]> {
  let whole = "";
  for await (const piece of pieces) whole += piece;
  return whole.replace("\uFEFF", "").trimEnd().split("\r\n");
}

describe("a price list", () => {
  it("is looked at first without writing anything, line by line", async () => {
    const file = list(
      "sku;new_price;currency;effective_from",
      "L-1;19,50;EUR;2026-03-10",
      "L-2;20.00;EUR;",
      "L-3;;;",
      "L-4;40;EUR;",
      "L-9;20;EUR;",
      "L-1;18.00;EUR;",
      "L-3;23;USD;",
      "L-3;23.999;EUR;",
      "L-3;23;EUR;2026-03-01",
      ";23;EUR;",
      "L-3;23",
    );
    const report = await bringIn(file, false);
    expect(report.counts).toEqual({ create: 1, unchanged: 1, blank: 1, refused: 8 });
    expect(report.lines.map(({ line, problem }) => [line, problem])).toEqual([
      [2, null],
      [5, "OUTSIDE_GUARDRAILS"],
      [6, "UNKNOWN_PRODUCT"],
      [7, "DUPLICATE_LINE"],
      [8, "CURRENCY"],
      [9, "BAD_PRICE"],
      [10, "PAST_DATE"],
      [11, "NO_PRODUCT"],
      [12, "ROW_SHAPE"],
    ]);
    // 18.00 may move by 15 %; without tax 8.00 of cost and a fifth of margin leave 11.90.
    expect(report.lines[1]).toMatchObject({ product: "Lamp 4", leastMinor: 1_530, mostMinor: 2_070 });
    expect(await all()).toEqual([]);
  });

  it("keeps the policy's ladders: neighbours may move together, and one alone is refused with the other's name", async () => {
    const ladder = { name: "Lamps", productIds: shop.productIds.slice(0, 2), gap: 0.04 };
    const { version } = await savePricingPolicy(
      shop.ann,
      { ...FIRST_PRICING_POLICY, ladders: [ladder] },
      NOW,
    );
    await approvePricingPolicy(shop.ben, { version }, NOW);
    const alone = await bringIn(list("sku,price", "L-1,19.50"));
    expect(alone.lines).toMatchObject([
      {
        ...{ problem: "OUTSIDE_GUARDRAILS", mostMinor: 1_923 },
        broken: { kind: "ladder-above", minor: 1_923, neighbour: { name: "Lamp 2", ladder: "Lamps" } },
      },
    ]);
    const file = list("sku,price", "L-1,19.50");
    const [, line] = await text(await refusedLinesOf(shop.marketer, "prices", file, NOW));
    expect(line).toBe(
      "2,OUTSIDE_GUARDRAILS,The price lies outside the guardrails of this product.," +
        '16.15,19.23,ladder-above,Lamp 2,Lamps,"L-1,19.50"',
    );
    const together = await bringIn(list("sku,price", "L-1,19.50", "L-2,20.50"));
    expect(together.counts).toMatchObject({ create: 2, refused: 0 });
    // Good waits for better to make room.
    const yes = (await all())
      .sort((a, b) => a.toMinor - b.toMinor)
      .map(({ id, contentHash }) => ({ id, contentHash }));
    const outcomes = await approvePrices(shop.ann, { proposals: yes }, NOW);
    expect(outcomes.map(({ ok }) => ok)).toEqual([true, true]);
  });

  it("keeps ending, least step and rest as every other change, and says which it breaks", async () => {
    await letPricesMove(shop, NOW, { endings: [50, 95], minimumChange: 0.02, restDays: 21 });
    // L-1 has rested for two weeks of the three; by the 20th of March for long enough.
    const file = list(
      "sku,price,effective_from",
      "L-1,19.60,2026-03-20",
      "L-2,20.50,",
      "L-3,21.95,2026-03-20",
    );
    const report = await bringIn(file, false);
    expect(report.lines.map(({ problem, broken }) => [problem, broken?.kind])).toEqual([
      ["OUTSIDE_GUARDRAILS", "ending"],
      ["OUTSIDE_GUARDRAILS", "rest"],
      ["OUTSIDE_GUARDRAILS", "step"],
    ]);
    const refused = await text(await refusedLinesOf(shop.marketer, "prices", file, NOW));
    expect(refused[1]).toContain('"Prices of this product end in 50, 95."');
    expect(refused[2]).toContain("Between two changes of this price lie 21 days; 14 have passed.");
    expect(refused[3]).toContain("A change moves this price by 0.44 EUR or more.");
    expect((await bringIn(list("sku,price,effective_from", "L-1,19.50,2026-03-20"))).counts.create).toBe(1);
  });

  it("becomes proposals that somebody else approves, effective from their day", async () => {
    await bringIn(list("sku,new_price,effective_from", "L-1,19.50,2026-03-10", "L-3,21.00,"));
    const [later, soon] = (await all()).sort((a) => (a.effectiveAt ? -1 : 1));
    expect(later).toMatchObject({
      ...{ status: "proposed", origin: "import", fromMinor: 1_900, toMinor: 1_950 },
      ...{ proposerId: shop.marketer.id, effectiveAt: new Date("2026-03-09T23:00:00Z") },
    });
    const yes = [later!, soon!].map(({ id, contentHash }) => ({ id, contentHash }));
    expect((await approvePrices(shop.ann, { proposals: yes }, NOW)).map(({ ok }) => ok)).toEqual([
      true,
      true,
    ]);
    const states = new Map((await all()).map(({ id, status }) => [id, status]));
    expect([later!, soon!].map(({ id }) => states.get(id))).toEqual(["scheduled", "active"]);
  });

  it("changes nothing when it comes again, waiting or in force", async () => {
    const file = list("sku,price,effective_from", "L-1,19.50,2026-03-10", "L-3,21.00,");
    await bringIn(file);
    expect((await bringIn(file)).counts).toMatchObject({ create: 0, unchanged: 2 });
    const soon = (await all()).find(({ effectiveAt }) => !effectiveAt)!;
    await approvePrices(shop.ann, { proposals: [{ id: soon.id, contentHash: soon.contentHash }] }, NOW);
    expect((await bringIn(file)).counts).toMatchObject({ create: 0, unchanged: 2 });
    expect(await all()).toHaveLength(2);
  });

  it("replaces what waits for the same product, and says so before", async () => {
    await proposePrice(shop.ben, { productId: shop.productIds[0]!, toMinor: 2_000 }, NOW);
    const file = list("sku,price", "L-1,19.50");
    expect(await bringIn(file, false)).toMatchObject({ replaces: 1 });
    await bringIn(file);
    expect((await all()).map(({ status, toMinor }) => [status, toMinor])).toEqual([
      ["proposed", 1_950],
      ["superseded", 2_000],
    ]);
  });

  it("does not end what was approved: that gives way when its replacement is", async () => {
    const later = list("sku,price,effective_from", "L-1,19.50,2026-03-10");
    await bringIn(later);
    const [scheduled] = await all();
    const yes = { proposals: [{ id: scheduled!.id, contentHash: scheduled!.contentHash }] };
    await approvePrices(shop.ann, yes, NOW);
    const other = list("sku,price", "L-1,19.60");
    expect(await bringIn(other, false)).toMatchObject({ replaces: 0 });
    await bringIn(other);
    expect((await all()).map(({ status, toMinor }) => [status, toMinor])).toEqual([
      ["proposed", 1_960],
      ["scheduled", 1_950],
    ]);
  });

  it("is asked anew where what waits rests on facts that moved, which the queue says", async () => {
    const file = list("sku,price", "L-1,19.50", "L-3,21.00");
    await bringIn(file);
    await scope().db.product.updateMany({
      where: { storeId: shop.storeId, sku: "L-1" },
      data: { unitCostMinor: 850 },
    });
    const queue = async () => {
      const { rows } = await listProposals(shop.ann, proposalListQuery.parse({}), NOW);
      return Object.fromEntries(rows.map(({ product, stale }) => [product.sku, stale]));
    };
    expect(await queue()).toEqual({ "L-1": true, "L-3": false });
    expect(await bringIn(file)).toMatchObject({ counts: { create: 1, unchanged: 1 }, replaces: 1 });
    expect(await queue()).toEqual({ "L-1": false, "L-3": false });
  });

  it("is not applied when it is another file than the one that was checked", async () => {
    const { hash } = await bringIn(list("sku,price", "L-1,19.50"), false);
    const other = importPriceList(
      shop.marketer,
      list("sku,price", "L-1,19.60"),
      { apply: true, expectedHash: hash },
      NOW,
    );
    await expect(other).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await all()).toEqual([]);
  });

  it("never guesses which of two products of one SKU is meant; the id settles it", async () => {
    const twin = await createProduct(shop.storeId, { name: "Lamp again", sku: "L-1", unitCostMinor: 800 });
    expect((await bringIn(list("sku,price", "L-1,19.50"))).problems).toEqual([
      { problem: "AMBIGUOUS_PRODUCT", lines: 1 },
    ]);
    expect((await bringIn(list("product_id,sku,price", `${twin},L-2,19.50`))).problems).toEqual([
      { problem: "PRODUCTS_DIFFER", lines: 1 },
    ]);
    const settled = await bringIn(list("product_id,sku,price", `${shop.productIds[0]},L-1,19.50`));
    expect(settled.counts.create).toBe(1);
  });

  it("of another shop's products names nothing here", async () => {
    const other = await createPricedShop({ products: 1, weeks: 4 });
    const report = await bringIn(list("product_id,price", `${other.productIds[0]},19.50`));
    expect(report.problems).toEqual([{ problem: "UNKNOWN_PRODUCT", lines: 1 }]);
  });

  it("that is none is refused with what it lacks", async () => {
    await expect(bringIn(list("name,amount", "Lamp,3"))).rejects.toMatchObject({
      code: "INVALID",
      fieldErrors: { columns: "sku, new_price" },
    });
    await expect(bringIn(list("sku,price"))).rejects.toMatchObject({ code: "INVALID" });
    await expect(bringIn(list("PK\u0003\u0004junk"))).rejects.toMatchObject({ code: "INVALID" });
  });

  it("gives back the lines that cannot be used, formulas made harmless", async () => {
    const file = list("sku,price", "=cmd(),1", "L-1,19.50");
    const [header, line, ...rest] = await text(await refusedLinesOf(shop.marketer, "prices", file, NOW));
    expect(header).toBe("line,reason,explanation,least_price,most_price,limit,neighbour,ladder,content");
    expect(line).toBe(`2,UNKNOWN_PRODUCT,There is no such product in this shop.,,,,,,"'=cmd(),1"`);
    expect(rest).toEqual([]);
    expect(await all()).toEqual([]);
  });
});

describe("an export", () => {
  const exported = async (query: object) =>
    text(await exportPriceList(shop.marketer, priceExportQuery.parse(query), NOW));

  it("of prices can be filled in and brought in again", async () => {
    const lines = await exported({ kind: "prices", q: "lamp 1" });
    expect(lines).toHaveLength(2);
    expect(lines[1]).toContain("L-1,Lamp 1,lamps,EUR,19.00,,8.00,0.4989,");
    const untouched = await bringIn(list(...lines));
    expect(untouched.counts).toEqual({ create: 0, unchanged: 0, blank: 1, refused: 0 });
    const filled = await bringIn(list(lines[0]!, lines[1]!.replace(/,,$/, ",19.50,")));
    expect(filled.counts.create).toBe(1);
  });

  it("of the history holds every price that was in force", async () => {
    const lines = await exported({ kind: "history", productId: shop.productIds[0] });
    expect(lines).toHaveLength(1 + 5);
    expect(lines.at(-1)).toContain(",EUR,19.00,,list");
  });

  it("of changes holds those of one state", async () => {
    await bringIn(list("sku,price", "L-1,19.50"));
    expect(await exported({ kind: "proposals" })).toHaveLength(2);
    expect(await exported({ kind: "proposals", view: "active" })).toEqual([""]);
    expect(await exported({ kind: "proposals", origin: "import", objection: "UNCERTAIN" })).toHaveLength(2);
    expect(await exported({ kind: "proposals", origin: "model" })).toEqual([""]);
    expect(await exported({ kind: "proposals", objection: "CATEGORY" })).toEqual([""]);
  });
});

describe("a list of competitors' prices", () => {
  const FILE = [
    "sku,competitor,price,currency,shipping,in_stock,url,observed_at",
    "L-2,Elsewhere,18.90,EUR,3.90,yes,https://elsewhere.example/l2,2026-03-01 12:00",
    "L-2,Long Ago,17.00,EUR,,yes,,2025-12-01 12:00",
    "L-2,Elsewhere,18.90,USD,,yes,,2026-03-01 13:00",
  ];
  const bringSeen = (...lines: string[]) =>
    importCompetitorPrices(shop.marketer, list(...lines), { apply: true }, NOW);

  it("is stored once, with what is too old to count said", async () => {
    const report = await bringSeen(...FILE);
    expect(report).toMatchObject({ counts: { create: 2, refused: 1 }, stale: 1 });
    const known = await readCompetitorPrices(scope(), shop.productIds[1]!, SHOP_NOW);
    expect(known).toEqual([
      expect.objectContaining({
        competitor: "Elsewhere",
        priceMinor: 1_890,
        shippingMinor: 390,
        confidence: 0.9,
      }),
      expect.objectContaining({ competitor: "Long Ago", priceMinor: 1_700, url: null }),
    ]);
    expect((await bringSeen(...FILE)).counts).toMatchObject({ create: 0, unchanged: 2 });
  });

  it("does not overwrite what was seen at the same moment", async () => {
    await bringSeen(...FILE);
    const report = await bringSeen(FILE[0]!, FILE[1]!.replace("18.90", "9.90"));
    expect(report.problems).toEqual([{ problem: "CONTRADICTS", lines: 1 }]);
  });
});
