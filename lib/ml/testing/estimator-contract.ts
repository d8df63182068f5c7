import { MlError, type MlErrorCode } from "../core/errors";
import type { Estimator, FittedModel, Snapshot } from "../core/estimator";
import { type Matrix, matrix } from "../core/shapes";
import { describeDifference } from "./describe-difference";

/** What the contract needs to know about one learner. `X` is a `Matrix` unless said otherwise. */
export interface ContractSubject<P, Y, M extends FittedModel, X = Matrix> {
  /** A new, unfitted learner with the same params on every call. */
  readonly create: () => Estimator<P, Y, M, X>;
  /** A new copy of the same training data on every call; small, so that a fit takes milliseconds. */
  readonly data: () => { readonly X: X; readonly y: Y };
  /** Other training data of the same shape; by default the rows of a matrix (and a vector) in reverse order. */
  readonly otherData?: () => { readonly X: X; readonly y: Y };
  /** The learner's `fromSnapshot`. */
  readonly restore: (snapshot: unknown) => M;
  /** All outputs for all rows of `X`, row by row, as one flat sequence of numbers. */
  readonly predict: (model: M, X: X) => ArrayLike<number>;
  /** `X` cut into one-row inputs; by default the rows of a matrix. Give `null` where rows are not independent. */
  readonly oneByOne?: ((X: X) => X[]) | null;
  /** Largest difference allowed between a batch and its rows one by one. Default 0: exactly equal. */
  readonly tolerance?: number;
  /** Whether NaN in `X` means "missing" and is welcome. Default false. */
  readonly allowsMissing?: boolean;
  /** Fields of the snapshot's state that may be absent or of any content. */
  readonly optionalState?: readonly string[];
  /** Further inputs that `fit` must refuse with an MlError; required when `X` is not a `Matrix`. */
  readonly badFits?: readonly { readonly title: string; readonly X: X; readonly y: Y }[];
  /** Further inputs that a fitted model must refuse. */
  readonly badPredictions?: readonly { readonly title: string; readonly X: X }[];
}

export interface ContractCheck {
  readonly title: string;
  /** Throws an Error with a sentence when the guarantee is broken. */
  readonly check: () => void;
}

/**
 * The promises that every estimator of `lib/ml` keeps, as named checks for a test runner:
 * `it.each(estimatorContract({ … }))("$title", ({ check }) => check())`.
 * Repeatable fit, inputs and params untouched, earlier fits forgotten, `fit` = drained `fitSteps`, snapshot
 * round trip through JSON with equal predictions, batch = one by one, bad shapes and damaged snapshots refused.
 */
export function estimatorContract<P, Y, M extends FittedModel, X = Matrix>(
  subject: ContractSubject<P, Y, M, X>,
): ContractCheck[] {
  return [
    ...fitChecks(subject),
    ...snapshotChecks(subject),
    ...predictionChecks(subject),
    ...refusals(subject),
  ];
}

function fitOnce<P, Y, M extends FittedModel, X>(subject: ContractSubject<P, Y, M, X>): M {
  const { X, y } = subject.data();
  return subject.create().fit(X, y);
}

function fitChecks<P, Y, M extends FittedModel, X>(s: ContractSubject<P, Y, M, X>): ContractCheck[] {
  return [
    {
      title: "gives the same snapshot for the same rows, params and seed",
      check: () =>
        requireEqual(fitOnce(s).toSnapshot(), fitOnce(s).toSnapshot(), "Two fits of the same data differ"),
    },
    {
      title: "leaves its inputs alone",
      check: () => {
        const { X, y } = s.data();
        s.create().fit(X, y);
        const untouched = s.data();
        requireEqual(X, untouched.X, "fit changed X");
        requireEqual(y, untouched.y, "fit changed y");
      },
    },
    {
      title: "keeps its params frozen and unchanged",
      check: () => {
        const learner = s.create();
        if (!Object.isFrozen(learner.params)) throw new Error("params are not frozen.");
        const before = structuredClone(learner.params);
        const { X, y } = s.data();
        learner.fit(X, y);
        requireEqual(learner.params, before, "fit changed the params");
      },
    },
    {
      title: "forgets earlier fits",
      check: () => {
        const learner = s.create();
        const other = s.otherData ? s.otherData() : reversed(s.data());
        learner.fit(other.X, other.y);
        const { X, y } = s.data();
        requireEqual(learner.fit(X, y).toSnapshot(), fitOnce(s).toSnapshot(), "An earlier fit left a trace");
      },
    },
    {
      title: "fits step by step to the same model, counting the steps from 1",
      check: () => {
        const { X, y } = s.data();
        const steps = s.create().fitSteps(X, y);
        let last = 0;
        for (;;) {
          const result = steps.next();
          if (result.done) {
            requireEqual(result.value.toSnapshot(), fitOnce(s).toSnapshot(), "fitSteps and fit differ");
            return;
          }
          const { step, totalSteps, loss } = result.value;
          if (step !== last + 1) throw new Error(`Step ${step} follows step ${last}.`);
          if (totalSteps !== undefined && step > totalSteps)
            throw new Error(`Step ${step} of ${totalSteps} is past the end.`);
          if (loss !== undefined && !Number.isFinite(loss))
            throw new Error(`The loss of step ${step} is ${loss}.`);
          last = step;
        }
      },
    },
  ];
}

