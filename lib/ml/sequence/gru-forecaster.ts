import { checkChoice, checkParams } from "../core/check-params";
import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumber,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { refuseOverflow } from "../core/overflow";
import { freezeParams } from "../core/params";
import { createRng, randomPermutation } from "../core/rng";
import { createAdam } from "./adam";
import { type GruLayout, gruGradient, gruLayout, gruStep, gruTape, initialWeights } from "./gru-network";
import { checkSequences, type SequenceSet } from "./sequence-set";

export interface GruForecasterParams {
  /** Size of the state; default 32. */
  readonly hidden?: number;
  /** Passes over the sequences; default 20. */
  readonly epochs?: number;
  /** Sequences a step of the optimiser; default 32. */
  readonly batch?: number;
  /** Largest step size, reached after a tenth of the training and lowered to 0 along a cosine; default .01. */
  readonly learningRate?: number;
  /** What is minimised: "squared" (default) forecasts means, "absolute" medians. */
  readonly loss?: "squared" | "absolute";
  /** Decoupled weight decay; default 0. */
  readonly decay?: number;
  readonly seed?: number;
}

/** Columns added to the known inputs: the target one step before, and whether it was seen. */
const OWN_INPUTS = 2;

/** Means and deviations that bring inputs and targets to one scale. */
interface Scales {
  readonly inputMeans: Float64Array;
  readonly inputScales: Float64Array;
  readonly targetMean: number;
  readonly targetScale: number;
}

/** A trained recurrent network. */
export class FittedGruForecaster implements FittedModel {
  private readonly layout: GruLayout;

  constructor(
    private readonly params: Readonly<GruForecasterParams>,
    private readonly weights: Float64Array,
    private readonly scales: Scales,
    /** Mean loss of each epoch, on the standardised target. */
    readonly lossHistory: Float64Array,
  ) {
    this.layout = gruLayout(scales.inputMeans.length + OWN_INPUTS, params.hidden ?? 32);
  }

  /**
   * A forecast for every step, made one step ahead from the targets seen; where the step before is unknown, the
   * network's own forecast takes its place, so unknown steps at the end are a multi-step rollout.
   * @returns n × T forecasts. @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE. Cost O(n T H (D + H)).
   */
  predict(set: SequenceSet): Float64Array {
    checkSequences(set, this.scales.inputMeans.length);
    const { sequences: n, steps: T } = set;
    const forecasts = new Float64Array(n * T);
    const { targetMean, targetScale } = this.scales;
    const batch = Math.min(n, 64);
    const tape = gruTape(this.layout, batch, T);
    const inputs = new Float64Array(T * batch * this.layout.inputs);
    for (let first = 0; first < n; first += batch) {
      // The last batch is filled up with repeats of its first sequence, whose results are dropped.
      const members = Int32Array.from({ length: batch }, (_, i) => (first + i < n ? first + i : first));
      fillInputs(set, members, this.scales, this.layout.inputs, inputs);
      for (let t = 0; t < T; t++) {
        gruStep(this.layout, this.weights, inputs, t, tape);
        for (let i = 0; i < batch; i++) {
          const at = members[i]! * T + t;
          const own = tape.outputs[t * batch + i]!;
          forecasts[at] = targetMean + targetScale * own;
          if (t + 1 < T && Number.isNaN(set.seen[at]))
            inputs[((t + 1) * batch + i) * this.layout.inputs + this.layout.inputs - 2] = own;
        }
      }
    }
    return forecasts;
  }

  toSnapshot(): Snapshot {
    return {
      kind: "gru-forecaster",
      version: 1,
      params: { ...this.params },
      state: {
        weights: [...this.weights],
        inputMeans: [...this.scales.inputMeans],
        inputScales: [...this.scales.inputScales],
        targetMean: this.scales.targetMean,
        targetScale: this.scales.targetScale,
        lossHistory: [...this.lossHistory],
      },
    };
  }
}

/**
 * A gated recurrent unit over many short series, trained by teacher forcing: each step sees the known inputs and
 * the true target of the step before; unknown targets are left out of the loss. Trained with Adam.
 * Needs hundreds of series or thousands of steps; explains nothing. Compare it with boosted trees before use.
 * Cost O(epochs · n T H (D + H)). Source: Cho et al. (2014); teacher forcing: Williams & Zipser (1989).
 */
