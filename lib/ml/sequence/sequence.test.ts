import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { createRng, type Rng, randomNormal } from "../core/rng";
import { estimatorContract } from "../testing/estimator-contract";
import { createAdam } from "./adam";
import { GruForecaster, type GruForecasterParams } from "./gru-forecaster";
import { gruGradient, gruLayout, gruStep, gruTape, initialWeights } from "./gru-network";
import type { SequenceSet } from "./sequence-set";

const normals = (rng: Rng, n: number): Float64Array =>
  Float64Array.from({ length: n }, () => randomNormal(rng));

describe("gated recurrent unit", () => {
  it("gives the values worked by hand for one unit and two steps", () => {
    // D = H = 1; W = (.5, −1, 2), U = (.1, .2, .3), b = (0, .5, −.5), c = .25, v = 2, v₀ = 1; x = 1, then −1.
    const layout = gruLayout(1, 1);
    const weights = Float64Array.of(0.5, -1, 2, 0.1, 0.2, 0.3, 0, 0.5, -0.5, 0.25, 2, 1);
    const tape = gruTape(layout, 1, 2);
    const inputs = Float64Array.of(1, -1);
    gruStep(layout, weights, inputs, 0, tape);
    gruStep(layout, weights, inputs, 1, tape);
    const sigma = (x: number): number => 1 / (1 + Math.exp(-x));
    const h1 = (1 - sigma(0.5)) * Math.tanh(1.5 + sigma(-0.5) * 0.25);
    const z2 = sigma(-0.5 + 0.1 * h1);
    const n2 = Math.tanh(-2.5 + sigma(1.5 + 0.2 * h1) * (0.3 * h1 + 0.25));
    const h2 = (1 - z2) * n2 + z2 * h1;
    expect(tape.outputs[0]).toBeCloseTo(2 * h1 + 1, 14);
    expect(tape.outputs[1]).toBeCloseTo(2 * h2 + 1, 14);
  });

  it.each([
    [1, 1, 1, 3],
    [3, 5, 6, 7],
    [2, 4, 4, 12],
    [5, 3, 9, 1],
  ])("has a gradient that matches finite differences to 1e-6 (D=%i H=%i B=%i T=%i)", (D, H, B, T) => {
    const rng = createRng(`gradient-${D}-${H}`);
    const layout = gruLayout(D, H);
    const weights = initialWeights(layout, rng).map((w) => w + 0.3 * randomNormal(rng));
    const inputs = normals(rng, T * B * D);
    const targets = normals(rng, T * B);
    const tape = gruTape(layout, B, T);
    const loss = (w: Float64Array): number => {
      for (let t = 0; t < T; t++) gruStep(layout, w, inputs, t, tape);
      return targets.reduce((sum, target, k) => sum + (tape.outputs[k]! - target) ** 2, 0);
    };
    loss(weights);
    const gradient = new Float64Array(layout.size);
    const deltas = targets.map((target, k) => 2 * (tape.outputs[k]! - target));
    gruGradient(layout, weights, inputs, T, deltas, tape, gradient);
    const scale = Math.sqrt(gradient.reduce((sum, g) => sum + g * g, 0));
    for (let k = 0; k < layout.size; k++) {
      const moved = weights.slice();
      moved[k]! += 1e-5;
      const above = loss(moved);
      moved[k]! -= 2e-5;
      const below = loss(moved);
      expect(Math.abs((above - below) / 2e-5 - gradient[k]!) / scale, `weight ${k}`).toBeLessThan(1e-6);
    }
  });
});

describe("Adam", () => {
  it("takes its first step of the full rate against the sign, then finds the minimum of a bowl", () => {
    const weights = Float64Array.of(3, -2);
    const adam = createAdam(2, { clip: 1e9 });
    adam.step(weights, Float64Array.of(100, -0.01), 0.1);
    // Kingma & Ba (2015), section 2.1: the first effective step is the rate, whatever the gradient's size.
    expect(weights[0]).toBeCloseTo(2.9, 6);
    expect(weights[1]).toBeCloseTo(-1.9, 5);
    for (let k = 0; k < 2000; k++)
      adam.step(
        weights,
        weights.map((w) => 2 * (w - 1)),
        0.02,
      );
    expect(weights[0]).toBeCloseTo(1, 3);
    expect(weights[1]).toBeCloseTo(1, 3);
  });

  it("clips a gradient's length, not its direction", () => {
    const [plain, clipped] = [Float64Array.of(0, 0), Float64Array.of(0, 0)];
    const adam = createAdam(2, { clip: 1 });
    adam.step(clipped, Float64Array.of(30, 40), 1);
    createAdam(2, { clip: 1e9 }).step(plain, Float64Array.of(0.6, 0.8), 1);
    expect([...clipped]).toEqual([...plain]);
  });
});

