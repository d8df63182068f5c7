import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { ridgeOnRows } from "../recommend/ridge-on-rows";
import { choleskyInPlace } from "./cholesky";
import { invertSpd } from "./spd-inverse";

/** B Bᵀ + I of a random B: symmetric, positive definite, no structure. */
function randomSpd(n: number): Float64Array {
  const rng = createRng(`spd-${n}`);
  const B = Float64Array.from({ length: n * n }, () => randomNormal(rng) / Math.sqrt(n));
  const A = new Float64Array(n * n);
  for (let i = 0; i < n; i++)
    for (let j = 0; j < n; j++) {
      let sum = i === j ? 1 : 0;
      for (let t = 0; t < n; t++) sum += B[i * n + t]! * B[j * n + t]!;
      A[i * n + j] = sum;
    }
  return A;
}

describe("the inverse of a positive definite matrix", () => {
  it("is right on 2 × 2, by hand", () => {
    // [[4,2],[2,3]]: determinant 8, inverse [[3,−2],[−2,4]]/8.
    const P = invertSpd(Float64Array.of(4, 2, 2, 3), 2);
    [0.375, -0.25, -0.25, 0.5].forEach((value, e) => {
      expect(P[e]).toBeCloseTo(value, 15);
    });
  });

  it.each([1, 3, 4, 47, 48, 49, 97, 150])("times the matrix is the identity for n = %i", (n) => {
    const A = randomSpd(n);
    const P = invertSpd(A.slice(), n);
    let worst = 0;
    for (let i = 0; i < n; i++)
      for (let j = 0; j < n; j++) {
        let sum = i === j ? -1 : 0;
        for (let t = 0; t < n; t++) sum += A[i * n + t]! * P[t * n + j]!;
        worst = Math.max(worst, Math.abs(sum));
      }
    expect(worst).toBeLessThan(1e-12);
  });

  it("reads the lower triangle only", () => {
    const A = randomSpd(60);
    const lower = A.slice();
    for (let i = 0; i < 60; i++) for (let j = i + 1; j < 60; j++) lower[i * 60 + j] = Number.NaN;
    expect(invertSpd(lower, 60)).toEqual(invertSpd(A, 60));
  });

  it("refuses a matrix that is not positive definite", () => {
    expect(() => invertSpd(Float64Array.of(1, 2, 2, 1), 2)).toThrow(MlError);
    const A = randomSpd(60);
    A[59 * 60 + 59] = -1;
    expect(() => invertSpd(A, 60)).toThrow(/positive definite/);
  });
});

describe("a small solver", () => {
  it("factors 2 × 2 by hand", () => {
    // [[4,2],[2,10]] = L Lᵀ with L = [[2,0],[1,3]].
    const A = Float64Array.of(4, 2, 2, 10);
    choleskyInPlace(A, 2);
    expect([A[0], A[2], A[3]]).toEqual([2, 1, 3]);
  });

  it("solves ridge regression on chosen rows, by hand", () => {
    // Rows (1,0) and (1,1) of the table, y = (1, 3), λ = (0, 1): minimise (1−a)² + (3−a−b)² + b².
    // Normal equations: 2a + b = 4, a + 2b = 3, so a = 5/3, b = 2/3.
    const table = Float64Array.of(9, 9, 1, 0, 1, 1);
    const x = ridgeOnRows(table, 2, [1, 2], [1, 3], [0, 1]);
    expect(x[0]).toBeCloseTo(5 / 3, 14);
    expect(x[1]).toBeCloseTo(2 / 3, 14);
  });
});
