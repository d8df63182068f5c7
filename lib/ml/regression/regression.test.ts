import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomInteger, randomNormal } from "../core/rng";
import { type Matrix, matrix, matrixFromRows } from "../core/shapes";
import { estimatorContract } from "../testing/estimator-contract";
import { absorbEffects } from "./absorb-effects";
import { LinearRegression } from "./linear-regression";
import { coefficientInterval, ordinaryLeastSquares } from "./ordinary-least-squares";

function randomMatrix(rows: number, columns: number, seed: string): Matrix {
  const rng = createRng(seed);
  return matrix(
    rows,
    columns,
    Float64Array.from({ length: rows * columns }, () => randomNormal(rng)),
  );
}

function combine(X: Matrix, beta: readonly number[], constant = 0): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, i) =>
    beta.reduce((sum, b, j) => sum + b * X.data[i * X.columns + j]!, constant),
  );
}

// A small set with two clusters a pair of rows wide, for figures worked out apart.
const X = matrixFromRows([
  [1, 2],
  [2, 1],
  [3, 5],
  [4, 3],
  [5, 8],
  [6, 4],
]);
const y = [2.1, 3.9, 5.2, 8.4, 9.1, 12.7];
const clusters = Int32Array.of(0, 0, 1, 1, 2, 2);

const REFERENCE = {
  coefficients: [2.2955971659919037, -0.29468623481781275],
  classical: [0.10882275153837788, 0.08198388376564482],
  hc1: [0.09897246411112573, 0.05669262488167062],
  cluster: [0.10658728459523932, 0.0748703895672257],
} as const;

/** NIST StRD: total employment, GNP deflator, GNP, unemployed, armed forces, population, year. */
const LONGLEY = [
  [60323, 83.0, 234289, 2356, 1590, 107608, 1947],
  [61122, 88.5, 259426, 2325, 1456, 108632, 1948],
  [60171, 88.2, 258054, 3682, 1616, 109773, 1949],
  [61187, 89.5, 284599, 3351, 1650, 110929, 1950],
  [63221, 96.2, 328975, 2099, 3099, 112075, 1951],
  [63639, 98.1, 346999, 1932, 3594, 113270, 1952],
  [64989, 99.0, 365385, 1870, 3547, 115094, 1953],
  [63761, 100.0, 363112, 3578, 3350, 116219, 1954],
  [66019, 101.2, 397469, 2904, 3048, 117388, 1955],
  [67857, 104.6, 419180, 2822, 2857, 118734, 1956],
  [68169, 108.4, 442769, 2936, 2798, 120445, 1957],
  [66513, 110.8, 444546, 4681, 2637, 121950, 1958],
  [68655, 112.6, 482704, 3813, 2552, 123366, 1959],
  [69564, 114.2, 502601, 3931, 2514, 125368, 1960],
  [69331, 115.7, 518173, 4806, 2572, 127852, 1961],
  [70551, 116.9, 554894, 4007, 2827, 130081, 1962],
];

