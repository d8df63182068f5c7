import { existsSync } from "node:fs";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { storeScope } from "@/lib/data/scope";
import { type Actor, systemActor } from "@/lib/domain/actor";
import { NO_COUNTS } from "@/lib/domain/imports/import-run";
import { newId } from "@/lib/platform/ids";
import { ensureImportStore } from "./ensure-import-store";
import { importOnlineRetail } from "./import-online-retail";
import type { ImportOptions } from "./import-progress";
import { inspectOnlineRetail } from "./inspect-online-retail";
import { retailFacts } from "./testing/retail-facts";

const HEADER = "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";
const SHOP = [
  "1,85123a,CREAM HEART,6,2011-06-01 08:27:00,2.55,17850,United Kingdom",
  '1,85123A,"HEART, WHITE ",2,2011-06-01 08:26:00,2.95,17850,United Kingdom',
  '1,85123A,"HEART, WHITE",2,2011-06-01 08:26:00,2.95,17850,United Kingdom',
  "1,POST,POSTAGE,1,2011-06-01 08:26:00,18.0,17850,United Kingdom",
  "2,22423,CAKESTAND,3,2011-06-02 10:00:00,12.75,,EIRE",
  "C3,85123A,WHITE HEART,-2,2011-06-03 11:00:00,2.95,17850,Channel Islands",
  "C3,D,Discount,-1,2011-06-03 11:00:00,5.5,17850,Channel Islands",
  "A4,B,Adjust bad debt,1,2011-06-04 12:00:00,-11062.06,,United Kingdom",
  "5,22423,damaged,-4,2011-06-05 12:00:00,0.0,,United Kingdom",
  "6,22423,CAKESTAND,1,2011-06-05 12:30:00,10.95,12346,Unspecified",
  "6,PADS,PADS TO MATCH,1,2011-06-05 12:30:00,0.001,12346,Unspecified",
];
const wallNow = () => new Date("2026-01-15T12:00:00Z");
const DATA = join(process.cwd(), "..", "shared", "data");

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "souk-retail-"));
});
afterEach(async () => {
  await rm(folder, { recursive: true });
});

async function makeActor(newestFactAt = new Date("2011-06-05T11:30:00Z")): Promise<Actor> {
  const slug = `retail-${newId()}`;
  const unsaid = { name: "Online Retail", currency: "GBP", timeZone: "Europe/London" };
  const { shop } = await ensureImportStore(
    { format: "online-retail", slug, newestFactAt, ...unsaid },
    wallNow(),
  );
  return systemActor(shop.id);
}

async function inspect(rows: readonly string[], header = HEADER) {
  const path = join(folder, "lines.csv");
  await writeFile(path, `${[header, ...rows].join("\n")}\n`);
  return inspectOnlineRetail(path);
}

async function bringIn(actor: Actor, rows: readonly string[], options: Partial<ImportOptions> = {}) {
  return importOnlineRetail(actor, await inspect(rows), { wallNow, clockFollowsData: true, ...options });
}