export class GruForecaster
  implements Estimator<GruForecasterParams, Float64Array, FittedGruForecaster, SequenceSet>
{
  readonly params: Readonly<GruForecasterParams>;

  /** @throws MlError BAD_PARAMETER for options out of range. */
  constructor(params: GruForecasterParams = {}) {
    for (const name of ["hidden", "epochs", "batch"] as const) {
      const value = params[name];
      if (value !== undefined && !(Number.isInteger(value) && value >= 1 && value <= 4096))
        throw new MlError("BAD_PARAMETER", `The option "${name}" is out of range.`, {
          expected: "a whole number from 1 to 4096",
          received: String(value),
        });
    }
    const { learningRate = 0.01, decay = 0, loss = "squared" } = params;
    checkParams({ learningRate, decay }, { learningRate: { above: 0 }, decay: { minimum: 0 } });
    checkChoice("loss", loss, ["squared", "absolute"]);
    this.params = freezeParams(params);
  }

  /** @param X what each step may see. @param y n × T targets to learn, NaN where there is none. */
  *fitSteps(X: SequenceSet, y: Float64Array): Generator<TrainingProgress, FittedGruForecaster> {
    checkSequences(X);
    if (y.length !== X.seen.length)
      throw new MlError("BAD_SHAPE", "Sequences and targets differ in length.", {
        expected: `${X.seen.length} values`,
        received: `${y.length}`,
      });
    const { hidden = 32, epochs = 20, batch = 32, learningRate = 0.01, decay = 0, seed = 1 } = this.params;
    const scales = scalesOf(X, y);
    const layout = gruLayout(X.features + OWN_INPUTS, hidden);
    const rng = createRng(seed);
    const weights = initialWeights(layout, rng.fork("weights"));
    const size = Math.min(batch, X.sequences);
    const trainer = new Trainer(X, y, scales, layout, size, this.params.loss ?? "squared");
    const adam = createAdam(layout.size, { decay });
    const perEpoch = Math.ceil(X.sequences / size);
    const history: number[] = [];
    for (let epoch = 0; epoch < epochs; epoch++) {
      const order = randomPermutation(rng.fork(`epoch-${epoch}`), X.sequences);
      let loss = 0;
      let counted = 0;
      for (let k = 0; k < perEpoch; k++) {
        const members = Int32Array.from({ length: size }, (_, i) => order[(k * size + i) % order.length]!);
        const result = trainer.gradient(weights, members);
        if (result.counted === 0) continue;
        adam.step(
          weights,
          trainer.buffer,
          learningRate * pace((epoch * perEpoch + k + 1) / (epochs * perEpoch)),
        );
        loss += result.loss;
        counted += result.counted;
      }
      history.push(loss / counted);
      yield { step: epoch + 1, totalSteps: epochs, loss: loss / counted };
    }
    return new FittedGruForecaster(this.params, weights, scales, Float64Array.from(history));
  }

  fit(X: SequenceSet, y: Float64Array): FittedGruForecaster {
    return drain(this.fitSteps(X, y));
  }

  static fromSnapshot(input: unknown): FittedGruForecaster {
    const snapshot = parseSnapshot(input, "gru-forecaster", [1]);
    const params = freezeParams(snapshot.params as GruForecasterParams);
    const inputMeans = snapshotNumbers(snapshot, "inputMeans");
    const layout = gruLayout(inputMeans.length + OWN_INPUTS, params.hidden ?? 32);
    return new FittedGruForecaster(
      params,
      snapshotNumbers(snapshot, "weights", layout.size),
      {
        inputMeans,
        inputScales: snapshotNumbers(snapshot, "inputScales", inputMeans.length),
        targetMean: snapshotNumber(snapshot, "targetMean"),
        targetScale: snapshotNumber(snapshot, "targetScale"),
      },
      snapshotNumbers(snapshot, "lossHistory"),
    );
  }
}

/** A tenth of warm-up, then half a cosine down to 0. @param progress in (0, 1]. */
function pace(progress: number): number {
  return progress < 0.1 ? progress / 0.1 : 0.5 * (1 + Math.cos((Math.PI * (progress - 0.1)) / 0.9));
}

/** Computes loss and gradient of batches; its buffers are made once. */
class Trainer {
  readonly buffer: Float64Array;
  private readonly tape;
  private readonly inputs: Float64Array;
  private readonly deltas: Float64Array;

