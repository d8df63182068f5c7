import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  parseSnapshot,
  type Snapshot,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import type { Matrix } from "../core/shapes";
import { FittedImputer, Imputer, type ImputerParams } from "./imputer";
import { LogOnePlus } from "./log-one-plus";
import { FittedOneHotEncoder, OneHotEncoder, type OneHotParams } from "./one-hot-encoder";
import { RobustScaler } from "./robust-scaler";
import { StandardScaler } from "./standard-scaler";
import { checkMatrixWithGaps, type FittedStep, resolveNames, type StepNote, type StepParams } from "./step";
import { Winsoriser, type WinsoriserParams } from "./winsoriser";

/** One step and its options, as plain JSON. Column names are those that the step before puts out. */
export type PipelineStep =
  | ({ readonly step: "impute" } & Omit<ImputerParams, "featureNames">)
  | ({ readonly step: "winsorise" } & Omit<WinsoriserParams, "featureNames">)
  | ({ readonly step: "log-one-plus" } & Omit<StepParams, "featureNames">)
  | ({ readonly step: "standardise" } & Omit<StepParams, "featureNames">)
  | ({ readonly step: "robust-scale" } & Omit<StepParams, "featureNames">)
  | ({ readonly step: "one-hot" } & Omit<OneHotParams, "featureNames">);

export interface PipelineParams {
  readonly featureNames?: readonly string[];
  readonly steps: readonly PipelineStep[];
}

type StepName = PipelineStep["step"];
const MAKE: Record<StepName, (params: StepParams) => Estimator<StepParams, undefined, FittedStep>> = {
  impute: (params) => new Imputer(params),
  winsorise: (params) => new Winsoriser(params),
  "log-one-plus": (params) => new LogOnePlus(params),
  standardise: (params) => new StandardScaler(params),
  "robust-scale": (params) => new RobustScaler(params),
  "one-hot": (params) => new OneHotEncoder(params),
};
const RESTORE: Record<StepName, (snapshot: unknown) => FittedStep> = {
  impute: FittedImputer.fromSnapshot,
  winsorise: Winsoriser.fromSnapshot,
  "log-one-plus": LogOnePlus.fromSnapshot,
  standardise: StandardScaler.fromSnapshot,
  "robust-scale": RobustScaler.fromSnapshot,
  "one-hot": FittedOneHotEncoder.fromSnapshot,
};

/**
 * A chain of preparation steps, each fitted on what the step before it gives; stored as one snapshot, so that
 * tomorrow's customer is prepared exactly as today's were. NaN is welcome when the first step imputes.
 * Input n × d; output rows × `outputNames.length`. Cost: the sum of its steps.
 */
export class Pipeline implements Estimator<PipelineParams, undefined, FittedPipeline> {
  readonly params: Readonly<PipelineParams>;
  constructor(params: PipelineParams) {
    if (params.steps.length === 0) throw new MlError("BAD_PARAMETER", "A pipeline needs at least one step.");
    const unknown = params.steps.find(({ step }) => !(step in MAKE));
    if (unknown)
      throw new MlError("BAD_PARAMETER", "A pipeline has a step of no known kind.", {
        expected: Object.keys(MAKE).join(", "),
        received: unknown.step,
      });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedPipeline> {
    checkMatrixWithGaps(X);
    const totalSteps = this.params.steps.length;
    const fitted: FittedStep[] = [];
    let names = resolveNames(this.params, X.columns);
    let current = X;
    for (const { step, ...options } of this.params.steps) {
      const model = MAKE[step]({ ...options, featureNames: names }).fit(current, undefined);
      fitted.push(model);
      names = model.outputNames;
      // The last step's output is nobody's training data.
      if (fitted.length < totalSteps) current = model.transform(current);
      yield { step: fitted.length, totalSteps };
    }
    return new FittedPipeline(this.params, fitted);
  }

  fit(X: Matrix): FittedPipeline {
    return drain(this.fitSteps(X));
  }
}

export class FittedPipeline implements FittedStep {
  constructor(
    private readonly params: Readonly<PipelineParams>,
    readonly steps: readonly FittedStep[],
  ) {}

  get inputNames(): readonly string[] {
    return this.steps[0]!.inputNames;
  }

  get outputNames(): readonly string[] {
    return this.steps.at(-1)!.outputNames;
  }

  transform(X: Matrix): Matrix {
    return this.steps.reduce((current, step) => step.transform(current), X);
  }

  explain(): StepNote[] {
    return this.steps.flatMap((step) => step.explain());
  }

  toSnapshot(): Snapshot {
    return {
      kind: "pipeline",
      version: 1,
      params: { ...this.params },
      featureNames: [...this.inputNames],
      state: { steps: this.steps.map((step) => step.toSnapshot()) },
    };
  }

  static fromSnapshot(input: unknown): FittedPipeline {
    const snapshot = parseSnapshot(input, "pipeline", [1]);
    const params = snapshot.params as Partial<PipelineParams>;
    const stored = snapshot.state.steps;
    if (!Array.isArray(params.steps) || !Array.isArray(stored) || stored.length !== params.steps.length)
      throw new MlError("BAD_SNAPSHOT", "A pipeline's snapshot lacks steps.");
    const steps = stored.map((one: unknown, i) => {
      const restore = RESTORE[params.steps![i]!.step];
      if (!restore) throw new MlError("BAD_SNAPSHOT", "A pipeline's snapshot names an unknown step.");
      return restore(one);
    });
    for (let i = 1; i < steps.length; i++)
      if (steps[i]!.inputNames.join("\n") !== steps[i - 1]!.outputNames.join("\n"))
        throw new MlError(
          "BAD_SNAPSHOT",
          `Steps ${i - 1} and ${i} of a pipeline's snapshot do not fit together.`,
        );
    return new FittedPipeline(params as PipelineParams, steps);
  }
}