describe("a file of order lines", () => {
  it("becomes customers, visitors, products, orders with their lines, and refunds", async () => {
    const actor = await makeActor();
    const { counts } = await bringIn(actor, SHOP);
    const created = (n: number) => ({ created: n, updated: 0, unchanged: 0 });
    expect(counts).toEqual({
      ...NO_COUNTS,
      ...{ customers: created(2), visitors: created(3), products: created(6) },
      ...{ orders: created(6), lines: created(11), refunds: created(2) },
    });
    const facts = await retailFacts(actor.storeId);
    const at = (text: string) => new Date(`2011-06-${text}:00Z`);
    const owner = { customer: "17850", known: "online-retail", kind: "customer", country: "Channel Islands" };
    const visitor = { known: "online-retail-invoice", kind: "visitor" };
    expect(facts.orders).toEqual([
      {
        ...{ reference: "1", status: "paid", placedAt: at("01T07:26"), total: 4_510, shipping: 1_800 },
        ...{ currency: "GBP", ...owner, firstSeenAt: at("01T07:26") },
      },
      {
        ...{
          reference: "2",
          status: "paid",
          placedAt: at("02T09:00"),
          total: 3_825,
          shipping: 0,
          currency: "GBP",
        },
        ...{ ...visitor, customer: "2", country: "IE", firstSeenAt: at("02T09:00") },
      },
      {
        ...{
          reference: "5",
          status: "adjustment",
          placedAt: at("05T11:00"),
          total: 0,
          shipping: 0,
          currency: "GBP",
        },
        ...{ ...visitor, customer: "5", country: "GB", firstSeenAt: at("05T11:00") },
      },
      {
        ...{
          reference: "6",
          status: "paid",
          placedAt: at("05T11:30"),
          total: 1_095,
          shipping: 0,
          currency: "GBP",
        },
        ...{ ...owner, customer: "12346", country: null, firstSeenAt: at("05T11:30") },
      },
      {
        ...{
          reference: "A4",
          status: "adjustment",
          placedAt: at("04T11:00"),
          total: -1_106_206,
          shipping: 0,
        },
        ...{ currency: "GBP", ...visitor, customer: "A4", country: "GB", firstSeenAt: at("04T11:00") },
      },
      {
        ...{ reference: "C3", status: "adjustment", placedAt: at("03T10:00"), total: -1_140, shipping: 0 },
        ...{ currency: "GBP", ...owner, firstSeenAt: at("01T07:26") },
      },
    ]);
    expect(facts.refunds).toEqual([
      { reference: "C3", lineNo: 1, quantity: 2, amount: 590, refundedAt: at("03T10:00") },
      { reference: "C3", lineNo: 2, quantity: 1, amount: 550, refundedAt: at("03T10:00") },
    ]);
    expect(facts.products).toEqual([
      { sku: "22423", name: "CAKESTAND", kind: "goods", codes: ["22423"] },
      { sku: "85123A", name: "HEART, WHITE", kind: "goods", codes: ["85123A", "85123a"] },
      { sku: "B", name: "Adjust bad debt", kind: "charge", codes: ["B"] },
      { sku: "D", name: "Discount", kind: "charge", codes: ["D"] },
      { sku: "PADS", name: "PADS TO MATCH", kind: "goods", codes: ["PADS"] },
      { sku: "POST", name: "POSTAGE", kind: "charge", codes: ["POST"] },
    ]);
    // Three lines of one order: two paid 2.95. The cake stand: a visitor's 12.75 does not count beside a customer's.
    expect(facts.prices).toEqual([
      { sku: "22423", effectiveAt: new Date("2011-06-04T23:00:00Z"), price: 1_095, reason: "observed" },
      { sku: "85123A", effectiveAt: new Date("2011-05-31T23:00:00Z"), price: 295, reason: "observed" },
    ]);
    expect([facts.features, facts.customers]).toEqual([2, 5]);
  });

  it("gives customers figures as of the newest order, without charges, visitors or cancellations as orders", async () => {
    const actor = await makeActor();
    await bringIn(actor, SHOP);
    const { db } = storeScope(actor.storeId);
    const rows = await db.$queryRaw<object[]>`
      SELECT ci."value", f."orderCount", f."revenueMinor"::float8 AS "revenue", f."basketSize", f."returnRate",
             f."lastOrderAt", f."computedAt", f."categoryShares"
      FROM "customer_features" f
      JOIN "customer_identity" ci ON ci."storeId" = f."storeId" AND ci."customerId" = f."customerId"
      WHERE f."storeId" = ${actor.storeId}::uuid ORDER BY 1`;
    const computedAt = new Date("2011-06-05T11:30:00Z");
    expect(rows).toEqual([
      {
        ...{
          value: "12346",
          orderCount: 1,
          revenue: 1_095,
          basketSize: 2,
          returnRate: 0,
          categoryShares: null,
        },
        ...{ lastOrderAt: computedAt, computedAt },
      },
      {
        // 45.10 paid, 11.40 given back; ten hearts bought, two returned, postage and discount are no pieces.
        ...{
          value: "17850",
          orderCount: 1,
          revenue: 3_370,
          basketSize: 10,
          returnRate: 0.2,
          categoryShares: null,
        },
        ...{ lastOrderAt: new Date("2011-06-01T07:26:00Z"), computedAt },
      },
    ]);
  });

  it("changes nothing the second time, packed or not", async () => {
    const actor = await makeActor();
    await bringIn(actor, SHOP);
    const before = await retailFacts(actor.storeId);
    const plain = await inspect(SHOP);
    const packed = join(folder, "lines.csv.gz");
    await writeFile(packed, gzipSync(await readFile(plain.path)));
    const again = await inspectOnlineRetail(packed);
    expect(again.contentHash).toBe(plain.contentHash);
    const { counts } = await importOnlineRetail(actor, again, { wallNow });
    const unchanged = (n: number) => ({ created: 0, updated: 0, unchanged: n });
    expect(counts).toEqual({
      ...NO_COUNTS,
      ...{ customers: unchanged(2), visitors: unchanged(3), products: unchanged(6) },
      ...{ orders: unchanged(6), lines: unchanged(11), refunds: unchanged(2) },
    });
    expect(await retailFacts(actor.storeId)).toEqual(before);
  });

  it("comes to the same shop in two files that overlap as in one, whichever comes first", async () => {
    const whole = await makeActor();
    await bringIn(whole, SHOP);
    const expected = await retailFacts(whole.storeId);
    const parts = [SHOP.slice(0, 7), SHOP.slice(1)];
    for (const files of [parts, [...parts].reverse()]) {
      const actor = await makeActor();
      for (const rows of files) await bringIn(actor, rows);
      const facts = await retailFacts(actor.storeId);
      // Lines are numbered as they come; a country is the one that was told last.
      const plain = ({ lines, orders, ...rest }: typeof facts) => ({
        ...rest,
        orders: orders.map((order) => ({ ...order, country: null })),
        lines: lines.map((line) => JSON.stringify({ ...line, lineNo: 0 })).sort(),
      });
      expect(plain(facts)).toEqual(plain(expected));
    }
  });

  it("adds the lines that an order did not have, and one more of a content only where there are more of it", async () => {
    const actor = await makeActor();
    await bringIn(actor, SHOP.slice(1, 2));
    const { counts } = await bringIn(actor, [
      ...SHOP.slice(0, 4),
      SHOP[1]!,
      "C3,X,Y,-1,2011-06-03 11:00:00,1,17850,",
    ]);
    expect(counts.lines).toEqual({ created: 5, updated: 0, unchanged: 1 });
    expect(counts.orders).toEqual({ created: 1, updated: 1, unchanged: 0 });
    const { orders } = await retailFacts(actor.storeId);
    expect(orders).toMatchObject([
      { reference: "1", total: 4_510 + 590, shipping: 1_800 },
      { reference: "C3", total: -100 },
    ]);
    const { counts: third } = await bringIn(actor, [...SHOP.slice(0, 4), SHOP[1]!]);
    expect(third.lines).toEqual({ created: 0, updated: 0, unchanged: 5 });
  });

  it("leaves out bad rows by line with their reasons, and brings in the rest", async () => {
    const actor = await makeActor();
    await bringIn(actor, ["7,22423,CAKESTAND,1,2011-06-01 10:00:00,12.75,17850,Germany"]);
    const { counts } = await bringIn(actor, [
      ...SHOP,
      "1,22423,CAKESTAND,1,2011-06-01 10:00:00,12.75,99999,Germany",
      '8,22423,"CAKESTAND,1,2011-06-01 10:00:00,12.75,17850,Germany',
      "9,22423,CAKESTAND,lots,2011-06-01 10:00:00,free,17850,Germany",
      "10,=cmd|x,CAKESTAND,1,2011-06-31 10:00:00,12.75,17850,Germany",
      "7,22423,CAKESTAND,1,2011-06-01 10:00:00,12.75,,Germany",
      "11,22423,CAKESTAND,1,2011-06-01 10:00:00,12.75,17850,Germany",
    ]);
    expect(counts.bad).toBe(5);
    const facts = await retailFacts(actor.storeId);
    expect(facts.issues.map(({ line, column, reason }) => [line, column, reason])).toEqual([
      [13, "customer", "another-customer"],
      [14, "", "unclosed-quote"],
      [15, "price", "not-a-price"],
      [15, "quantity", "not-a-quantity"],
      [16, "at", "not-a-datetime"],
      [17, "customer", "order-of-another-customer"],
    ]);
    expect(facts.issues[5]!.content).toContain("7,22423");
    expect(facts.orders).toHaveLength(6 + 2);
    expect(facts.customers).toBe(2 + 3);
  });

  it("is read whatever its delimiter, its columns' order, its dates' order and its encoding are", async () => {
    const header = "Country;Customer ID;Price;InvoiceDate;Quantity;Description;StockCode;Invoice;Note";
    const path = join(folder, "other.csv");
    const rows = [
      "EIRE;17850.0;2.55;1/6/2011 8:26;6;CAF\u00c9;X1;1;",
      "EIRE;17850.0;2.55;13/6/2011 8:26;6;;X1;2;a",
    ];
    await writeFile(path, Buffer.from([header, ...rows].join("\r\n"), "latin1"));
    const actor = await makeActor();
    await importOnlineRetail(actor, await inspectOnlineRetail(path), { wallNow });
    const facts = await retailFacts(actor.storeId);
    expect(facts.orders).toMatchObject([
      { reference: "1", placedAt: new Date("2011-06-01T07:26:00Z"), customer: "17850", country: "IE" },
      { reference: "2", placedAt: new Date("2011-06-13T07:26:00Z") },
    ]);
    expect(facts.products).toMatchObject([{ sku: "X1", name: "CAFÉ" }]);
  });
});