  constructor(
    private readonly X: SequenceSet,
    private readonly y: Float64Array,
    private readonly scales: Scales,
    private readonly layout: GruLayout,
    private readonly batch: number,
    private readonly loss: "squared" | "absolute",
  ) {
    this.buffer = new Float64Array(layout.size);
    this.tape = gruTape(layout, batch, X.steps);
    this.inputs = new Float64Array(X.steps * batch * layout.inputs);
    this.deltas = new Float64Array(X.steps * batch);
  }

  /** Fills `buffer` with the gradient of the mean loss over the batch's known targets. */
  gradient(weights: Float64Array, members: Int32Array): { loss: number; counted: number } {
    const { X, y, layout, batch, tape, deltas } = this;
    fillInputs(X, members, this.scales, layout.inputs, this.inputs);
    for (let t = 0; t < X.steps; t++) gruStep(layout, weights, this.inputs, t, tape);
    let counted = 0;
    let loss = 0;
    for (let t = 0; t < X.steps; t++)
      for (let i = 0; i < batch; i++) {
        const target = (y[members[i]! * X.steps + t]! - this.scales.targetMean) / this.scales.targetScale;
        const error = tape.outputs[t * batch + i]! - target;
        if (Number.isNaN(error)) {
          deltas[t * batch + i] = 0;
          continue;
        }
        counted++;
        if (this.loss === "squared") {
          loss += error * error;
          deltas[t * batch + i] = 2 * error;
        } else {
          loss += Math.abs(error);
          deltas[t * batch + i] = Math.sign(error);
        }
      }
    this.buffer.fill(0);
    if (counted > 0) {
      for (let k = 0; k < deltas.length; k++) deltas[k]! /= counted;
      gruGradient(layout, weights, this.inputs, X.steps, deltas, tape, this.buffer);
    }
    return { loss, counted };
  }
}

/** T × B × D standardised inputs: the known ones, the target one step before (0 when unknown) and whether it was seen. */
function fillInputs(
  { steps: T, features, inputs: known, seen }: SequenceSet,
  members: Int32Array,
  { inputMeans, inputScales, targetMean, targetScale }: Scales,
  D: number,
  inputs: Float64Array,
): void {
  const B = members.length;
  for (let i = 0; i < B; i++) {
    const sequence = members[i]! * T;
    for (let t = 0; t < T; t++) {
      const at = (t * B + i) * D;
      const from = (sequence + t) * features;
      for (let f = 0; f < features; f++)
        inputs[at + f] = (known[from + f]! - inputMeans[f]!) / inputScales[f]!;
      const before = t > 0 ? seen[sequence + t - 1]! : Number.NaN;
      const isSeen = !Number.isNaN(before);
      inputs[at + features] = isSeen ? (before - targetMean) / targetScale : 0;
      inputs[at + features + 1] = isSeen ? 1 : 0;
    }
  }
}

function scalesOf({ features, inputs }: SequenceSet, y: Float64Array): Scales {
  const known = y.filter((value) => !Number.isNaN(value));
  if (known.length === 0) throw new MlError("NOT_ENOUGH_DATA", "No step has a target to learn from.");
  if (known.some((value) => !Number.isFinite(value)))
    throw new MlError("NOT_FINITE", "A target is infinite.");
  const [targetMean, targetScale] = meanAndScale(known);
  const rows = inputs.length / features;
  const pairs = Array.from({ length: features }, (_, f) =>
    meanAndScale(Float64Array.from({ length: rows }, (_, i) => inputs[i * features + f]!)),
  );
  refuseOverflow(targetMean, targetScale, pairs.flat());
  return {
    inputMeans: Float64Array.from(pairs, ([mean]) => mean),
    inputScales: Float64Array.from(pairs, ([, scale]) => scale),
    targetMean,
    targetScale,
  };
}

/** Mean and standard deviation; a constant has scale 1. */
function meanAndScale(values: Float64Array): [number, number] {
  let mean = 0;
  values.forEach((value, i) => {
    mean += (value - mean) / (i + 1);
  });
  const widest = values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
  if (!(widest > Math.max(1e-150, 1e-13 * Math.abs(mean)))) return [mean, 1];
  const squares = values.reduce((sum, value) => sum + ((value - mean) / widest) ** 2, 0);
  return [mean, widest * Math.sqrt(squares / values.length)];
}
