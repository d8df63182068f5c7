import { type ColumnRule, ColumnwiseStep, type FittedColumnwiseStep, restoreColumnwise } from "./columnwise";
import { inWords, type StepParams } from "./step";

/** Smaller numbers have lost digits: no mean or deviation can be told among them. */
const SMALLEST_WHOLE = 2 ** -1022;

const rule: ColumnRule<StepParams> = {
  kind: "standard-scaler",
  learned: ["mean", "scale"],
  learn: (values) => {
    let mean = 0;
    for (let i = 0; i < values.length; i++) mean += (values[i]! - mean) / (i + 1);
    const widest = values.reduce((most, value) => Math.max(most, Math.abs(value - mean)), 0);
    // Deviations relative to the widest one: their squares neither overflow nor vanish.
    let squares = 0;
    for (const value of values) squares += widest > 0 ? ((value - mean) / widest) ** 2 : 0;
    const deviation = widest * Math.sqrt(squares / values.length);
    // A constant column: rounding in the mean may leave a deviation of a few ulps, which must not be a scale.
    const negligible = Math.max(1e-13 * Math.abs(mean), SMALLEST_WHOLE);
    return [mean, deviation > negligible ? deviation : 1];
  },
  apply: (value, [mean, scale]) => (value - mean!) / scale!,
  sentence: (feature, [mean, scale]) =>
    `${feature} counts in standard deviations (${inWords(scale!)}) from its mean (${inWords(mean!)}).`,
};

/**
 * Gives every feature the same weight: z = (x − mean) / s with s² = Σ(x − mean)² / n (as scikit-learn's
 * StandardScaler); a constant column becomes zeros. Input and output n × d. Cost O(n d).
 * Outliers stretch the scale: winsorise first, or use `RobustScaler`.
 */
export class StandardScaler extends ColumnwiseStep<StepParams> {
  constructor(params: StepParams = {}) {
    super(rule, params);
  }

  static fromSnapshot(input: unknown): FittedColumnwiseStep<StepParams> {
    return restoreColumnwise(rule, input);
  }
}
