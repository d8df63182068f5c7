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
import { freezeParams } from "../core/params";
import { checkMatrix, type Matrix } from "../core/shapes";
import { bfgs } from "../optimize/bfgs";
import { checkTarget } from "../regression/check-target";
import type { HillCurve } from "./hill-curve";
import { hillResponse } from "./hill-curve";
import { nonNegativeLeastSquares } from "./non-negative-least-squares";

export interface MediaResponseParams {
  /** The first so many columns are spends of channels, ≥ 0; the others are controls: season, trend, events. */
  readonly channels: number;
  /** Starts of the search. Default 3. */
  readonly starts?: number;
}

/** What one channel does. */
export interface ChannelResponse {
  /** Share of a period's effect that lives on to the next, 0–1. */
  readonly retention: number;
  /** Response a period to a spend that is kept up: for `allocateBudget`. */
  readonly curve: HillCurve;
}

const KIND = "media-response";
/** Retention stays below this: an effect that never ends cannot be told from a trend. */
const MOST_RETENTION = 0.95;
/** Of logit (retention/most), ln (halfway / usual spend), ln shape: weak beliefs, which many periods overrule. */
const PRIOR = [
  { mean: -0.8, deviation: 1.2 },
  { mean: 0.4, deviation: 1 },
  { mean: 0.2, deviation: 0.5 },
] as const;
const STARTS = [
  [-0.8, 0.4, 0.2],
  [0.8, 1, 0],
  [-2, -0.3, 0.8],
] as const;

/** A fitted media response: y_t = intercept + controls·γ + Σ_c ceiling_c · hill(carried spend of c at t). */
export class FittedMediaResponse implements FittedModel {
  constructor(
    private readonly params: Readonly<MediaResponseParams>,
    readonly channels: readonly ChannelResponse[],
    readonly intercept: number,
    readonly coefficients: Float64Array,
    /** What each channel's spends carried into the period after training. */
    private readonly carried: Float64Array,
    /** Standard deviation of what the model does not explain, in the unit of y. */
    readonly residualDeviation: number,
    readonly converged: boolean,
    readonly iterations: number,
  ) {}

  /**
   * Responses of a whole history from its first period on, before which nothing was spent: rows are periods in order.
   * @param X n × (channels + controls). @returns n values. @throws MlError. O(n columns).
   */
  predict(X: Matrix): Float64Array {
    return this.respond(X, new Float64Array(this.channels.length));
  }

  /** The same for the periods that follow the training rows: what was spent there still works. */
  forecast(X: Matrix): Float64Array {
    return this.respond(X, this.carried);
  }

  /** What each channel brought in each period of a whole history: n × channels. */
  contributions(X: Matrix): Matrix {
    checkMediaRows(X, this.channels.length, this.columns);
    const width = this.channels.length;
    const data = new Float64Array(X.rows * width);
    this.channels.forEach(({ retention, curve }, c) => {
      carriedSpend(X, c, retention, 0).forEach((spend, t) => {
        data[t * width + c] = hillResponse(curve, spend);
      });
    });
    return { rows: X.rows, columns: width, data };
  }

  private get columns(): number {
    return this.channels.length + this.coefficients.length;
  }

  private respond(X: Matrix, carried: Float64Array): Float64Array {
    checkMediaRows(X, this.channels.length, this.columns);
    const width = this.channels.length;
    const y = Float64Array.from({ length: X.rows }, (_, t) =>
      this.coefficients.reduce(
        (sum, weight, j) => sum + weight * X.data[t * X.columns + width + j]!,
        this.intercept,
      ),
    );
    this.channels.forEach(({ retention, curve }, c) => {
      carriedSpend(X, c, retention, carried[c]!).forEach((spend, t) => {
        y[t]! += hillResponse(curve, spend);
      });
    });
    return y;
  }

