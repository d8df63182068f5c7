import { existsSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseMicros } from "@/lib/domain/exact-amount";
import { RetailRowReader } from "@/lib/domain/imports/online-retail";
import { RETAIL_ENCODING } from "./find-retail-layout";
import { inspectOnlineRetail } from "./inspect-online-retail";
import { readRecords } from "./read-records";

const DATA = join(process.cwd(), "..", "shared", "data");

// What its publishers and its readers count in the file itself; what an import stores of it is in the database test.
describe.skipIf(!existsSync(DATA))("Online Retail (skipped where there is no ../shared/data)", () => {
  it("is read row by row with every figure that is known of it", async () => {
    const file = await inspectOnlineRetail(join(DATA, "online-retail/online_retail.csv.gz"));
    const reader = new RetailRowReader(file.layout);
    const figures = {
      rows: 0,
      bad: 0,
      blankNames: 0,
      withoutCustomer: 0,
      cancellations: 0,
      negativePrices: 0,
    };
    const finerPrices = { rows: 0 };
    let pence = 0;
    let micros = 0;
    let repeatedPence = 0;
    const seen = new Map<string, number>();
    const times = new Map<string, Set<number>>();
    const { delimiter, fields: width } = file.layout;
    const reading = { delimiter, encoding: RETAIL_ENCODING, size: 5_000, width } as const;
    let isHeader = true;
    for await (const records of readRecords(file.path, reading))
      for (const { text, fields } of records) {
        if (isHeader) {
          isHeader = false;
          continue;
        }
        const read = fields && reader.read(fields);
        figures.rows++;
        if (!read?.ok) {
          figures.bad++;
          continue;
        }
        const row = read.value;
        const price = fields![file.layout.places.price]!;
        if (row.description === null) figures.blankNames++;
        if (row.customer === null) figures.withoutCustomer++;
        if (row.kind === "cancellation") figures.cancellations++;
        if (price.startsWith("-")) figures.negativePrices++;
        if (/\.\d{3}/.test(price)) finerPrices.rows++;
        pence += row.totalMinor;
        micros += row.quantity * parseMicros(price)!;
        const before = seen.get(text) ?? 0;
        if (before > 0) repeatedPence += row.totalMinor;
        seen.set(text, before + 1);
        const at = times.get(row.order);
        if (at) at.add(row.at.getTime());
        else times.set(row.order, new Set([row.at.getTime()]));
      }
    expect(figures).toEqual({
      ...{ rows: 541_909, bad: 0, blankNames: 1_454 },
      ...{ withoutCustomer: 135_080, cancellations: 9_288, negativePrices: 2 },
    });
    expect(finerPrices.rows).toBe(4);
    expect([pence, micros]).toEqual([974_774_793, 9_747_747_934_000]);
    expect([figures.rows - seen.size, repeatedPence]).toEqual([5_268, 2_174_098]);
    expect([...times.values()].filter((set) => set.size > 1)).toHaveLength(43);
    expect(times.size).toBe(25_900);
    const { survey } = file;
    expect([survey.rows, survey.totalMinor, survey.orders.size]).toEqual([541_909, 974_774_793, 25_900]);
    expect([...survey.orders.values()].filter(({ customer }) => customer === null)).toHaveLength(3_710);
    expect(survey.customers()).toHaveLength(4_372);
    expect(survey.newestAt).toEqual(new Date("2011-12-09T12:50:00Z"));
    // The largest order; what waits in memory for the rest of its order is hardly more.
    expect(survey.mostOpenRows()).toBe(1_114);
  });
});
