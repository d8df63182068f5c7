import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, type Rng } from "../core/rng";
import { type Matrix, matrixFromRows } from "../core/shapes";
import { logBeta } from "../distributions/log-gamma";
import { randomGamma } from "../distributions/random-gamma";
import { areaUnderRoc } from "../metrics/classification";
import { estimatorContract } from "../testing/estimator-contract";
import { BgNbd, FittedBgNbd } from "./bg-nbd";
import { bgNbdLogLikelihood } from "./bg-nbd-likelihood";
import { FittedGammaGamma, GammaGamma, gammaGammaLogLikelihood } from "./gamma-gamma";
import { hypergeometric, logHypergeometric } from "./hypergeometric";
import { FittedParetoNbd, ParetoNbd } from "./pareto-nbd";
import { paretoNbdLogLikelihood } from "./pareto-nbd-likelihood";
import { purchaseHistories } from "./purchase-histories";

const fitOf = (values: number[]) => ({
  values: Float64Array.from(values),
  standardErrors: null,
  logLikelihood: 0,
  converged: true,
  iterations: 0,
});
/** Fader, Hardie & Lee's CDNOW estimates, whatever data come with them. */
const cdnow = new FittedBgNbd({}, fitOf([0.243, 4.414, 0.793, 2.426]));
const cdnowPareto = new FittedParetoNbd({}, fitOf([0.553, 10.578, 0.606, 11.669]));

/** ∫₀¹ f dp by the midpoint rule on p = u³ (denser near 0, where a beta density may be steep). */
function integrate(f: (p: number) => number, steps = 200_000): number {
  let sum = 0;
  for (let k = 0; k < steps; k++) {
    const u = (k + 0.5) / steps;
    sum += (f(u ** 3) * 3 * u * u) / steps;
  }
  return sum;
}

function exponential(rng: Rng, rate: number): number {
  return -Math.log(1 - rng.next()) / rate;
}

/** A customer who buys at `rate` until they leave; `leaves` decides it after each purchase, `until` by time. */
function simulate(rng: Rng, rate: number, age: number, leaves: () => boolean, until: number): number[] {
  let time = 0;
  let [x, last] = [0, 0];
  for (;;) {
    if (x > 0 && leaves()) break;
    time += exponential(rng, rate);
    if (time > Math.min(age, until)) break;
    x++;
    last = time;
  }
  return [x, last, age];
}

describe("hypergeometric function", () => {
  it("equals its closed forms", () => {
    // DLMF 15.4.1: F(1, 1; 2; z) = −ln(1 − z)/z; 15.4.6: F(a, b; b; z) = (1 − z)^−a.
    for (const z of [0.01, 0.5, 0.95, 0.9999]) {
      expect(hypergeometric(1, 1, 2, z) / (-Math.log1p(-z) / z)).toBeCloseTo(1, 10);
      expect(hypergeometric(2.5, 1.3, 1.3, z) / (1 - z) ** -2.5).toBeCloseTo(1, 10);
      expect(logHypergeometric(1, 1, z)).toBeCloseTo(Math.log(-Math.log1p(-z) / z), 10);
    }
  });

  it("agrees on both sides of Euler's transformation and survives a thousand purchases", () => {
    expect(hypergeometric(0.5, 3, 2, 0.3, 0.7)).toBeCloseTo(hypergeometric(1.5, -1, 2, 0.3, -0.8), 12);
    expect(Number.isFinite(hypergeometric(1000.2, 1002, 1003, 0.6, 1000.2))).toBe(true);
  });
});