function snapshotChecks<P, Y, M extends FittedModel, X>(s: ContractSubject<P, Y, M, X>): ContractCheck[] {
  return [
    {
      title: "writes a snapshot that JSON keeps exactly",
      check: () => {
        const snapshot = fitOnce(s).toSnapshot();
        requireEqual(JSON.parse(JSON.stringify(snapshot)), snapshot, "JSON changes the snapshot");
      },
    },
    {
      title: "predicts the same after a round trip through JSON",
      check: () => {
        const model = fitOnce(s);
        const copy = s.restore(JSON.parse(JSON.stringify(model.toSnapshot())));
        requireEqual(copy.toSnapshot(), model.toSnapshot(), "The restored model has another snapshot");
        const { X } = s.data();
        requireEqual(
          [...toArray(s.predict(copy, X))],
          [...toArray(s.predict(model, X))],
          "Predictions differ",
        );
      },
    },
    {
      title: "refuses a damaged or foreign snapshot by code",
      check: () => {
        const good = JSON.parse(JSON.stringify(fitOnce(s).toSnapshot())) as Snapshot;
        for (const [what, damaged] of damagedCopies(good, s.optionalState ?? []))
          requireRefusal(() => s.restore(damaged), `a snapshot with ${what}`, ["BAD_SNAPSHOT"]);
      },
    },
  ];
}

function predictionChecks<P, Y, M extends FittedModel, X>(s: ContractSubject<P, Y, M, X>): ContractCheck[] {
  const checks: ContractCheck[] = [
    {
      title: "leaves what it predicts for alone, and predicts finite numbers",
      check: () => {
        const model = fitOnce(s);
        const { X } = s.data();
        const outputs = toArray(s.predict(model, X));
        requireEqual(X, s.data().X, "predict changed X");
        if (outputs.length === 0) throw new Error("There are no predictions.");
        const bad = outputs.findIndex((value) => !Number.isFinite(value));
        if (bad >= 0) throw new Error(`Output ${bad} is ${outputs[bad]}.`);
        requireEqual(toArray(s.predict(model, X)), outputs, "A second prediction differs");
      },
    },
  ];
  if (s.oneByOne !== null)
    checks.push({
      title: "answers a batch as it answers its rows one by one",
      check: () => {
        const model = fitOnce(s);
        const { X } = s.data();
        const rows = s.oneByOne ? s.oneByOne(X) : (singleRows(asMatrix(X)) as X[]);
        const batch = toArray(s.predict(model, X));
        const single = rows.flatMap((row) => toArray(s.predict(model, row)));
        if (single.length !== batch.length)
          throw new Error(`The batch gives ${batch.length} values, its rows ${single.length}.`);
        single.forEach((value, i) => {
          if (!(Math.abs(value - batch[i]!) <= (s.tolerance ?? 0)))
            throw new Error(`Value ${i} is ${batch[i]} in the batch and ${value} alone.`);
        });
      },
    });
  return checks;
}

function refusals<P, Y, M extends FittedModel, X>(s: ContractSubject<P, Y, M, X>): ContractCheck[] {
  const checks: ContractCheck[] = [];
  const sample = s.data();
  if (isMatrix(sample.X)) {
    const good = sample.X;
    checks.push({
      title: "refuses to fit empty, ill-shaped and non-finite rows",
      check: () => {
        for (const [what, X] of badMatrices(good, s.allowsMissing ?? false))
          requireRefusal(() => s.create().fit(X as X, sample.y), `training rows that are ${what}`);
        if (isNumberVector(sample.y)) {
          const short = sample.y.slice(1) as Y;
          requireRefusal(() => s.create().fit(sample.X, short), "a target that is one value short");
          const spoiled = Float64Array.from(sample.y);
          spoiled[0] = Number.NaN;
          requireRefusal(() => s.create().fit(sample.X, spoiled as Y), "a target with NaN");
        }
      },
    });
    checks.push({
      title: "refuses to predict for ill-shaped and non-finite rows",
      check: () => {
        const model = fitOnce(s);
        const wider = matrix(1, good.columns + 1, new Float64Array(good.columns + 1));
        requireRefusal(() => s.predict(model, wider as X), "rows with a column too many");
        for (const [what, X] of badMatrices(good, s.allowsMissing ?? false))
          if (what !== "empty") requireRefusal(() => s.predict(model, X as X), `rows that are ${what}`);
      },
    });
  } else if (!s.badFits?.length)
    throw new Error("This learner takes no matrix: give badFits to the contract.");
  for (const { title, X, y } of s.badFits ?? [])
    checks.push({
      title: `refuses to fit ${title}`,
      check: () => requireRefusal(() => s.create().fit(X, y), title),
    });
  for (const { title, X } of s.badPredictions ?? [])
    checks.push({
      title: `refuses to predict for ${title}`,
      check: () => requireRefusal(() => s.predict(fitOnce(s), X), title),
    });
  return checks;
}

