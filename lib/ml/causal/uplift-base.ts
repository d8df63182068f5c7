import { MlError } from "../core/errors";
import type { FittedModel } from "../core/estimator";
import type { Matrix } from "../core/shapes";
import { FittedGeneralisedLinear, GeneralisedLinear } from "../regression/generalised-linear";
import { Ridge } from "../regression/ridge";
import { GradientBoosting } from "../tree/gradient-boosting";

export type BaseKind = "linear" | "boosted";

export interface BaseModel extends FittedModel {
  predict(X: Matrix): Float64Array;
}

/** The learner of one surface inside an uplift learner. @param binary whether the target is 0 or 1. */
export function baseLearner(
  base: BaseKind,
  binary: boolean,
  seed: number,
): { fit(X: Matrix, y: Float64Array): BaseModel } {
  if (base === "boosted")
    return new GradientBoosting({
      loss: binary ? "logistic" : "squared",
      trees: 100,
      learningRate: 0.05,
      maxLeaves: 8,
      minLeafRows: 50,
      seed,
    });
  return binary ? new GeneralisedLinear({ family: "logistic", penalty: 1e-4 }) : new Ridge();
}

/** @throws MlError BAD_SNAPSHOT for a model of no known kind. */
export function restoreBase(snapshot: unknown): BaseModel {
  const kind = (snapshot as { kind?: unknown } | null)?.kind;
  if (kind === "generalised-linear") return FittedGeneralisedLinear.fromSnapshot(snapshot);
  if (kind === "ridge") return Ridge.fromSnapshot(snapshot);
  if (kind === "gradient-boosting") return GradientBoosting.fromSnapshot(snapshot);
  throw new MlError("BAD_SNAPSHOT", "An uplift snapshot holds a model of no known kind.", {
    received: String(kind),
  });
}