describe("BG/NBD", () => {
  it("gives the paper's expected purchases for customer (2, 30.43, 38.86) in 39 weeks", () => {
    // Fader, Hardie & Lee (2005), section 4: 1.226 with the published estimates.
    expect(cdnow.expectedPurchases(matrixFromRows([[2, 30.43, 38.86]]), 39)[0]).toBeCloseTo(1.226, 3);
  });

  it.each([
    [0, 0, 38.86, 39],
    [2, 30.43, 38.86, 39],
    [26, 20, 40, 5],
  ])("x=%f t_x=%f T=%f: expectation equals the integral it stands for", (x, last, age, time) => {
    // Integrated over the drop-out probability p with the buying rate integrated out by hand.
    const { r, alpha, a, b } = cdnow;
    const prior = (p: number): number =>
      Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) - logBeta(a, b));
    const alive = (p: number): number => (1 - p) ** x * prior(p);
    const left = (p: number): number => (x > 0 ? p * (1 - p) ** (x - 1) * prior(p) : 0);
    const grow = (base: number): number => ((alpha + age) / base) ** (r + x);
    const evidence = integrate((p) => alive(p) + left(p) * grow(alpha + last));
    const expected = integrate((p) => (alive(p) * (1 - grow(alpha + age + p * time))) / p) / evidence;
    expect(cdnow.expectedPurchases(matrixFromRows([[x, last, age]]), time)[0]! / expected).toBeCloseTo(1, 5);
    expect(cdnow.aliveProbability(matrixFromRows([[x, last, age]]))[0]).toBeCloseTo(
      integrate(alive) / evidence,
      6,
    );
  });

  it("has a population mean that equals its integral, also where formulas have poles", () => {
    for (const [a, b] of [
      [0.793, 2.426],
      [1, 2],
      [0.3, 0.7],
      [2.5, 1.5],
    ] as const) {
      const model = new FittedBgNbd({}, fitOf([0.5, 6, a, b]));
      const expected = integrate(
        (p) =>
          ((1 - (6 / (6 + p * 52)) ** 0.5) / p) *
          Math.exp((a - 1) * Math.log(p) + (b - 1) * Math.log1p(-p) - logBeta(a, b)),
        2_000_00,
      );
      expect(model.expectedByTime(52) / expected).toBeCloseTo(1, 3);
    }
    expect(cdnow.expectedByTime(0)).toBe(0);
  });

  it("recovers what simulated customers were made of, within four standard errors", () => {
    const rng = createRng("bg");
    const [r, alpha, a, b] = [0.8, 5, 1.2, 3];
    const rows = Array.from({ length: 4000 }, () => {
      const [left, right] = [randomGamma(rng, a), randomGamma(rng, b)];
      const p = left / (left + right);
      return simulate(rng, randomGamma(rng, r) / alpha, 20 + 20 * rng.next(), () => rng.next() < p, Infinity);
    });
    const { fit } = new BgNbd().fit(matrixFromRows(rows));
    expect(fit.converged).toBe(true);
    [r, alpha, a, b].forEach((truth, j) => {
      expect(Math.abs(fit.values[j]! - truth)).toBeLessThan(4 * fit.standardErrors![j]!);
    });
  });

  it("has a likelihood that adds up to one over all histories", () => {
    // P(no repeat purchase by T) = exp(LL of (0, 0, T)); with one purchase at t: integrate over t; the rest simulated.
    const values = [0.9, 4, 0.8, 2];
    const T = 3;
    const of = (x: number, t: number): number =>
      Math.exp(bgNbdLogLikelihood(purchaseHistories(matrixFromRows([[x, t, T]])), values));
    const none = of(0, 0);
    let one = 0;
    for (let k = 0; k < 2000; k++) one += (of(1, ((k + 0.5) / 2000) * T) * T) / 2000;
    const rng = createRng("mass");
    let counts = [0, 0];
    const n = 40_000;
    for (let i = 0; i < n; i++) {
      const [left, right] = [randomGamma(rng, values[2]!), randomGamma(rng, values[3]!)];
      const p = left / (left + right);
      const [x] = simulate(rng, randomGamma(rng, values[0]!) / values[1]!, T, () => rng.next() < p, Infinity);
      if (x! < 2) counts = counts.map((c, k) => c + Number(k === x));
    }
    // Four standard errors of a share of 40,000: .01 at most.
    expect(Math.abs(counts[0]! / n - none)).toBeLessThan(0.01);
    expect(Math.abs(counts[1]! / n - one)).toBeLessThan(0.01);
  });
});

