import { MlError } from "../core/errors";
import { type ColumnRule, ColumnwiseStep, type FittedColumnwiseStep, restoreColumnwise } from "./columnwise";
import { inWords, type StepParams } from "./step";

const rule: ColumnRule<StepParams> = {
  kind: "log-one-plus",
  learned: ["trainingMinimum"],
  learn: (values, _, feature) => [
    values.reduce((least, value) => Math.min(least, checked(value, feature)), Number.MAX_VALUE),
  ],
  apply: (value, _, feature) => Math.log1p(checked(value, feature)),
  sentence: (feature, [least]) =>
    `${feature} counts as the logarithm of one plus itself (it was at least ${inWords(least!)} when learned).`,
};

function checked(value: number, feature: string): number {
  if (value > -1) return value;
  throw new MlError("BAD_PARAMETER", `"${feature}" has no logarithm of one plus itself.`, {
    expected: "values above −1; winsorise or leave this column out",
    received: String(value),
  });
}

/**
 * Tames right-skewed amounts and counts: x ↦ ln(1 + x). Zero stays zero, order is kept.
 * Input and output n × d, each worked-on value above −1. Cost O(n d).
 * Do not use it on values that may be negative (margins, balances).
 */
export class LogOnePlus extends ColumnwiseStep<StepParams> {
  constructor(params: StepParams = {}) {
    super(rule, params);
  }

  static fromSnapshot(input: unknown): FittedColumnwiseStep<StepParams> {
    return restoreColumnwise(rule, input);
  }
}