function badMatrices(good: Matrix, allowsMissing: boolean): [string, Matrix][] {
  const spoiled = (value: number): Matrix => {
    const data = good.data.slice();
    data[data.length - 1] = value;
    return { rows: good.rows, columns: good.columns, data };
  };
  const bad: [string, Matrix][] = [
    ["empty", { rows: 0, columns: good.columns, data: new Float64Array(0) }],
    ["shorter than their shape", { rows: good.rows, columns: good.columns, data: good.data.slice(1) }],
    ["infinite", spoiled(Number.POSITIVE_INFINITY)],
  ];
  if (!allowsMissing) bad.push(["not numbers", spoiled(Number.NaN)]);
  return bad;
}

function* damagedCopies(good: Snapshot, optional: readonly string[]): Generator<[string, unknown]> {
  yield ["nothing in it", null];
  yield ["a text in its place", "snapshot"];
  yield ["another kind", { ...good, kind: "something-else" }];
  yield ["an unknown version", { ...good, version: 99 }];
  yield ["no state", { ...good, state: undefined }];
  yield ["no params", { ...good, params: undefined }];
  yield ["null for params", { ...good, params: null }];
  for (const field of Object.keys(good.state)) {
    if (optional.includes(field)) continue;
    const state = { ...good.state };
    delete state[field];
    yield [`no "${field}"`, { ...good, state }];
    yield [`an object in place of "${field}"`, { ...good, state: { ...good.state, [field]: { 0: 1 } } }];
    const holed = withNullForFirstNumber(good.state[field]);
    if (holed !== undefined)
      yield [`null for a number in "${field}"`, { ...good, state: { ...good.state, [field]: holed } }];
  }
}

/** A copy with `null` where the first number stood (what JSON makes of NaN), or undefined when it holds none. */
function withNullForFirstNumber(value: unknown): unknown {
  if (typeof value === "number") return null;
  if (Array.isArray(value)) {
    for (let i = 0; i < value.length; i++) {
      const holed = withNullForFirstNumber(value[i]);
      if (holed !== undefined) return value.map((entry, j) => (i === j ? holed : entry));
    }
  }
  return undefined;
}

function requireRefusal(run: () => unknown, what: string, codes?: readonly MlErrorCode[]): void {
  try {
    run();
  } catch (error) {
    if (!(error instanceof MlError))
      throw new Error(`Refusing ${what} must throw an MlError, but threw: ${String(error)}`, {
        cause: error,
      });
    if (codes && !codes.includes(error.code))
      throw new Error(
        `Refusing ${what} must say ${codes.join(" or ")}, but said ${error.code}: ${error.message}`,
      );
    return;
  }
  throw new Error(`It must refuse ${what}, but did not.`);
}

function requireEqual(actual: unknown, expected: unknown, sentence: string): void {
  const difference = describeDifference(actual, expected);
  if (difference) throw new Error(`${sentence}: ${difference}.`);
}

function toArray(values: ArrayLike<number>): number[] {
  return Array.from(values);
}

function isMatrix(value: unknown): value is Matrix {
  return (
    typeof value === "object" && value !== null && "rows" in value && "columns" in value && "data" in value
  );
}

function asMatrix(value: unknown): Matrix {
  if (!isMatrix(value)) throw new Error("Give oneByOne to the contract: the input is no matrix.");
  return value;
}

function isNumberVector(value: unknown): value is Float64Array | number[] {
  return (
    value instanceof Float64Array ||
    (Array.isArray(value) && value.every((entry) => typeof entry === "number"))
  );
}

function singleRows(X: Matrix): Matrix[] {
  return Array.from({ length: X.rows }, (_, i) =>
    matrix(1, X.columns, X.data.slice(i * X.columns, (i + 1) * X.columns)),
  );
}

function reversed<X, Y>({ X, y }: { X: X; y: Y }): { X: X; y: Y } {
  const source = asMatrix(X);
  const data = new Float64Array(source.data.length);
  for (let i = 0; i < source.rows; i++)
    data.set(
      source.data.subarray(i * source.columns, (i + 1) * source.columns),
      (source.rows - 1 - i) * source.columns,
    );
  const target = ArrayBuffer.isView(y) || Array.isArray(y) ? (y as unknown as number[]).slice().reverse() : y;
  return { X: { ...source, data } as X, y: target as Y };
}