describe("Pareto/NBD", () => {
  it("has the likelihood of its defining integral", () => {
    // s ∫ (α + y)^−(r + x) (β + y)^−(s + 1) dy from t_x to T, plus the survivors: Fader & Hardie (2005), eq. 14–16.
    for (const values of [
      [0.553, 10.578, 0.606, 11.669],
      [2, 15, 1.5, 4],
      [1, 5, 1, 5],
    ]) {
      const [r, alpha, s, beta] = values as [number, number, number, number];
      for (const [x, last, T] of [
        [0, 0, 30],
        [3, 12, 30],
        [40, 29, 30],
      ] as const) {
        let integral = 0;
        const steps = 20_000;
        for (let k = 0; k < steps; k++) {
          const y = last + ((k + 0.5) / steps) * (T - last);
          integral += (((alpha + y) / (alpha + T)) ** -(r + x) * (beta + y) ** -(s + 1) * (T - last)) / steps;
        }
        let logGammaRatio = 0;
        for (let k = 0; k < x; k++) logGammaRatio += Math.log(r + k);
        const expected =
          logGammaRatio +
          r * Math.log(alpha) +
          s * Math.log(beta) -
          (r + x) * Math.log(alpha + T) +
          Math.log((beta + T) ** -s + s * integral);
        const got = paretoNbdLogLikelihood(purchaseHistories(matrixFromRows([[x, last, T]])), values);
        expect(got).toBeCloseTo(expected, 5);
      }
    }
  });

  it("makes silence suspicious, unlike BG/NBD, for who never bought again", () => {
    const rows = matrixFromRows([
      [0, 0, 5],
      [0, 0, 50],
    ]);
    const [young, old] = cdnowPareto.aliveProbability(rows);
    expect(old).toBeLessThan(young!);
    expect([...cdnow.aliveProbability(rows)]).toEqual([1, 1]);
  });

  it("recovers what simulated customers were made of, within four standard errors", () => {
    const rng = createRng("pareto");
    const truth = [1.2, 6, 0.9, 10];
    const rows = Array.from({ length: 3000 }, () =>
      simulate(
        rng,
        randomGamma(rng, truth[0]!) / truth[1]!,
        30 + 20 * rng.next(),
        () => false,
        exponential(rng, randomGamma(rng, truth[2]!) / truth[3]!),
      ),
    );
    const { fit } = new ParetoNbd().fit(matrixFromRows(rows));
    expect(fit.converged).toBe(true);
    truth.forEach((value, j) => {
      expect(Math.abs(fit.values[j]! - value)).toBeLessThan(4 * fit.standardErrors![j]!);
    });
  });

  it("approaches its limit at s = 1 smoothly", () => {
    const at = (s: number): number => new FittedParetoNbd({}, fitOf([1, 10, s, 12])).expectedByTime(52);
    expect(at(1)).toBeCloseTo((12 / 10) * Math.log(64 / 12), 12);
    expect(at(1 + 1e-9)).toBeCloseTo(at(1), 7);
  });
});

describe("Gamma-Gamma", () => {
  it("draws a customer's mean towards the population's, the less the more they bought", () => {
    const model = new FittedGammaGamma({}, fitOf([6.25, 3.74, 15.44]));
    const mean = model.populationMean()!;
    expect(mean).toBeCloseTo((6.25 * 15.44) / 2.74, 12);
    const [none, few, many] = model.expectedSpend(
      matrixFromRows([
        [0, 0],
        [1, 100],
        [50, 100],
      ]),
    );
    expect(none).toBeCloseTo(mean, 12);
    expect(few).toBeGreaterThan(mean);
    expect(few).toBeLessThan(many!);
    expect(many).toBeGreaterThan(95);
  });

  it("recovers what simulated spends were made of, within four standard errors", () => {
    const rng = createRng("gg");
    const truth = [5, 4, 12];
    const rows = Array.from({ length: 3000 }, () => {
      const rate = randomGamma(rng, truth[1]!) / truth[2]!;
      const x = 1 + Math.floor(4 * rng.next());
      return [x, randomGamma(rng, truth[0]! * x) / (rate * x)];
    });
    const { fit } = new GammaGamma().fit(matrixFromRows(rows));
    truth.forEach((value, j) => {
      expect(Math.abs(fit.values[j]! - value)).toBeLessThan(4 * fit.standardErrors![j]!);
    });
  });

  it("has no population mean when q ≤ 1, and says so", () => {
    const model = new FittedGammaGamma({}, fitOf([5, 0.8, 12]));
    expect(model.populationMean()).toBeNull();
    expect(() => model.expectedSpend(matrixFromRows([[0, 0]]))).toThrow(/does not exist/);
  });
});

const history = fc
  .tuple(
    fc.integer({ min: 0, max: 300 }),
    fc.double({ min: 0, max: 1, noNaN: true }),
    fc.double({ min: 0.01, max: 1e4, noNaN: true }),
  )
  .map(([x, share, age]) => [x, x === 0 ? 0 : share * age, age]);