describe("ordinary least squares", () => {
  it("solves a case worked by hand", () => {
    // x = 0, 1, 2, y = 1, 2, 4: slope = Sxy/Sxx = 3/2, intercept = 7/3 − 3/2 = 5/6; residuals 1/6, −1/3, 1/6,
    // s² = (1/36 + 1/9 + 1/36) / 1 = 1/6, var(slope) = s²/Sxx = 1/12, R² = 1 − (1/6)/(14/3) = 27/28.
    const fit = ordinaryLeastSquares(matrixFromRows([[0], [1], [2]]), [1, 2, 4], { covariance: "classical" });
    expect(fit.coefficients[0]).toBeCloseTo(1.5, 14);
    expect(fit.intercept).toBeCloseTo(5 / 6, 14);
    expect(fit.standardErrors[0]).toBeCloseTo(Math.sqrt(1 / 12), 14);
    expect(fit.rSquared).toBeCloseTo(27 / 28, 14);
    // HC1 by hand: Σ(x − x̄)²e² = 1/36 + 1/36 = 1/18, over Sxx² = 4, times n/(n − 2) = 3.
    const robust = ordinaryLeastSquares(matrixFromRows([[0], [1], [2]]), [1, 2, 4], { covariance: "hc1" });
    expect(robust.standardErrors[0]).toBeCloseTo(Math.sqrt(3 / 72), 14);
  });

  it("gives the classical, HC1 and clustered errors of numpy's explicit formulas", () => {
    // numpy 1.24: inv(X'X), residuals and the sandwich products written out.
    for (const kind of ["classical", "hc1", "cluster"] as const) {
      const fit = ordinaryLeastSquares(X, y, { covariance: kind, clusters });
      REFERENCE.coefficients.forEach((value, j) => {
        expect(fit.coefficients[j]).toBeCloseTo(value, 12);
      });
      REFERENCE[kind].forEach((value, j) => {
        expect(fit.standardErrors[j], kind).toBeCloseTo(value, 12);
      });
    }
  });

  it("recovers a noiseless hyperplane exactly", () => {
    const rows = randomMatrix(200, 5, "plane");
    const fit = ordinaryLeastSquares(rows, combine(rows, [1, -2, 0.5, 0, 7], 3));
    expect(fit.intercept).toBeCloseTo(3, 12);
    [1, -2, 0.5, 0, 7].forEach((b, j) => {
      expect(fit.coefficients[j]).toBeCloseTo(b, 12);
    });
    expect(fit.rSquared).toBeCloseTo(1, 12);
  });

  it("keeps Longley's digits, where normal equations lose them", () => {
    // NIST StRD, Longley (1967): certified values; the columns' condition number is about 5e9.
    const fit = ordinaryLeastSquares(
      matrixFromRows(LONGLEY.map((row) => row.slice(1))),
      LONGLEY.map((row) => row[0]!),
      {
        covariance: "classical",
      },
    );
    expect(fit.intercept / -3482258.63459582).toBeCloseTo(1, 9);
    expect(fit.coefficients[0]! / 15.0618722713733).toBeCloseTo(1, 8);
    expect(fit.coefficients[5]! / 1829.15146461355).toBeCloseTo(1, 9);
    expect(fit.standardErrors[0]! / 84.9149257747669).toBeCloseTo(1, 8);
  });

  it("leaves out a column that repeats an earlier one and says so", () => {
    const rows = randomMatrix(50, 2, "twin");
    const doubled = matrix(50, 4, new Float64Array(200));
    for (let i = 0; i < 50; i++) {
      const [a, b] = [rows.data[i * 2]!, rows.data[i * 2 + 1]!];
      doubled.data.set([a, 3 * a, b, 1], i * 4);
    }
    const fit = ordinaryLeastSquares(doubled, combine(rows, [2, -1]));
    expect(fit.dropped).toEqual([1, 3]);
    expect(fit.coefficients[0]).toBeCloseTo(2, 12);
    expect(fit.coefficients[2]).toBeCloseTo(-1, 12);
    expect(fit.standardErrors[1]).toBe(0);
  });

  it("covers the truth as often as its intervals promise", () => {
    let hits = 0;
    const repeats = 400;
    for (let r = 0; r < repeats; r++) {
      const rows = randomMatrix(40, 1, `cover-${r}`);
      const noise = createRng(`noise-${r}`);
      const target = combine(rows, [1.5], 2).map((v) => v + randomNormal(noise));
      const { low, high } = coefficientInterval(ordinaryLeastSquares(rows, target), 0, 0.9);
      if (low <= 1.5 && 1.5 <= high) hits++;
    }
    // Binomial(400, .9): three standard errors are .045; HC1 is known to be a little short at n = 40.
    expect(hits / repeats).toBeGreaterThan(0.84);
    expect(hits / repeats).toBeLessThan(0.945);
  });

  it("gives no interval of a coefficient that was left out, or that there is not", () => {
    const rows = matrixFromRows(Array.from({ length: 20 }, (_, i) => [i, 2 * i + 1]));
    const fit = ordinaryLeastSquares(
      rows,
      Array.from({ length: 20 }, (_, i) => i + Math.sin(i)),
    );
    expect(fit.dropped).toEqual([1]);
    expect(() => coefficientInterval(fit, 1)).toThrow(expect.objectContaining({ code: "NOT_ENOUGH_DATA" }));
    for (const column of [7, -1, 0.5])
      expect(() => coefficientInterval(fit, column)).toThrow(
        expect.objectContaining({ code: "BAD_PARAMETER" }),
      );
    expect(() => coefficientInterval(fit, 0, 1)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
    expect(coefficientInterval(fit, 0).low).toBeLessThan(1);
  });

  it("refuses too few rows, one cluster and ill-shaped input by name", () => {
    expect(() => ordinaryLeastSquares(matrixFromRows([[1]]), [2])).toThrow(MlError);
    expect(() => ordinaryLeastSquares(X, y, { clusters: new Int32Array(6) })).toThrow(/two clusters/);
    expect(() => ordinaryLeastSquares(X, y.slice(1))).toThrow(/length/);
    expect(() => ordinaryLeastSquares(X, y, { covariance: "cluster" })).toThrow(/clusters/);
  });
});

describe("fixed effects", () => {
  const n = 300;
  const rng = createRng("panel");
  const stores = Int32Array.from({ length: n }, () => randomInteger(rng, 12));
  const weeks = Int32Array.from({ length: n }, () => randomInteger(rng, 25));
  const rows = matrix(
    n,
    2,
    Float64Array.from({ length: 2 * n }, (_, k) => randomNormal(rng) + stores[k >> 1]! / 3),
  );
  const target = combine(rows, [-2.5, 0.7]).map(
    (v, i) => v + stores[i]! - Math.sin(weeks[i]!) * 3 + randomNormal(rng),
  );

  function withDummies(groupings: readonly Int32Array[]): Matrix {
    const all = groupings.flatMap((levels) =>
      [...new Set(levels)].slice(1).map((level) => Array.from(levels, (l) => (l === level ? 1 : 0))),
    );
    return matrixFromRows(
      Array.from({ length: n }, (_, i) => [
        rows.data[2 * i]!,
        rows.data[2 * i + 1]!,
        ...all.map((c) => c[i]!),
      ]),
    );
  }

  it.each([
    ["one grouping", [stores]],
    ["two groupings", [stores, weeks]],
  ])("%s absorbed gives the slopes and errors of explicit dummies", (_, effects) => {
    for (const covariance of ["classical", "hc1"] as const) {
      const absorbed = ordinaryLeastSquares(rows, target, { effects, covariance });
      const explicit = ordinaryLeastSquares(withDummies(effects), target, { covariance });
      expect(absorbed.parameters).toBe(explicit.parameters);
      for (const j of [0, 1]) {
        expect(absorbed.coefficients[j]).toBeCloseTo(explicit.coefficients[j]!, 9);
        expect(absorbed.standardErrors[j]).toBeCloseTo(explicit.standardErrors[j]!, 9);
      }
    }
  });

  it("does not charge clustered errors for effects that lie within clusters", () => {
    const nested = ordinaryLeastSquares(rows, target, { effects: [stores], clusters: stores });
    expect(nested.parameters).toBe(3);
    const crossed = ordinaryLeastSquares(rows, target, { effects: [stores, weeks], clusters: stores });
    expect(crossed.parameters).toBe(2 + 25);
  });

  it("drops a column that the effects explain, however large its values", () => {
    const perStore = matrix(n, 2, rows.data.slice());
    for (let i = 0; i < n; i++) perStore.data[2 * i] = 1e9 + stores[i]! * 1e3;
    expect(ordinaryLeastSquares(perStore, target, { effects: [stores] }).dropped).toEqual([0]);
  });

  it("leaves nothing of a level mean behind", () => {
    const { variables } = absorbEffects([target], [stores, weeks]);
    for (const levels of [stores, weeks])
      for (const level of new Set(levels)) {
        const own = variables[0]!.filter((_, i) => levels[i] === level);
        expect(Math.abs(own.reduce((a, b) => a + b, 0) / own.length)).toBeLessThan(1e-10);
      }
  });

  it("counts the independent levels of two groupings that fall into separate parts", () => {
    // Stores 0, 1 only meet weeks 0, 1; stores 2, 3 only weeks 2, 3: 4 + 4 − 2 = 6.
    const a = Int32Array.of(0, 0, 1, 1, 2, 2, 3, 3);
    const b = Int32Array.of(0, 1, 0, 1, 2, 3, 2, 3);
    expect(absorbEffects([new Float64Array(8)], [a, b]).parameters).toBe(6);
  });
});

describe("linear regression for any rows", () => {
  it("is unmoved by scale, shift and order", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1e6 }),
        fc.constantFrom(1e-120, 1e-6, 1, 1e6, 1e120),
        fc.integer({ min: 4, max: 30 }),
        (seed, scale, n) => {
          const rows = randomMatrix(n, 2, `p-${seed}`);
          const noise = createRng(`e-${seed}`);
          const target = combine(rows, [1, -1], 2).map((v) => v + 0.1 * randomNormal(noise));
          const plain = ordinaryLeastSquares(rows, target, { covariance: "classical" });
          const scaled = ordinaryLeastSquares({ ...rows, data: rows.data.map((v) => v * scale) }, target, {
            covariance: "classical",
          });
          for (const j of [0, 1])
            expect((scaled.coefficients[j]! * scale) / plain.coefficients[j]!).toBeCloseTo(1, 8);
          expect(plain.residuals.reduce((a, b) => a + b, 0)).toBeCloseTo(0, 9);
        },
      ),
      { numRuns: 100, seed: 3 },
    );
  });

  it("refuses NaN, infinities and nothing at all, and survives constants and duplicates", () => {
    const learner = new LinearRegression();
    expect(() => learner.fit(matrixFromRows([[1], [Number.NaN], [2]]), [1, 2, 3])).toThrow(MlError);
    expect(() => learner.fit(matrix(0, 1, new Float64Array(0)), [])).toThrow(MlError);
    const constant = learner.fit(matrixFromRows([[5], [5], [5]]), [1, 2, 3]);
    expect([...constant.predict(matrixFromRows([[5], [9]]))].map((v) => v.toFixed(9))).toEqual([
      "2.000000000",
      "2.000000000",
    ]);
    const duplicated = learner.fit(matrixFromRows([[1], [1], [2], [2]]), [1, 1, 2, 2]);
    expect(duplicated.coefficients[0]).toBeCloseTo(1, 12);
  });
});

describe("linear regression keeps the estimator contract", () => {
  it.each(
    estimatorContract({
      create: () => new LinearRegression(),
      data: () => ({
        X: randomMatrix(20, 3, "contract"),
        y: combine(randomMatrix(20, 3, "contract"), [1, 2, 3]),
      }),
      restore: LinearRegression.fromSnapshot,
      predict: (model, rows) => model.predict(rows),
    }),
  )("$title", ({ check }) => check());
});
