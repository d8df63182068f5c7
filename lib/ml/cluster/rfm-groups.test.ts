import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng } from "../core/rng";
import { matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { FittedRfmGroups, RFM_GROUPS, RfmGroups, rfmGroup } from "./rfm-groups";

/** Days since the last order, orders, money. */
const tenCustomers = () =>
  matrixFromRows(Array.from({ length: 10 }, (_, i) => [10 * (10 - i), i + 1, 100 * (i + 1)]));

describe("recency, frequency and monetary groups keep the estimator contract", () => {
  it.each(
    estimatorContract({
      create: () => new RfmGroups(),
      data: () => ({ X: tenCustomers(), y: undefined }),
      restore: FittedRfmGroups.fromSnapshot,
      predict: (model: FittedRfmGroups, X) =>
        model.score(X).flatMap((s) => [s.recency, s.frequency, s.monetary, RFM_GROUPS.indexOf(s.group)]),
    }),
  )("$title", ({ check }) => check());
});

describe("recency, frequency and monetary groups", () => {
  it("score by fifths: the most recent, most frequent and best paying get 5", () => {
    const scores = new RfmGroups().fit(tenCustomers()).score(tenCustomers());
    expect(scores.map(({ recency }) => recency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(scores.map(({ frequency }) => frequency)).toEqual([1, 1, 2, 2, 3, 3, 4, 4, 5, 5]);
    expect(scores[0]?.group).toBe("DORMANT");
    expect(scores[9]?.group).toBe("CHAMPIONS");
  });
  it("give equal values equal scores, however many share one", () => {
    // Seven of ten ordered once: the 20, 40 and 60 % quantiles are all 1, none of them below it.
    const X = matrixFromRows(Array.from({ length: 10 }, (_, i) => [5, i < 7 ? 1 : i - 5, 10]));
    const scores = new RfmGroups()
      .fit(X)
      .score(X)
      .map(({ frequency }) => frequency);
    expect(scores).toEqual([1, 1, 1, 1, 1, 1, 1, 4, 5, 5]);
  });
  it("leave those who never ordered out of the fifths and call them prospects", () => {
    const alone = new RfmGroups().fit(tenCustomers());
    const rows = [
      ...Array.from({ length: 10 }, (_, i) => [10 * (10 - i), i + 1, 100 * (i + 1)]),
      [0, 0, 0],
      [0, 0, 0],
    ];
    const mixed = new RfmGroups().fit(matrixFromRows(rows));
    expect(mixed.toSnapshot()).toEqual(alone.toSnapshot());
    expect(mixed.score(matrixFromRows([[0, 0, 0]]))).toEqual([
      { recency: 0, frequency: 0, monetary: 0, group: "PROSPECTS" },
    ]);
  });
  it("follow Shopify's descriptions", () => {
    // "very recent, many orders, most spend"; "very recent, few orders, low spend"; "very strong history, not recent"; …
    expect([rfmGroup(5, 5, 5), rfmGroup(5, 1, 1), rfmGroup(1, 5, 5), rfmGroup(1, 1, 1)]).toEqual([
      "CHAMPIONS",
      "NEW",
      "PREVIOUSLY_LOYAL",
      "DORMANT",
    ]);
    expect([rfmGroup(4, 4, 5), rfmGroup(4, 1, 1), rfmGroup(4, 3, 3), rfmGroup(3, 3, 3)]).toEqual([
      "LOYAL",
      "PROMISING",
      "ACTIVE",
      "NEEDS_ATTENTION",
    ]);
    expect([rfmGroup(3, 1, 2), rfmGroup(2, 3, 4), rfmGroup(0, 0, 0)]).toEqual([
      "ALMOST_LOST",
      "AT_RISK",
      "PROSPECTS",
    ]);
  });
  it("name every combination of scores and use every group", () => {
    const seen = new Set<string>([rfmGroup(0, 0, 0)]);
    for (let r = 1; r <= 5; r++)
      for (let f = 1; f <= 5; f++) for (let m = 1; m <= 5; m++) seen.add(rfmGroup(r, f, m));
    expect([...seen].sort()).toEqual([...RFM_GROUPS].sort());
  });
  it("never score someone lower for ordering more, more often or more recently", () => {
    const rng = createRng(2);
    const draw = () => [
      Math.floor(rng.next() * 300),
      1 + Math.floor(rng.next() ** 3 * 20),
      Math.floor(rng.next() ** 2 * 5000),
    ];
    const model = new RfmGroups().fit(matrixFromRows(Array.from({ length: 400 }, draw)));
    for (let i = 0; i < 200; i++) {
      const [days, orders, money] = draw() as [number, number, number];
      const [before, after] = model.score(
        matrixFromRows([
          [days, orders, money],
          [days * 0.5, orders + 1, money * 1.5],
        ]),
      );
      expect(after!.recency).toBeGreaterThanOrEqual(before!.recency);
      expect(after!.frequency).toBeGreaterThanOrEqual(before!.frequency);
      expect(after!.monetary).toBeGreaterThanOrEqual(before!.monetary);
    }
  });
  it("refuse a shop without orders, other columns and scores outside 1–5", () => {
    expect(() => new RfmGroups().fit(matrixFromRows([[0, 0, 0]]))).toThrow(MlError);
    expect(() => new RfmGroups().fit(matrixFromRows([[1, 2]]))).toThrow(MlError);
    expect(() => rfmGroup(6, 1, 1)).toThrow(MlError);
  });
});

describe("scores of any customers", () => {
  const amount = fc.oneof(
    fc.constantFrom(0, 1, 1, 30, 1e9, 1e-9, 1e300),
    fc.double({ min: 0, max: 500, noNaN: true }),
  );
  const customers = fc
    .array(fc.tuple(amount, fc.nat({ max: 5 }), amount), { minLength: 1, maxLength: 30 })
    .filter((rows) => rows.some(([, orders]) => orders > 0));
  it("lie in fifths, keep the order of the values, and depend on nobody's place in the list", () => {
    fc.assert(
      fc.property(customers, (rows) => {
        const score = (list: typeof rows) =>
          new RfmGroups().fit(matrixFromRows(list)).score(matrixFromRows(list));
        const scores = score(rows);
        expect(score(rows.slice().reverse())).toEqual(scores.slice().reverse());
        rows.forEach(([days, orders, money], i) => {
          const own = scores[i]!;
          expect(RFM_GROUPS).toContain(own.group);
          expect(own.group === "PROSPECTS").toBe(orders === 0);
          if (orders === 0) return;
          for (const fifth of [own.recency, own.frequency, own.monetary])
            expect([1, 2, 3, 4, 5]).toContain(fifth);
          rows.forEach(([otherDays, otherOrders, otherMoney], j) => {
            if (otherOrders === 0) return;
            if (days <= otherDays) expect(own.recency).toBeGreaterThanOrEqual(scores[j]!.recency);
            if (orders >= otherOrders) expect(own.frequency).toBeGreaterThanOrEqual(scores[j]!.frequency);
            if (money >= otherMoney) expect(own.monetary).toBeGreaterThanOrEqual(scores[j]!.monetary);
          });
        });
      }),
      { numRuns: 100, seed: 21 },
    );
  });
});