describe("a file of another structure", () => {
  it.each([
    ["without a column", ["1,2"], "A,StockCode", "it lacks invoiceno"],
    ["with a header and no rows", [], HEADER, "no rows"],
    ["with mostly odd rows", [SHOP[0]!, "x", "y"], HEADER, "2 of 3 rows"],
    ["with dates of either order", [SHOP[0]!.replace("2011-06-01", "6/1/2011")], HEADER, "day or the month"],
    ["with a line without end", ["1".repeat(100_000)], HEADER, "longer than"],
  ])("is refused before anything is written: %s", async (_, rows, header, words) => {
    await expect(inspect(rows, header)).rejects.toMatchObject({
      code: "INVALID",
      publicMessage: expect.stringContaining(words),
    });
  });

  it("is refused when it is missing, a folder, a spreadsheet, empty or damaged in its packing", async () => {
    const path = join(folder, "lines.csv.gz");
    const refused = (words: string) =>
      expect(inspectOnlineRetail(path)).rejects.toMatchObject({
        code: "INVALID",
        publicMessage: expect.stringContaining(words),
      });
    await refused("There is no file");
    await expect(inspectOnlineRetail(folder)).rejects.toMatchObject({ code: "INVALID" });
    await writeFile(path, Buffer.from("PK\u0003\u0004rest"));
    await refused("spreadsheet or a zip");
    await writeFile(path, gzipSync(""));
    await refused("holds no rows");
    await writeFile(path, gzipSync([HEADER, ...SHOP].join("\n")).subarray(0, -12));
    await refused("cannot be read");
  });

  it("is refused when its orders lie so far apart that memory would have to hold it", async () => {
    const rows = [0, 1].flatMap(() =>
      Array.from({ length: 100_001 }, (_, i) => `${i + 1},X,,1,2011-06-01,1,,`),
    );
    await expect(inspect(rows)).rejects.toMatchObject({
      publicMessage: expect.stringContaining("Sort the file"),
    });
  });
});