describe("lifetime models for any customers", () => {
  it("give finite expectations that grow with time and probabilities within [0, 1]", () => {
    fc.assert(
      fc.property(
        history,
        fc.tuple(...Array.from({ length: 4 }, () => fc.double({ min: 0.05, max: 20, noNaN: true }))),
        fc.double({ min: 0, max: 1000, noNaN: true }),
        (row, values, time) => {
          const X = matrixFromRows([row]);
          for (const model of [new FittedBgNbd({}, fitOf(values)), new FittedParetoNbd({}, fitOf(values))]) {
            const alive = model.aliveProbability(X)[0]!;
            expect(alive).toBeGreaterThanOrEqual(0);
            expect(alive).toBeLessThanOrEqual(1);
            const [sooner, later] = [
              model.expectedPurchases(X, time)[0]!,
              model.expectedPurchases(X, 2 * time)[0]!,
            ];
            expect(sooner).toBeGreaterThanOrEqual(0);
            expect(later).toBeGreaterThanOrEqual(sooner * (1 - 1e-6) - 1e-9);
          }
        },
      ),
      { numRuns: 150, seed: 8 },
    );
  });

  it("do not depend on the unit of time or money", () => {
    const rng = createRng("units");
    const rows = Array.from({ length: 600 }, () => {
      const [left, right] = [randomGamma(rng, 0.8), randomGamma(rng, 2)];
      return simulate(rng, randomGamma(rng, 1) / 5, 40, () => rng.next() < left / (left + right), Infinity);
    });
    const weeks = new BgNbd().fit(matrixFromRows(rows));
    const days = new BgNbd().fit(matrixFromRows(rows.map(([x, last, age]) => [x!, last! * 7, age! * 7])));
    expect(days.alpha / weeks.alpha).toBeCloseTo(7, 3);
    expect(days.r).toBeCloseTo(weeks.r, 4);
    expect(days.fit.standardErrors![1]! / weeks.fit.standardErrors![1]!).toBeCloseTo(7, 2);
  });

  it("refuse impossible customers and those who teach nothing", () => {
    for (const row of [
      [1.5, 1, 2],
      [-1, 0, 2],
      [1, 3, 2],
      [0, 1, 2],
      [Number.NaN, 0, 1],
    ]) {
      expect(() => cdnow.expectedPurchases(matrixFromRows([row]), 1)).toThrow(MlError);
      expect(() => new BgNbd().fit(matrixFromRows([row, [1, 1, 2], [0, 0, 2], [2, 1, 2]]))).toThrow(MlError);
    }
    expect(() =>
      new BgNbd().fit(
        matrixFromRows([
          [0, 0, 5],
          [0, 0, 6],
          [0, 0, 7],
          [0, 0, 8],
        ]),
      ),
    ).toThrow(/Nobody/);
    expect(() =>
      new GammaGamma().fit(
        matrixFromRows([
          [0, 0],
          [1, 5],
        ]),
      ),
    ).toThrow(MlError);
    const sound = [
      [1, 5],
      [2, 7],
      [0, 0],
      [3, 4],
      [1, 9],
    ];
    expect(new GammaGamma().fit(matrixFromRows(sound)).fit.values).toHaveLength(3);
    for (const wrong of [
      [-1, 5],
      [1.5, 5],
      [2, -5],
    ])
      expect(() => new GammaGamma().fit(matrixFromRows([...sound, wrong]))).toThrow(
        expect.objectContaining({ code: "BAD_PARAMETER" }),
      );
    expect(() => cdnow.expectedPurchases(matrixFromRows([[0, 0, 1]]), -1)).toThrow(MlError);
  });
});