/** Series whose next value follows from the last one and a known input: y_t = .8 y_{t−1} + x_t. */
function drivenSeries(n: number, T: number, seed: string): { set: SequenceSet; y: Float64Array } {
  const rng = createRng(seed);
  const inputs = normals(rng, n * T);
  const y = new Float64Array(n * T);
  for (let i = 0; i < n; i++)
    for (let t = 0; t < T; t++) y[i * T + t] = (t > 0 ? 0.8 * y[i * T + t - 1]! : 0) + inputs[i * T + t]!;
  return { set: { sequences: n, steps: T, features: 1, inputs, seen: y.slice() }, y };
}

const small: GruForecasterParams = { hidden: 8, epochs: 25, batch: 8, learningRate: 0.02, seed: 1 };

describe("GRU forecaster", () => {
  it("learns a driven series and rolls out several steps far better than repeating the last value", () => {
    const train = drivenSeries(60, 40, "train");
    const model = new GruForecaster(small).fit(train.set, train.y);
    const { set, y } = drivenSeries(20, 40, "test");
    const seen = y.map((value, k) => (k % 40 >= 36 ? Number.NaN : value));
    const forecasts = model.predict({ ...set, seen });
    let [own, naive] = [0, 0];
    for (let i = 0; i < 20; i++)
      for (let t = 36; t < 40; t++) {
        own += (forecasts[i * 40 + t]! - y[i * 40 + t]!) ** 2;
        naive += (y[i * 40 + 35]! - y[i * 40 + t]!) ** 2;
      }
    expect(own).toBeLessThan(0.1 * naive);
    expect(model.lossHistory.at(-1)).toBeLessThan(0.2 * model.lossHistory[0]!);
  });

  it("forecasts without a look at what it forecasts", () => {
    const { set, y } = drivenSeries(6, 20, "leak");
    const model = new GruForecaster({ ...small, epochs: 3 }).fit(set, y);
    const hide = (value: number, k: number): number => (k % 20 >= 15 ? Number.NaN : value);
    const hidden = model.predict({ ...set, seen: y.map(hide) });
    const open = model.predict(set);
    // The first hidden step depends on the past alone; the next ones differ, because the past they see does.
    for (let i = 0; i < 6; i++) {
      expect(hidden[i * 20 + 15]).toBe(open[i * 20 + 15]);
      expect(hidden[i * 20 + 16]).not.toBe(open[i * 20 + 16]);
    }
  });

  it("leaves unknown targets out of the loss and stands gaps in the past", () => {
    const { set, y } = drivenSeries(20, 30, "gaps");
    const rng = createRng("holes");
    const holed = y.map((value) => (rng.next() < 0.2 ? Number.NaN : value));
    const model = new GruForecaster(small).fit({ ...set, seen: holed }, holed);
    expect(model.lossHistory.every(Number.isFinite)).toBe(true);
    expect(model.predict({ ...set, seen: holed }).every(Number.isFinite)).toBe(true);
    expect(model.lossHistory.at(-1)).toBeLessThan(0.5 * model.lossHistory[0]!);
  });

  it("does not depend on the units of target and inputs", () => {
    const { set, y } = drivenSeries(8, 15, "units");
    const plain = new GruForecaster({ ...small, epochs: 4 }).fit(set, y).predict(set);
    const scaled = { ...set, inputs: set.inputs.map((v) => 1e6 * v + 5e6), seen: y.map((v) => 1e-3 * v + 7) };
    const other = new GruForecaster({ ...small, epochs: 4 }).fit(scaled, scaled.seen).predict(scaled);
    other.forEach((value, k) => {
      expect((value - 7) * 1e3).toBeCloseTo(plain[k]!, 6);
    });
  });

  it("gives finite forecasts for constant, tiny, huge and lonely series", () => {
    const value = fc.constantFrom(0, 1, -1e12, 1e12, 1e-12, Number.NaN, 3.5);
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 5 }).chain((n) =>
          fc.integer({ min: 1, max: 6 }).chain((T) =>
            fc.tuple(
              fc.constant([n, T] as const),
              fc.array(value, { minLength: n * T, maxLength: n * T }),
              fc.array(fc.double({ min: -1e9, max: 1e9, noNaN: true }), {
                minLength: n * T,
                maxLength: n * T,
              }),
            ),
          ),
        ),
        ([[n, T], targets, inputs]) => {
          const y = Float64Array.from(targets);
          const set = { sequences: n, steps: T, features: 1, inputs: Float64Array.from(inputs), seen: y };
          if (y.every(Number.isNaN)) return;
          const model = new GruForecaster({ hidden: 3, epochs: 2, batch: 4 }).fit(set, y);
          expect(model.predict(set).every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 60, seed: 2 },
    );
  });
});