describe("an import that is stopped", () => {
  it("goes on where it was and ends with the same shop as one that was not", async () => {
    // Rows of seven orders at a time are mixed, so that every batch ends within some order.
    const rows = Array.from({ length: 210 }, (_, i) => {
      const order = Math.floor(i / 42) * 7 + (i % 7);
      const customer = order % 3 === 0 ? "" : 100 + (order % 4);
      const bad = i % 29 === 0 ? "x" : "";
      const letter = order % 5 === 0 ? "C" : "";
      return `${letter}${order},P${i % 6},Thing,${letter ? -1 : 2},2011-06-01 10:${10 + (i % 50)}:00,${bad}1.25,${customer},`;
    });
    const undisturbed = await makeActor();
    const reference = await bringIn(undisturbed, rows, { batchLines: 9 });
    const whole = await makeActor();
    await bringIn(whole, rows);
    const disturbed = await makeActor();
    let summary: Awaited<ReturnType<typeof bringIn>> | undefined;
    let stops = 0;
    while (!summary) {
      const stop = new AbortController();
      let batches = 0;
      summary = await bringIn(disturbed, rows, {
        batchLines: 9,
        signal: stop.signal,
        onProgress: () => {
          if (++batches > 1 + (stops % 4)) stop.abort();
        },
      }).catch((error: unknown) => {
        if (!stop.signal.aborted) throw error;
        stops++;
        return undefined;
      });
    }
    expect(stops).toBeGreaterThan(3);
    expect(summary.resumed).toBe(true);
    expect(summary.counts).toEqual(reference.counts);
    const expected = await retailFacts(undisturbed.storeId);
    expect(expected.issues.length).toBeGreaterThan(5);
    expect(await retailFacts(disturbed.storeId)).toEqual(expected);
    expect(await retailFacts(whole.storeId)).toEqual(expected);
  });
});