/** Customers who leave after purchases (BG/NBD's story) or at any time (Pareto/NBD's). */
function sampleRows(story: "bg" | "pareto"): Matrix {
  const rng = createRng(`contract-${story}`);
  return matrixFromRows(
    Array.from({ length: 250 }, () => {
      const [left, right] = [randomGamma(rng, 0.8), randomGamma(rng, 2)];
      const p = story === "bg" ? left / (left + right) : 0;
      const until = story === "pareto" ? exponential(rng, randomGamma(rng, 0.7) / 8) : Infinity;
      return simulate(rng, randomGamma(rng, 0.7) / 4, 25, () => rng.next() < p, until);
    }),
  );
}
describe.each([
  {
    name: "BG/NBD",
    checks: estimatorContract({
      create: () => new BgNbd(),
      data: () => ({ X: sampleRows("bg"), y: undefined }),
      restore: BgNbd.fromSnapshot,
      predict: (model, X) => model.expectedPurchases(X, 10),
    }),
  },
  {
    name: "Pareto/NBD",
    checks: estimatorContract({
      create: () => new ParetoNbd(),
      data: () => ({ X: sampleRows("pareto"), y: undefined }),
      restore: ParetoNbd.fromSnapshot,
      predict: (model, X) => model.expectedPurchases(X, 10),
    }),
  },
  {
    name: "Gamma-Gamma",
    checks: estimatorContract({
      create: () => new GammaGamma(),
      data: () => {
        const rng = createRng("gg-contract");
        const rows = Array.from({ length: 80 }, () => [
          1 + Math.floor(3 * rng.next()),
          5 * randomGamma(rng, 3),
        ]);
        return { X: matrixFromRows(rows), y: undefined };
      },
      restore: GammaGamma.fromSnapshot,
      predict: (model, X) => model.expectedSpend(X),
    }),
  },
])("$name keeps the estimator contract", ({ checks }) => {
  it.each(checks)("$title", ({ check }) => check());
});

