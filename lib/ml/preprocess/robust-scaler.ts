import { quantileSorted } from "../core/quantile";
import { type ColumnRule, ColumnwiseStep, type FittedColumnwiseStep, restoreColumnwise } from "./columnwise";
import { inWords, type StepParams } from "./step";

const rule: ColumnRule<StepParams> = {
  kind: "robust-scaler",
  learned: ["median", "scale"],
  learn: (values) => {
    const sorted = values.sort();
    const spread = quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25);
    return [quantileSorted(sorted, 0.5), spread > 0 ? spread : 1];
  },
  apply: (value, [centre, scale]) => (value - centre!) / scale!,
  sentence: (feature, [centre, scale]) =>
    `${feature} counts in quartile ranges (${inWords(scale!)}) from its median (${inWords(centre!)}).`,
};

/**
 * Scaling that outliers cannot move: (x − median) / (q₇₅ − q₂₅), as scikit-learn's RobustScaler; a column whose
 * middle half is one value keeps its unit. Input and output n × d. Cost O(n d log n) to fit, O(n d) to apply.
 */
export class RobustScaler extends ColumnwiseStep<StepParams> {
  constructor(params: StepParams = {}) {
    super(rule, params);
  }

  static fromSnapshot(input: unknown): FittedColumnwiseStep<StepParams> {
    return restoreColumnwise(rule, input);
  }
}