describe("GRU forecaster at the ends of float64", () => {
  it("either is finite or refuses by name", () => {
    const value = fc.constantFrom(
      0,
      1,
      5e-324,
      1e-300,
      1e150,
      -1e150,
      1e300,
      Number.MAX_VALUE,
      -Number.MAX_VALUE,
    );
    const values = fc.array(value, { minLength: 6, maxLength: 6 });
    fc.assert(
      fc.property(values, values, fc.constantFrom("squared", "absolute"), (inputs, targets, loss) => {
        const seen = Float64Array.from(targets);
        const set = { sequences: 2, steps: 3, features: 1, inputs: Float64Array.from(inputs), seen };
        try {
          const model = new GruForecaster({ hidden: 2, epochs: 2, batch: 2, loss: loss as "squared" }).fit(
            set,
            seen,
          );
          expect(model.predict(set).every(Number.isFinite)).toBe(true);
          expect(model.lossHistory.every(Number.isFinite)).toBe(true);
        } catch (error) {
          expect(error).toMatchObject({ code: "NOT_FINITE" });
        }
      }),
      { numRuns: 150, seed: 4 },
    );
  });
});

describe("GRU forecaster keeps the estimator contract", () => {
  const bad = drivenSeries(3, 5, "bad");
  it.each(
    estimatorContract({
      create: () => new GruForecaster({ hidden: 4, epochs: 2, batch: 4, seed: 3 }),
      data: () => {
        const { set, y } = drivenSeries(7, 9, "contract");
        return { X: set, y };
      },
      otherData: () => {
        const { set, y } = drivenSeries(7, 9, "other");
        return { X: set, y };
      },
      restore: GruForecaster.fromSnapshot,
      predict: (model, set) => model.predict(set),
      oneByOne: (set) =>
        Array.from({ length: set.sequences }, (_, i) => ({
          ...set,
          sequences: 1,
          inputs: set.inputs.slice(i * set.steps, (i + 1) * set.steps),
          seen: set.seen.slice(i * set.steps, (i + 1) * set.steps),
        })),
      // Four sequences at once add products in another order than one alone.
      tolerance: 1e-12,
      optionalState: ["lossHistory"],
      badFits: [
        { title: "no sequences", X: { ...bad.set, sequences: 0 }, y: bad.y },
        { title: "inputs that do not fill their shape", X: { ...bad.set, features: 2 }, y: bad.y },
        {
          title: "NaN among the inputs",
          X: { ...bad.set, inputs: bad.set.inputs.map(() => Number.NaN) },
          y: bad.y,
        },
        { title: "targets of another length", X: bad.set, y: bad.y.slice(1) },
        { title: "targets that are all unknown", X: bad.set, y: bad.y.map(() => Number.NaN) },
        { title: "an infinite target", X: bad.set, y: bad.y.map(() => Number.POSITIVE_INFINITY) },
      ],
      badPredictions: [
        { title: "a wrong number of inputs", X: { ...bad.set, features: 2, inputs: new Float64Array(30) } },
      ],
    }),
  )("$title", ({ check }) => check());

  it("refuses sizes that are not whole", () => {
    expect(() => new GruForecaster({ hidden: 0 })).toThrow(MlError);
    expect(() => new GruForecaster({ epochs: 1.5 })).toThrow(MlError);
  });

  it.each([
    { learningRate: Number.NaN },
    { learningRate: 0 },
    { learningRate: Number.POSITIVE_INFINITY },
    { decay: -1 },
    { decay: Number.NaN },
    { loss: "cubed" as "squared" },
  ])("refuses %j", (options) => {
    expect(() => new GruForecaster(options)).toThrow(expect.objectContaining({ code: "BAD_PARAMETER" }));
  });
});
