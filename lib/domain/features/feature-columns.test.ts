import { describe, expect, it } from "vitest";
import { columnName, columnValue, FeatureColumns, type FeatureSource, featureValue } from "./feature-columns";

const NOW = new Date("2026-03-01T00:00:00Z");

function customer(values: Partial<FeatureSource>): FeatureSource {
  return {
    ...{ age: null, gender: null, ratingCount: 0, ratingMean: null, ratingDeviation: null },
    ...{ orderCount: 0, revenueMinor: 0, lastOrderAt: null, basketSize: null, daysBetweenOrders: null },
    ...{ discountShare: null, returnRate: null, categoryShares: null, eveningShare: null, mobileShare: null },
    ...{
      sessionCount: 0,
      viewsPerOrder: null,
      cartAbandonment: null,
      emailOpenRate: null,
      emailClickRate: null,
    },
    ...{ socialCount: 0, supportCount: 0, lastActiveAt: null },
    ...values,
  };
}

function columnsOf(mixes: readonly (Readonly<Record<string, number>> | null)[]) {
  const columns = new FeatureColumns(["categoryShares"], NOW);
  for (const categoryShares of mixes) columns.add(customer({ categoryShares }));
  return columns.finish().map((column) => [columnName(column), [...column.values]] as const);
}

describe("the columns of a mix", () => {
  it("are one for each part, in which whoever has nothing of it has zero", () => {
    expect(columnsOf([{ tea: 0.75, cups: 0.25 }, { tea: 1 }, null])).toEqual([
      ["categoryShares=cups", [0.25, 0, 0]],
      ["categoryShares=tea", [0.75, 1, 0]],
    ]);
  });

  it("leave out parts that are the same for everybody, but never all of them", () => {
    expect(
      columnsOf([
        { tea: 0.5, cups: 0.5 },
        { tea: 0.5, pots: 0.5 },
      ]).map(([name]) => name),
    ).toEqual(["categoryShares=cups", "categoryShares=pots"]);
    expect(columnsOf([{ tea: 1 }, { tea: 1 }])).toEqual([["categoryShares=tea", [1, 1]]]);
  });

  it("are one of gaps where nobody has anything", () => {
    expect(columnsOf([null, {}])).toEqual([["categoryShares", [Number.NaN, Number.NaN]]]);
  });

  it("are bounded however many parts there are: the largest stay", () => {
    const mixes = Array.from({ length: 80 }, (_, k) => ({
      [`c${String(k).padStart(2, "0")}`]: (k + 1) / 100,
    }));
    const names = columnsOf(mixes).map(([name]) => name);
    expect(names).toHaveLength(30);
    expect(names[0]).toBe("categoryShares=c50");
    expect(names.at(-1)).toBe("categoryShares=c79");
  });
});

describe("a feature's value", () => {
  it("of a mix is the word of the largest part, the first of equals", () => {
    expect(
      featureValue(customer({ categoryShares: { pots: 0.4, cups: 0.4, tea: 0.2 } }), "categoryShares", NOW),
    ).toBe("cups");
    expect(featureValue(customer({}), "categoryShares", NOW)).toBeNull();
  });

  it("of an order is what was spent on one, and unknown before the first", () => {
    expect(featureValue(customer({ orderCount: 4, revenueMinor: 1_000 }), "orderValue", NOW)).toBe(250);
    expect(featureValue(customer({ orderCount: 2, revenueMinor: -50 }), "orderValue", NOW)).toBe(0);
    expect(featureValue(customer({}), "orderValue", NOW)).toBeNull();
  });
});

describe("one customer's figure in a profile's column", () => {
  const ann = customer({ gender: "female", orderCount: 3, categoryShares: { tea: 0.75, cups: 0.25 } });

  it("is the number, the part's share, or whether the word is theirs", () => {
    expect(columnValue(ann, "orderCount", NOW)).toBe(3);
    expect(columnValue(ann, "categoryShares=tea", NOW)).toBe(0.75);
    expect(columnValue(ann, "categoryShares=vases", NOW)).toBe(0);
    expect([columnValue(ann, "gender=female", NOW), columnValue(ann, "gender=male", NOW)]).toEqual([1, 0]);
  });

  it("is unknown where the customer's is, and for a column of no feature", () => {
    expect(columnValue(customer({}), "gender=female", NOW)).toBeNull();
    expect(columnValue(ann, "ratingMean", NOW)).toBeNull();
    expect(columnValue(ann, "shoeSize", NOW)).toBeNull();
  });
});