  toSnapshot(): Snapshot {
    return {
      kind: KIND,
      version: 1,
      params: { ...this.params },
      state: {
        retentions: this.channels.map(({ retention }) => retention),
        ceilings: this.channels.map(({ curve }) => curve.ceiling),
        halfways: this.channels.map(({ curve }) => curve.halfway),
        shapes: this.channels.map(({ curve }) => curve.shape),
        intercept: this.intercept,
        coefficients: [...this.coefficients],
        carried: [...this.carried],
        residualDeviation: this.residualDeviation,
        converged: Number(this.converged),
        iterations: this.iterations,
      },
    };
  }

  /** @throws MlError BAD_SNAPSHOT */
  static fromSnapshot(input: unknown): FittedMediaResponse {
    const snapshot = parseSnapshot(input, KIND, [1]);
    const { params } = new MediaResponse(snapshot.params as unknown as MediaResponseParams);
    const perChannel = (field: string) => snapshotNumbers(snapshot, field, params.channels);
    const [retentions, ceilings, halfways, shapes] = ["retentions", "ceilings", "halfways", "shapes"].map(
      perChannel,
    );
    return new FittedMediaResponse(
      params,
      Array.from(retentions!, (retention, c) => ({
        retention,
        curve: { ceiling: ceilings![c]!, halfway: halfways![c]!, shape: shapes![c]! },
      })),
      snapshotNumber(snapshot, "intercept"),
      snapshotNumbers(snapshot, "coefficients"),
      perChannel("carried"),
      snapshotNumber(snapshot, "residualDeviation"),
      snapshotNumber(snapshot, "converged") === 1,
      snapshotNumber(snapshot, "iterations"),
    );
  }
}

/**
 * Learns from periods of spend what each channel brings: geometric carry-over, then a saturating curve,
 * y_t = α + z_t γ + Σ_c β_c · a^s/(h^s + a^s), a_t = (1 − ρ) x_t + ρ a_{t−1}, with 0 ≤ ρ < .95 and β ≥ 0. Retention ρ,
 * halfway spend h and shape s are sought by BFGS from several starts, the rest is non-negative least squares at each
 * point; weak priors keep what the data do not tell near the usual.
 *
 * Spend that moved with demand is credited with it: put season and trend among the controls, and trust an experiment more.
 * @throws MlError BAD_PARAMETER for a negative spend, NOT_ENOUGH_DATA with fewer periods than 4 · channels + controls + 8.
 * Cost O(starts · iterations · channels · n · columns²). Not for fewer than two years of weeks.
 * Source: Jin, Wang, Sun, Chan & Koehler (2017), "Bayesian methods for media mix modeling with carryover and shape
 * effects"; variable projection: Golub & Pereyra (1973).
 */
export class MediaResponse implements Estimator<MediaResponseParams, ArrayLike<number>, FittedMediaResponse> {
  readonly params: Readonly<MediaResponseParams>;

  /** @throws MlError BAD_PARAMETER. */
  constructor(params: MediaResponseParams) {
    this.params = freezeParams({ starts: STARTS.length, ...params });
    const { channels, starts } = this.params;
    if (!(Number.isInteger(channels) && channels >= 1) || ![1, 2, 3].includes(starts!))
      throw new MlError(
        "BAD_PARAMETER",
        "A media response has at least one channel and one to three starts.",
        {
          received: `${channels}, ${starts}`,
        },
      );
  }

