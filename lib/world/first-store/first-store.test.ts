import { describe, expect, it } from "vitest";
import { firstStoreCustomer, firstStoreProducts } from "./first-store";

const UNTIL_MS = Date.UTC(2026, 10, 1, 9);
const customers = Array.from({ length: 400 }, (_, i) => firstStoreCustomer(7, i + 1, UNTIL_MS));

describe("the first shop", () => {
  it("gives the same customer for the same seed and number, whoever came before", () => {
    expect(firstStoreCustomer(7, 123, UNTIL_MS)).toEqual(customers[122]);
    expect(firstStoreCustomer(8, 123, UNTIL_MS)).not.toEqual(customers[122]);
  });

  it("has goods with different names in several categories", () => {
    const products = firstStoreProducts(7);
    expect(new Set(products.map(({ name }) => name)).size).toBe(products.length);
    expect(new Set(products.flatMap(({ categories }) => categories)).size).toBeGreaterThan(8);
  });

  it("lets everybody rate known goods once each, in whole stars, before the shop's now", () => {
    const products = firstStoreProducts(7).length;
    const wrong = customers.flatMap(({ customerNo, ratings }) =>
      new Set(ratings.map(({ productNo }) => productNo)).size === ratings.length &&
      ratings.every(
        ({ productNo, stars, ratedAtMs }) =>
          Number.isInteger(productNo) &&
          productNo >= 1 &&
          productNo <= products &&
          [1, 2, 3, 4, 5].includes(stars) &&
          ratedAtMs <= UNTIL_MS,
      )
        ? []
        : [customerNo],
    );
    expect(wrong).toEqual([]);
  });

  it("looks like people: different addresses, some gaps, many who rate little and few who rate much", () => {
    const mails = customers.flatMap(({ email }) => email ?? []);
    expect(new Set(mails).size).toBe(mails.length);
    expect(mails.length).toBeLessThan(customers.length);
    const counts = customers.map(({ ratings }) => ratings.length).sort((a, b) => a - b);
    expect(counts[200]!).toBeGreaterThan(20);
    expect(counts[360]!).toBeGreaterThan(2.2 * counts[200]!);
  });
});
