import { MlError } from "../core/errors";
import { quantileSorted } from "../core/quantile";
import { type ColumnRule, ColumnwiseStep, type FittedColumnwiseStep, restoreColumnwise } from "./columnwise";
import { inWords, type StepParams } from "./step";

export interface WinsoriserParams extends StepParams {
  /** Share of the rows below the lower fence. Default 0.01. */
  readonly lower?: number;
  /** Share of the rows below the upper fence. Default 0.99. */
  readonly upper?: number;
}

const rule: ColumnRule<WinsoriserParams> = {
  kind: "winsoriser",
  learned: ["low", "high"],
  learn: (values, { lower = 0.01, upper = 0.99 }) => {
    const sorted = values.sort();
    return [quantileSorted(sorted, lower), quantileSorted(sorted, upper)];
  },
  apply: (value, [low, high]) => Math.min(Math.max(value, low!), high!),
  sentence: (feature, [low, high]) =>
    `${feature} outside ${inWords(low!)} to ${inWords(high!)} counts as the nearer end of that range.`,
};

/**
 * Pulls outliers in to quantiles learned from the training rows: x ↦ min(max(x, q_lower), q_upper).
 * Keeps every row and the order of values inside the fences. Do not use it where the tail is the message.
 * Input and output n × d. Cost O(n d log n) to fit, O(n d) to apply.
 * Source: Tukey (1962), "The future of data analysis", section 14; quantiles are type 7 (Hyndman & Fan 1996).
 */
export class Winsoriser extends ColumnwiseStep<WinsoriserParams> {
  constructor(params: WinsoriserParams = {}) {
    const { lower = 0.01, upper = 0.99 } = params;
    if (!(lower >= 0 && lower < upper && upper <= 1))
      throw new MlError("BAD_PARAMETER", "The fences of a winsoriser are quantiles in order.", {
        expected: "0 ≤ lower < upper ≤ 1",
        received: `lower ${lower}, upper ${upper}`,
      });
    super(rule, params);
  }

  static fromSnapshot(input: unknown): FittedColumnwiseStep<WinsoriserParams> {
    return restoreColumnwise(rule, input);
  }
}