  *fitSteps(X: Matrix, y: ArrayLike<number>): Generator<TrainingProgress, FittedMediaResponse> {
    const { channels, starts } = this.params;
    checkTarget(X, y);
    if (X.columns < channels)
      throw new MlError("BAD_SHAPE", "There are fewer columns than channels.", {
        expected: `at least ${channels}`,
        received: String(X.columns),
      });
    checkMediaRows(X, channels, X.columns);
    const least = 4 * channels + (X.columns - channels) + 8;
    if (X.rows < least)
      throw new MlError("NOT_ENOUGH_DATA", "There are too few periods to tell channels apart.", {
        expected: `at least ${least}`,
        received: String(X.rows),
      });
    const problem = new ResponseProblem(X, y, channels);
    let best: { x: Float64Array; value: number; converged: boolean } | null = null;
    let step = 0;
    for (const start of STARTS.slice(0, starts)) {
      const origin = Float64Array.from({ length: 3 * channels }, (_, k) => start[k % 3]!);
      const search = bfgs((x) => problem.objective(x), origin, { tolerance: 1e-6 });
      for (;;) {
        const result = search.next();
        if (!result.done) {
          yield { step: ++step, loss: result.value };
          continue;
        }
        if (!best || result.value.value < best.value) best = result.value;
        break;
      }
    }
    return problem.model(this.params, best!.x, best!.converged, step);
  }

  fit(X: Matrix, y: ArrayLike<number>): FittedMediaResponse {
    return drain(this.fitSteps(X, y));
  }
}

/** The data of one fit, in units in which everything is near 1. */
class ResponseProblem {
  private readonly level: number;
  private readonly unit: number;
  private readonly target: Float64Array;
  /** Mean spend of each channel where it spent: the unit of its halfway spend. */
  private readonly usual: Float64Array;
  private readonly controls: Matrix;
  private readonly controlMeans: Float64Array;
  private readonly controlUnits: Float64Array;

  constructor(
    private readonly X: Matrix,
    y: ArrayLike<number>,
    private readonly channels: number,
  ) {
    const n = X.rows;
    ({ mean: this.level, deviation: this.unit } = spreadOf(Float64Array.from(y)));
    this.target = Float64Array.from(y, (value) => (value - this.level) / this.unit);
    this.usual = Float64Array.from({ length: channels }, (_, c) => {
      const spends = columnOf(X, c).filter((spend) => spend > 0);
      return spends.length > 0 ? spends.reduce((sum, spend) => sum + spend, 0) / spends.length : 1;
    });
    const width = X.columns - channels;
    const spreads = Array.from({ length: width }, (_, j) => spreadOf(columnOf(X, channels + j)));
    this.controlMeans = Float64Array.from(spreads, ({ mean }) => mean);
    this.controlUnits = Float64Array.from(spreads, ({ deviation }) => deviation);
    const data = new Float64Array(n * width);
    for (let t = 0; t < n; t++)
      for (let j = 0; j < width; j++)
        data[t * width + j] =
          (X.data[t * X.columns + channels + j]! - this.controlMeans[j]!) / this.controlUnits[j]!;
    this.controls = { rows: n, columns: width, data };
  }

  /** n/2 · ln of the mean squared error, and the priors. */
  objective(x: Float64Array): number {
    const { error } = this.solve(x);
    let value = (this.X.rows / 2) * Math.log(error / this.X.rows + 1e-14);
    x.forEach((parameter, k) => {
      const { mean, deviation } = PRIOR[k % 3]!;
      value += ((parameter - mean) / deviation) ** 2 / 2;
    });
    return value;
  }

  /** The linear part at given curves: weights of constant, controls and channels, and the squared error. */
  private solve(x: Float64Array): { weights: Float64Array; error: number } {
    const n = this.X.rows;
    const first = 1 + this.controls.columns;
    const p = first + this.channels;
    const design = new Float64Array(n * p);
    for (let t = 0; t < n; t++) {
      design[t * p] = 1;
      for (let j = 1; j < first; j++)
        design[t * p + j] = this.controls.data[t * this.controls.columns + j - 1]!;
    }
    for (let c = 0; c < this.channels; c++) {
      const { retention, halfway, shape } = this.channelAt(x, c);
      const carried = carriedSpend(this.X, c, retention, 0);
      for (let t = 0; t < n; t++)
        design[t * p + first + c] = hillResponse({ ceiling: 1, halfway, shape }, carried[t]!);
    }
    const gram = new Float64Array(p * p);
    const moments = new Float64Array(p);
    for (let t = 0; t < n; t++)
      for (let j = 0; j < p; j++) {
        const value = design[t * p + j]!;
        moments[j]! += value * this.target[t]!;
        for (let k = 0; k <= j; k++) gram[j * p + k]! += value * design[t * p + k]!;
      }
    for (let j = 0; j < p; j++) for (let k = 0; k < j; k++) gram[k * p + j] = gram[j * p + k]!;
    const weights = nonNegativeLeastSquares(
      gram,
      moments,
      Uint8Array.from({ length: p }, (_, j) => Number(j < first)),
    );
    let error = 0;
    for (let t = 0; t < n; t++) {
      let residual = this.target[t]!;
      for (let j = 0; j < p; j++) residual -= weights[j]! * design[t * p + j]!;
      error += residual * residual;
    }
    return { weights, error };
  }

