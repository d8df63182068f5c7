import { describe, expect, it } from "vitest";
import { createRng, randomNormal } from "@/lib/ml/core/rng";
import { countsDiffer, meansDiffer, sumsDiffer } from "./beyond-chance";

describe("a change beyond chance", () => {
  it("follows the Poisson limits of counts: 100 against 130 is, 100 against 125 is not", () => {
    // (130 − 100) / √230 = 1.978 > 1.960 > (125 − 100) / √225 = 1.667.
    expect(countsDiffer(130, 100)).toBe(true);
    expect(countsDiffer(100, 130)).toBe(true);
    expect(countsDiffer(125, 100)).toBe(false);
  });

  it("asks more of one among many: the limit for 100 comparisons is 3.48", () => {
    // Šidák: 1 − .95^(1/100) = .00051, z = 3.475.
    expect(countsDiffer(152, 100, 100)).toBe(false);
    expect(countsDiffer(161, 100, 100)).toBe(true);
  });

  it("knows that few large orders are more chance than many small ones", () => {
    const orders = (n: number, each: number) => ({ sum: n * each, squares: n * each ** 2 });
    expect(sumsDiffer(orders(260, 10), orders(200, 10))).toBe(true);
    expect(sumsDiffer(orders(2.6, 1000), orders(2, 1000))).toBe(false);
  });

  it("sees a difference of means and none between equal ones", () => {
    const sample = (values: readonly number[]) => ({
      n: values.length,
      sum: values.reduce((a, b) => a + b, 0),
      squares: values.reduce((a, b) => a + b * b, 0),
    });
    const spread = (mean: number) => sample(Array.from({ length: 50 }, (_, k) => mean + ((k % 11) - 5)));
    expect(meansDiffer(spread(20), spread(23))).toBe(true);
    expect(meansDiffer(spread(20), spread(20.5))).toBe(false);
    expect(meansDiffer(sample([5]), sample([9]))).toBe(false);
  });

  it("is silent where nothing was sold", () => {
    expect(countsDiffer(0, 0)).toBe(false);
    expect(sumsDiffer({ sum: 0, squares: 0 }, { sum: 0, squares: 0 })).toBe(false);
  });

  it("calls chance a change in about one of twenty periods", () => {
    const rng = createRng("periods");
    let alarms = 0;
    const runs = 2_000;
    for (let run = 0; run < runs; run++) {
      const period = () => {
        // 150 orders on average, lognormal amounts.
        const n = Math.max(0, Math.round(150 + Math.sqrt(150) * randomNormal(rng)));
        let sum = 0;
        let squares = 0;
        for (let k = 0; k < n; k++) {
          const amount = Math.exp(3.5 + 0.6 * randomNormal(rng));
          sum += amount;
          squares += amount * amount;
        }
        return { sum, squares };
      };
      if (sumsDiffer(period(), period())) alarms++;
    }
    // Five standard errors of a share of 5 % among 2,000 are 2.4 percentage points.
    expect(alarms / runs).toBeGreaterThan(0.026);
    expect(alarms / runs).toBeLessThan(0.074);
  });
});
