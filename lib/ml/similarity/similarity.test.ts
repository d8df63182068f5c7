import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import {
  adjustedCosine,
  cosine,
  missingPenalisedCosine,
  pearson,
  pearsonBaseline,
  SIMILARITIES,
  similaritySteps,
} from "./similarity";
import type { SparseMatrix } from "./sparse-matrix";
import { checkSparse, findCell, transpose } from "./sparse-matrix";

/** Rows of cells; null is missing. */
function sparse(rows: readonly (readonly (number | null)[])[]): SparseMatrix {
  const starts = [0];
  const indices: number[] = [];
  const values: number[] = [];
  for (const row of rows) {
    row.forEach((value, j) => {
      if (value === null) return;
      indices.push(j);
      values.push(value);
    });
    starts.push(indices.length);
  }
  return {
    rows: rows.length,
    columns: rows[0]!.length,
    starts: Int32Array.from(starts),
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
}

function at(S: SparseMatrix, i: number, j: number): number | null {
  const cell = findCell(S, i, j);
  return cell < 0 ? null : S.values[cell]!;
}

// Three items rated by four users. Items 0 and 1 share users 0, 1, 2; items 0 and 2 share user 3 alone.
const X = sparse([
  [5, 3, 1, 4],
  [4, 2, 3, null],
  [null, null, null, 2],
]);

describe("cosine", () => {
  it("counts missing cells as zero", () => {
    // 5·4 + 3·2 + 1·3 = 29; |x|² = 25 + 9 + 1 + 16 = 51; |y|² = 16 + 4 + 9 = 29.
    expect(at(cosine(X), 0, 1)).toBeCloseTo(29 / Math.sqrt(51 * 29), 14);
    // 4·2 / (√51 · 2).
    expect(at(cosine(X), 0, 2)).toBeCloseTo(8 / (Math.sqrt(51) * 2), 14);
    expect(at(cosine(X), 1, 2)).toBeNull();
  });

  it("is symmetric with an empty diagonal", () => {
    const S = cosine(X);
    expect(at(S, 1, 0)).toBe(at(S, 0, 1));
    expect(at(S, 0, 0)).toBeNull();
    checkSparse(S);
  });
});

describe("the brief's penalised cosine", () => {
  it("divides cosine by 1 + α(|R(x)| + |R(y)|)", () => {
    // R: item 0 misses none, item 1 misses one, item 2 misses three.
    const plain = cosine(X);
    const damped = missingPenalisedCosine(X, { alpha: 0.5 });
    expect(at(damped, 0, 1)).toBeCloseTo(at(plain, 0, 1)! / 1.5, 14);
    expect(at(damped, 0, 2)).toBeCloseTo(at(plain, 0, 2)! / 2.5, 14);
  });

  it("takes α = 1/(2·columns) unless told", () => {
    expect(at(missingPenalisedCosine(X), 0, 2)).toBeCloseTo(at(cosine(X), 0, 2)! / (1 + 3 / 8), 14);
  });

  it("is plain cosine when α is zero", () => {
    expect(missingPenalisedCosine(X, { alpha: 0 })).toEqual(cosine(X));
  });

  it("refuses a negative α", () => {
    expect(() => missingPenalisedCosine(X, { alpha: -1 })).toThrow(MlError);
  });
});

describe("adjusted cosine", () => {
  it("subtracts each user's mean and looks at shared users only", () => {
    // User means: (5+4)/2, (3+2)/2, (1+3)/2, (4+2)/2 = 4.5, 2.5, 2, 3.
    // Item 0 centred: .5 .5 −1 1; item 1: −.5 −.5 1. Shared users: −.25 −.25 −1 = −1.5 = −√1.5·√1.5.
    expect(at(adjustedCosine(X), 0, 1)).toBeCloseTo(-1, 14);
    expect(at(adjustedCosine(X), 0, 2)).toBeCloseTo(-1, 14);
  });
});

describe("Pearson", () => {
  it("is the correlation over shared columns", () => {
    // Item 0 over users 0..2: mean 3, deviations 2 0 −2; item 1: mean 3, deviations 1 −1 0. Σ = 2, √(8·2) = 4.
    expect(at(pearson(X), 0, 1)).toBeCloseTo(0.5, 14);
  });

  it("knows nothing from one shared column or from a constant row", () => {
    expect(at(pearson(X), 0, 2)).toBeNull();
    expect(
      pearson(
        sparse([
          [0.1, 0.1, 0.1],
          [1, 2, 3],
        ]),
      ).indices.length,
    ).toBe(0);
  });

  it("does not change when a row is scaled and shifted", () => {
    const moved = sparse([
      [5, 3, 1, 4],
      [4, 2, 3, null].map((v) => (v === null ? null : 10 * v - 7)),
      [null, null, null, 2],
    ]);
    expect(at(pearson(moved), 0, 1)).toBeCloseTo(at(pearson(X), 0, 1)!, 12);
    const far = { ...X, values: X.values.map((value) => value + 2 ** 30) };
    expect(at(pearson(far), 0, 1)).toBeCloseTo(at(pearson(X), 0, 1)!, 12);
  });
});

describe("Pearson-baseline", () => {
  it("is a cosine of residuals shrunk by (n − 1)/(n − 1 + s)", () => {
    const residuals = sparse([
      [1, -1, 0.5],
      [2, 0, 1],
    ]);
    // 2.5 / √(2.25 · 5) over n = 3, s = 100.
    expect(at(pearsonBaseline(residuals), 0, 1)).toBeCloseTo((2.5 / Math.sqrt(11.25)) * (2 / 102), 14);
  });
});

describe("options", () => {
  it("leave out pairs below the minimum support", () => {
    expect(at(cosine(X, { minimumSupport: 2 }), 0, 2)).toBeNull();
    expect(at(cosine(X, { minimumSupport: 2 }), 0, 1)).not.toBeNull();
  });

  it("shrink by n/(n + s)", () => {
    expect(at(cosine(X, { shrinkage: 6 }), 0, 1)).toBeCloseTo(at(cosine(X), 0, 1)! / 3, 14);
  });

  it("refuse a negative shrinkage and a support below one", () => {
    expect(() => cosine(X, { shrinkage: -1 })).toThrow(MlError);
    expect(() => cosine(X, { minimumSupport: 0 })).toThrow(MlError);
  });
});

const anyRows = fc
  .tuple(fc.integer({ min: 1, max: 8 }), fc.integer({ min: 1, max: 8 }))
  .chain(([rows, columns]) =>
    fc.array(
      fc.array(fc.option(fc.integer({ min: -5, max: 5 }).filter((v) => v !== 0)), {
        minLength: columns,
        maxLength: columns,
      }),
      { minLength: rows, maxLength: rows },
    ),
  );

describe("every similarity", () => {
  it("stays within [−1, 1], is symmetric and equals a dense computation", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const S = cosine(sparse(rows));
        checkSparse(S);
        for (let a = 0; a < rows.length; a++)
          for (let b = 0; b < rows.length; b++) {
            let dot = 0;
            let left = 0;
            let right = 0;
            rows[a]!.forEach((value, j) => {
              dot += (value ?? 0) * (rows[b]![j] ?? 0);
            });
            for (const value of rows[a]!) left += (value ?? 0) ** 2;
            for (const value of rows[b]!) right += (value ?? 0) ** 2;
            const dense = a === b || dot === 0 ? 0 : dot / Math.sqrt(left * right);
            expect(at(S, a, b) ?? 0).toBeCloseTo(dense, 12);
          }
        for (const measure of [pearson, adjustedCosine, missingPenalisedCosine, pearsonBaseline])
          for (const value of measure(sparse(rows)).values)
            expect(Math.abs(value)).toBeLessThanOrEqual(1 + 1e-9);
      }),
      { numRuns: 100 },
    );
  });
});

