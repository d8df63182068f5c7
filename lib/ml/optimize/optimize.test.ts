import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, randomNormal } from "../core/rng";
import { bfgs } from "./bfgs";
import { gradientOf, hessianOf } from "./finite-differences";
import { maximiseLikelihood } from "./maximum-likelihood";
import { nelderMead } from "./nelder-mead";

function finish<R>(steps: Generator<unknown, R>): R {
  for (;;) {
    const result = steps.next();
    if (result.done) return result.value;
  }
}

/** Rosenbrock (1960): minimum 0 at (1, 1) in a bent valley. */
const rosenbrock = (x: Float64Array): number => 100 * (x[1]! - x[0]! ** 2) ** 2 + (1 - x[0]!) ** 2;

describe("minimisers", () => {
  it("find Rosenbrock's minimum from the usual start", () => {
    const start = Float64Array.of(-1.2, 1);
    const quick = finish(bfgs(rosenbrock, start));
    expect(quick.converged).toBe(true);
    expect(quick.iterations).toBeLessThan(60);
    const robust = nelderMead(rosenbrock, start);
    expect(robust.converged).toBe(true);
    for (const { x } of [quick, robust]) {
      expect(x[0]).toBeCloseTo(1, 4);
      expect(x[1]).toBeCloseTo(1, 4);
    }
    expect([...start]).toEqual([-1.2, 1]);
  });

  it("solve any positive definite quadratic, and BFGS never steps uphill", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 1e6 }), fc.integer({ min: 1, max: 5 }), (seed, p) => {
        const rng = createRng(seed);
        const scales = Array.from({ length: p }, () => 10 ** (4 * rng.next() - 2));
        const centre = Array.from({ length: p }, () => randomNormal(rng));
        const f = (x: Float64Array): number =>
          x.reduce((sum, v, j) => sum + scales[j]! * (v - centre[j]!) ** 2, 0);
        const steps = bfgs(f, new Float64Array(p), { tolerance: 1e-9 });
        let last = Number.POSITIVE_INFINITY;
        for (;;) {
          const { done, value } = steps.next();
          if (done) {
            value.x.forEach((v, j) => {
              expect(v).toBeCloseTo(centre[j]!, 5);
            });
            return;
          }
          expect(value).toBeLessThanOrEqual(last);
          last = value;
        }
      }),
      { numRuns: 50, seed: 1 },
    );
  });

  it("step back from where the function does not exist", () => {
    const f = (x: Float64Array): number => (x[0]! > 0 ? x[0]! - Math.log(x[0]!) : Number.NaN);
    expect(finish(bfgs(f, Float64Array.of(20))).x[0]).toBeCloseTo(1, 5);
    expect(nelderMead(f, Float64Array.of(0.2)).x[0]).toBeCloseTo(1, 4);
  });

  it("say so when there is no minimum", () => {
    expect(finish(bfgs((x) => -x[0]!, Float64Array.of(0), { maxIterations: 20 })).converged).toBe(false);
  });
});

describe("finite differences", () => {
  it("give gradient and Hessian of a known function", () => {
    // f = x²y + e^y: ∇ = (2xy, x² + e^y), H = [[2y, 2x], [2x, e^y]].
    const f = ([x, y]: Float64Array): number => x! * x! * y! + Math.exp(y!);
    const at = Float64Array.of(1.5, -0.7);
    const g = gradientOf(f, at);
    expect(g[0]).toBeCloseTo(2 * 1.5 * -0.7, 8);
    expect(g[1]).toBeCloseTo(2.25 + Math.exp(-0.7), 8);
    [2 * -0.7, 3, 3, Math.exp(-0.7)].forEach((value, k) => {
      expect(hessianOf(f, at)[k]).toBeCloseTo(value, 5);
    });
  });
});

describe("maximum likelihood", () => {
  it("gives a rate's closed-form estimate and error", () => {
    // n exponential waits of mean m: rate 1/m, standard error rate/√n, log-likelihood −n (ln m + 1).
    const [n, m] = [50, 4];
    const fit = finish(
      maximiseLikelihood(([rate]) => n * Math.log(rate!) - n * m * rate!, [Float64Array.of(1)]),
    );
    expect(fit.converged).toBe(true);
    expect(fit.values[0]).toBeCloseTo(0.25, 6);
    expect(fit.standardErrors![0]).toBeCloseTo(0.25 / Math.sqrt(n), 5);
    expect(fit.logLikelihood).toBeCloseTo(-n * (Math.log(m) + 1), 8);
  });

  it("gives no errors for a likelihood without a peak, and refuses one that is nowhere finite", () => {
    const endless = finish(maximiseLikelihood(([a]) => -1 / a!, [Float64Array.of(1)]));
    expect(endless.standardErrors).toBeNull();
    expect(() => finish(maximiseLikelihood(() => Number.NaN, [Float64Array.of(1)]))).toThrow(MlError);
  });
});