describe.skipIf(!existsSync(DATA))("Online Retail (skipped where there is no ../shared/data)", () => {
  it("comes in whole: 541,909 lines worth 974,774,793 pence", async () => {
    const source = await inspectOnlineRetail(join(DATA, "online-retail/online_retail.csv.gz"));
    const actor = await makeActor(source.newestFactAt!);
    const { counts } = await importOnlineRetail(actor, source, { wallNow, clockFollowsData: true });
    const created = (n: number) => ({ created: n, updated: 0, unchanged: 0 });
    expect(counts).toEqual({
      ...NO_COUNTS,
      ...{ customers: created(4_372), visitors: created(3_710), products: created(3_958) },
      ...{ orders: created(25_900), lines: created(541_909), refunds: created(9_288) },
    });
    const { storeId } = actor;
    const { db } = storeScope(storeId);
    const [figures] = await db.$queryRaw<object[]>`
      SELECT count(*)::int AS "lines", sum(l."totalMinor")::float8 AS "pence",
             count(DISTINCT l."orderId")::int AS "invoices",
             count(*) FILTER (WHERE c."kind" = 'visitor')::int AS "withoutCustomer",
             count(DISTINCT l."orderId") FILTER (WHERE c."kind" = 'visitor')::int AS "invoicesWithoutCustomer",
             count(DISTINCT l."customerId") FILTER (WHERE c."kind" = 'customer')::int AS "customers",
             count(*) FILTER (WHERE o."reference" LIKE 'C%')::int AS "cancellationLines",
             count(*) FILTER (WHERE l."totalMinor" < 0 AND l."quantity" > 0)::int AS "negativePrices"
      FROM "order_line" l
      JOIN "order" o ON o."storeId" = l."storeId" AND o."customerId" = l."customerId" AND o."id" = l."orderId"
      JOIN "customer" c ON c."storeId" = l."storeId" AND c."id" = l."customerId"
      WHERE l."storeId" = ${storeId}::uuid`;
    expect(figures).toEqual({
      ...{ lines: 541_909, pence: 974_774_793, invoices: 25_900 },
      ...{ withoutCustomer: 135_080, invoicesWithoutCustomer: 3_710, customers: 4_372 },
      ...{ cancellationLines: 9_288, negativePrices: 2 },
    });
    // Orders add up to their lines; what was sold, less what was taken back, and the corrections, to the same.
    const [sums] = await db.$queryRaw<object[]>`
      SELECT (SELECT sum("totalMinor")::float8 FROM "order" WHERE "storeId" = ${storeId}::uuid) AS "orders",
             (SELECT sum("totalMinor")::float8 FROM "order" WHERE "storeId" = ${storeId}::uuid AND "status" = 'paid')
             - (SELECT sum("amountMinor")::float8 FROM "refund" WHERE "storeId" = ${storeId}::uuid)
             + (SELECT sum("totalMinor")::float8 FROM "order" WHERE "storeId" = ${storeId}::uuid
                AND "reference" LIKE 'A%') AS "books"`;
    expect(sums).toEqual({ orders: 974_774_793, books: 974_774_793 });
    // Lines that repeat another of their order are real; by what is stored they are three more than by whole rows.
    const [repeats] = await db.$queryRaw<object[]>`
      SELECT sum(n - 1)::int AS "lines" FROM (
        SELECT count(*) AS n FROM "order_line" WHERE "storeId" = ${storeId}::uuid
        GROUP BY "orderId", "productId", "quantity", "unitPriceMinor", "totalMinor") g`;
    expect(repeats).toEqual({ lines: 5_271 });
    const identities = await db.productIdentity.count({ where: { storeId } });
    const charges = await db.product.count({ where: { storeId, kind: "charge" } });
    // 4,070 spellings of codes, and the capitals of five gift vouchers that nobody writes in capitals.
    expect([identities, charges]).toEqual([4_075, 10]);
    const shop = await db.store.findUniqueOrThrow({ where: { id: storeId } });
    expect(shop).toMatchObject({ clockAt: new Date("2011-12-09T12:50:00Z"), currency: "GBP" });
  });
});