  private channelAt(x: Float64Array, c: number): { retention: number; halfway: number; shape: number } {
    const within = (value: number): number => Math.min(8, Math.max(-8, value));
    return {
      retention: MOST_RETENTION / (1 + Math.exp(-x[3 * c]!)),
      halfway: this.usual[c]! * Math.exp(within(x[3 * c + 1]!)),
      shape: Math.exp(within(x[3 * c + 2]!)),
    };
  }

  model(
    params: Readonly<MediaResponseParams>,
    x: Float64Array,
    converged: boolean,
    iterations: number,
  ): FittedMediaResponse {
    const { weights, error } = this.solve(x);
    const first = 1 + this.controls.columns;
    const coefficients = Float64Array.from(
      this.controlUnits,
      (deviation, j) => (this.unit * weights[1 + j]!) / deviation,
    );
    const atMeans = coefficients.reduce((sum, weight, j) => sum + weight * this.controlMeans[j]!, 0);
    const channels = Array.from({ length: this.channels }, (_, c): ChannelResponse => {
      const { retention, halfway, shape } = this.channelAt(x, c);
      return { retention, curve: { ceiling: this.unit * weights[first + c]!, halfway, shape } };
    });
    const carried = Float64Array.from(
      channels,
      ({ retention }, c) => carriedSpend(this.X, c, retention, 0).at(-1)!,
    );
    const degrees = Math.max(1, this.X.rows - weights.length - 3 * this.channels);
    return new FittedMediaResponse(
      params,
      channels,
      this.level + this.unit * weights[0]! - atMeans,
      coefficients,
      carried,
      this.unit * Math.sqrt(error / degrees),
      converged,
      iterations,
    );
  }
}

/** a_t = (1 − ρ) x_t + ρ a_{t−1} of one column: a spend that is kept up tends to itself. O(n). */
function carriedSpend(X: Matrix, c: number, retention: number, before: number): Float64Array {
  const carried = new Float64Array(X.rows);
  let last = before;
  for (let t = 0; t < X.rows; t++) {
    last = (1 - retention) * X.data[t * X.columns + c]! + retention * last;
    carried[t] = last;
  }
  return carried;
}

function checkMediaRows(X: Matrix, channels: number, columns: number): void {
  checkMatrix(X, { columns });
  for (let t = 0; t < X.rows; t++)
    for (let c = 0; c < channels; c++)
      if (X.data[t * columns + c]! < 0)
        throw new MlError("BAD_PARAMETER", "A spend is not negative.", {
          received: `${X.data[t * columns + c]} in row ${t}, column ${c}`,
        });
}

function columnOf(X: Matrix, j: number): Float64Array {
  return Float64Array.from({ length: X.rows }, (_, t) => X.data[t * X.columns + j]!);
}

/** Mean and standard deviation; a deviation of 0 is given as 1. */
function spreadOf(values: Float64Array): { mean: number; deviation: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  const deviation = Math.sqrt(squares / values.length);
  return { mean, deviation: deviation > 1e-12 * Math.abs(mean) ? deviation : 1 };
}