describe("a sparse matrix", () => {
  it("is itself again after two transpositions, whose positions lead back", () => {
    fc.assert(
      fc.property(anyRows, (rows) => {
        const M = sparse(rows);
        const { matrix, positions } = transpose(M);
        checkSparse(matrix);
        expect(transpose(matrix).matrix).toEqual(M);
        expect(Array.from(positions, (p) => M.values[p])).toEqual(Array.from(matrix.values));
      }),
      { numRuns: 50 },
    );
  });

  it("is refused when columns are out of order or a value is not a number", () => {
    const good = sparse([[1, 2]]);
    expect(() => checkSparse({ ...good, indices: Int32Array.of(1, 0) })).toThrow(MlError);
    expect(() => checkSparse({ ...good, values: Float64Array.of(1, Number.NaN) })).toThrow(MlError);
    expect(() => checkSparse({ ...good, values: Float64Array.of(1) })).toThrow(MlError);
  });
});

describe("a similarity by its name", () => {
  const whole = { cosine, pearson, "adjusted-cosine": adjustedCosine };
  const named = { ...whole, "missing-penalised-cosine": missingPenalisedCosine };

  it.each(SIMILARITIES)("%s is the same, and lets others in on the way", (name) => {
    // Two and a half million meetings of cells.
    const M = sparse(
      Array.from({ length: 360 }, (_, i) => Array.from({ length: 40 }, (_, j) => ((i * 7 + j * j) % 5) + 1)),
    );
    const steps = similaritySteps(name, M, { shrinkage: 5 });
    let yields = 0;
    let step = steps.next();
    for (; !step.done; step = steps.next()) yields++;
    expect(yields).toBeGreaterThanOrEqual(2);
    expect(step.value).toEqual(named[name](M, { shrinkage: 5 }));
  });
});