const DATA = join(process.cwd(), "..", "shared", "data");
describe.skipIf(!existsSync(DATA))("CDNOW (skipped where ../shared/data does not exist)", () => {
  const summary = (): number[][] =>
    readFileSync(join(DATA, "cdnow", "cdnow_customers_summary_with_transactions.csv"), "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.split(",").map(Number));

  /** Repeat purchases in weeks 39–78, by the customer's number in the sample. */
  function heldOut(): Map<number, number> {
    const counts = new Map<number, Set<string>>();
    for (const line of readFileSync(join(DATA, "cdnow", "CDNOW_sample.txt"), "utf8")
      .trim()
      .split("\n")) {
      const [, customer, date] = line.trim().split(/\s+/);
      if (date! > "19970930")
        counts.set(Number(customer), (counts.get(Number(customer)) ?? new Set()).add(date!));
    }
    return new Map([...counts].map(([customer, dates]) => [customer, dates.size]));
  }

  it("gives the published estimates of all three models", () => {
    // Fader, Hardie & Lee (2005); Fader & Hardie (2005), (2013): parameters, log-likelihoods, standard teaching figures.
    const rows = summary();
    const X = matrixFromRows(rows.map((row) => row.slice(1, 4)));
    const bg = new BgNbd().fit(X);
    expect([bg.r, bg.alpha, bg.a, bg.b].map((v) => v.toFixed(4))).toEqual([
      "0.2426",
      "4.4135",
      "0.7929",
      "2.4258",
    ]);
    expect(bg.fit.logLikelihood).toBeCloseTo(-9582.4256, 3);
    expect(bg.expectedPurchases(matrixFromRows([[2, 30.43, 38.86]]), 39)[0]).toBeCloseTo(1.2259, 4);
    // 1.8576 is often quoted for 78 weeks: the series cut after some 150 terms. To 40 digits it is 1.857971798808.
    expect([1, 3, 32, 78].map((t) => bg.expectedByTime(t).toFixed(4))).toEqual([
      "0.0532",
      "0.1506",
      "1.0437",
      "1.8580",
    ]);
    const pareto = new ParetoNbd().fit(X);
    expect([pareto.r, pareto.alpha, pareto.s, pareto.beta].map((v) => v.toFixed(3))).toEqual([
      "0.553",
      "10.578",
      "0.606",
      "11.668",
    ]);
    expect(pareto.fit.logLikelihood).toBeCloseTo(-9594.974, 3);
    const spend = new GammaGamma().fit(matrixFromRows(rows.map((row) => [row[1]!, row[4]!])));
    expect([spend.p, spend.q, spend.v].map((v) => v.toFixed(2))).toEqual(["6.25", "3.74", "15.45"]);
    expect(spend.fit.logLikelihood).toBeCloseTo(-4055.923, 3);
    expect(spend.populationMean()).toBeCloseTo(35.171, 3);
  });

  it("predicts the next 39 weeks better than each customer's own past rate", () => {
    const rows = summary();
    const X = matrixFromRows(rows.map((row) => row.slice(1, 4)));
    // The sample keeps the summary's order; its own numbers run from 1.
    const later = heldOut();
    const truth = rows.map((row) => later.get(row[0]!) ?? 0);
    expect(truth.reduce((a, b) => a + b, 0)).toBeGreaterThan(1000);
    const predicted = new BgNbd().fit(X).expectedPurchases(X, 39);
    const naive = rows.map((row) => (row[1]! / row[3]!) * 39);
    const error = (values: ArrayLike<number>): number =>
      truth.reduce((sum, value, i) => sum + Math.abs(value - values[i]!), 0) / truth.length;
    expect(error(predicted)).toBeCloseTo(0.785, 3);
    expect(error(naive)).toBeCloseTo(1.024, 3);
  });

  it("tells who stays by expected purchases, not by P(alive), and hardly better than recency does", () => {
    const rows = summary();
    const X = matrixFromRows(rows.map((row) => row.slice(1, 4)));
    const later = heldOut();
    const stayed = rows.map((row) => Number(later.has(row[0]!)));
    const bg = new BgNbd().fit(X);
    const recency = rows.map((row) => row[2]! - row[3]!);
    expect(areaUnderRoc(stayed, bg.aliveProbability(X))).toBeCloseTo(0.316, 3);
    expect(areaUnderRoc(stayed, bg.expectedPurchases(X, 39))).toBeCloseTo(0.773, 3);
    expect(areaUnderRoc(stayed, recency)).toBeCloseTo(0.771, 3);
  });
});

/** Second derivatives of f at x, p × p: first differences of fourth order, taken twice. */
function curvatureOf(f: (x: number[]) => number, x: readonly number[]): number[][] {
  const h = x.map((value) => 2e-3 * value);
  const moved = (i: number, a: number, j: number, b: number) =>
    f(x.map((value, k) => value + (k === i ? a * h[i]! : 0) + (k === j ? b * h[j]! : 0)));
  const weights = [
    [-2, 1],
    [-1, -8],
    [1, 8],
    [2, -1],
  ] as const;
  return x.map((_, i) =>
    x.map((__, j) => {
      let sum = 0;
      for (const [a, wa] of weights) for (const [b, wb] of weights) sum += wa * wb * moved(i, a, j, b);
      return sum / (144 * h[i]! * h[j]!);
    }),
  );
}

/** Diagonal of A⁻¹ by Gauss–Jordan. */
function inverseDiagonal(A: number[][]): number[] {
  const n = A.length;
  const rows = A.map((row, i) => [...row, ...row.map((_, j) => Number(i === j))]);
  for (let i = 0; i < n; i++) {
    const pivot = rows[i]![i]!;
    rows[i] = rows[i]!.map((value) => value / pivot);
    for (let k = 0; k < n; k++)
      if (k !== i) {
        const factor = rows[k]![i]!;
        rows[k] = rows[k]!.map((value, j) => value - factor * rows[i]![j]!);
      }
  }
  return rows.map((row, i) => row[n + i]!);
}

describe("standard errors of lifetime models", () => {
  const spends = () => {
    const rng = createRng("errors");
    return matrixFromRows(
      Array.from({ length: 800 }, () => {
        const x = 1 + Math.floor(4 * rng.next());
        return [x, randomGamma(rng, 5 * x) / ((randomGamma(rng, 4) / 12) * x)];
      }),
    );
  };
  const customers = (story: "bg" | "pareto") => {
    const rng = createRng(`errors-${story}`);
    return matrixFromRows(
      Array.from({ length: 1500 }, () => {
        const [left, right] = [randomGamma(rng, 1.2), randomGamma(rng, 3)];
        const p = story === "bg" ? left / (left + right) : 0;
        const until = story === "pareto" ? exponential(rng, randomGamma(rng, 0.9) / 10) : Infinity;
        return simulate(rng, randomGamma(rng, 0.8) / 5, 30, () => rng.next() < p, until);
      }),
    );
  };
  const column = (X: Matrix, j: number) =>
    Float64Array.from({ length: X.rows }, (_, i) => X.data[i * X.columns + j]!);
  it.each([
    {
      name: "BG/NBD",
      X: customers("bg"),
      fitted: (X: Matrix) => new BgNbd().fit(X).fit,
      likelihood: (X: Matrix) => {
        const histories = purchaseHistories(X);
        return (values: number[]) => bgNbdLogLikelihood(histories, values);
      },
    },
    {
      name: "Pareto/NBD",
      X: customers("pareto"),
      fitted: (X: Matrix) => new ParetoNbd().fit(X).fit,
      likelihood: (X: Matrix) => {
        const histories = purchaseHistories(X);
        return (values: number[]) => paretoNbdLogLikelihood(histories, values);
      },
    },
    {
      name: "Gamma-Gamma",
      X: spends(),
      fitted: (X: Matrix) => new GammaGamma().fit(X).fit,
      likelihood: (X: Matrix) => (values: number[]) =>
        gammaGammaLogLikelihood(column(X, 0), column(X, 1), values),
    },
  ])("are those of the curvature in the parameters' own units: $name", ({ X, fitted, likelihood }) => {
    // Fits work in logarithms, in units of their own and with second differences; this is none of the three.
    const { values, standardErrors } = fitted(X);
    const curvature = curvatureOf(likelihood(X), [...values]).map((row) => row.map((value) => -value));
    inverseDiagonal(curvature).forEach((variance, j) => {
      expect(standardErrors![j]! / Math.sqrt(variance)).toBeCloseTo(1, 2);
    });
  });

  it("are as large as estimates of simulated shops differ", () => {
    const truth = [5, 4, 12];
    const fits = Array.from({ length: 60 }, (_, shop) => {
      const rng = createRng(`shop-${shop}`);
      const rows = Array.from({ length: 1500 }, () => {
        const x = 1 + Math.floor(4 * rng.next());
        return [x, randomGamma(rng, truth[0]! * x) / ((randomGamma(rng, truth[1]!) / truth[2]!) * x)];
      });
      return new GammaGamma().fit(matrixFromRows(rows)).fit;
    });
    truth.forEach((value, j) => {
      const scores = fits.map(({ values, standardErrors }) => (values[j]! - value) / standardErrors![j]!);
      const spread = Math.sqrt(scores.reduce((sum, score) => sum + score * score, 0) / scores.length);
      // √(χ²₆₀/60): three standard errors are .27.
      expect(spread).toBeGreaterThan(0.73);
      expect(spread).toBeLessThan(1.27);
    });
  });
});

describe("lifetime models fitted to any customers", () => {
  const age = fc.double({ min: 0.5, max: 100, noNaN: true });
  const customer = fc
    .tuple(fc.integer({ min: 0, max: 12 }), fc.double({ min: 0, max: 1, noNaN: true }), age)
    .map(([x, share, seen]): number[] => [x, x === 0 ? 0 : share * seen, seen]);
  it("are refused by name or have finite positive parameters and a likelihood no worse than others'", () => {
    fc.assert(
      fc.property(fc.array(customer, { minLength: 4, maxLength: 25 }), (rows) => {
        const X = matrixFromRows(rows);
        const histories = purchaseHistories(X);
        for (const [learner, likelihood] of [
          [new BgNbd(), bgNbdLogLikelihood],
          [new ParetoNbd(), paretoNbdLogLikelihood],
        ] as const) {
          let fit: ReturnType<BgNbd["fit"]>["fit"];
          try {
            fit = learner.fit(X).fit;
          } catch (error) {
            expect(error).toBeInstanceOf(MlError);
            continue;
          }
          for (const value of fit.values) {
            expect(value).toBeGreaterThan(0);
            expect(Number.isFinite(value)).toBe(true);
          }
          for (const guess of [
            [0.5, 10, 0.8, 2],
            [2, 20, 1, 10],
          ])
            expect(fit.logLikelihood).toBeGreaterThanOrEqual(likelihood(histories, guess) - 1e-3);
        }
      }),
      { numRuns: 12 },
    );
  });

  it("and of any spends likewise", () => {
    const spend = fc.tuple(fc.integer({ min: 0, max: 20 }), fc.double({ min: 0.01, max: 1e6, noNaN: true }));
    fc.assert(
      fc.property(fc.array(spend, { minLength: 3, maxLength: 25 }), (rows) => {
        const X = matrixFromRows(rows);
        try {
          const { fit } = new GammaGamma().fit(X);
          for (const value of fit.values) expect(value > 0 && Number.isFinite(value)).toBe(true);
          expect(Number.isFinite(fit.logLikelihood)).toBe(true);
        } catch (error) {
          expect(error).toBeInstanceOf(MlError);
        }
      }),
      { numRuns: 40 },
    );
  });
});
