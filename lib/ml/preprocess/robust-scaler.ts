import { quantileSorted } from "../core/quantile";
import { type ColumnRule, ColumnwiseStep, type FittedColumnwiseStep, restoreColumnwise } from "./columnwise";
import { inWords, type StepParams } from "./step";

const rule: ColumnRule<StepParams> = {
  kind: "robust-scaler",
  learned: ["median", "scale"],
  learn: (values) => {
    const sorted = values.sort();
    const spread = quantileSorted(sorted, 0.75) - quantileSorted(sorted, 0.25);
    const median = quantileSorted(sorted, 0.5);
    const widest = Math.max(sorted[sorted.length - 1]! - median, median - sorted[0]!);
    // A range so small that a row divided by it is no number tells no unit.
    return [median, spread > 0 && Number.isFinite(widest / spread) ? spread : 1];
  },
  apply: (value, [centre, scale]) => (value - centre!) / scale!,
  sentence: (feature, [centre, scale]) =>
    `${feature} counts in quartile ranges (${inWords(scale!)}) from its median (${inWords(centre!)}).`,
};

/**
 * Scaling that outliers cannot move: (x − median) / (q₇₅ − q₂₅), as scikit-learn's RobustScaler; a column whose
 * middle half is one value, or as good as one, keeps its unit. Input and output n × d. Cost O(n d log n) to fit, O(n d) to apply.
 */
export class RobustScaler extends ColumnwiseStep<StepParams> {
  constructor(params: StepParams = {}) {
    super(rule, params);
  }

  static fromSnapshot(input: unknown): FittedColumnwiseStep<StepParams> {
    return restoreColumnwise(rule, input);
  }
}
