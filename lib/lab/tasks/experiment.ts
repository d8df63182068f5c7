import { z } from "zod";
import { adjustedEffect } from "../../ml/causal/adjusted-effect";
import { confidenceSequence } from "../../ml/causal/confidence-sequence";
import { differenceInMeans } from "../../ml/causal/difference-in-means";
import type { Effect, ExperimentRows } from "../../ml/causal/effect";
import { sampleRatio } from "../../ml/causal/sample-ratio";
import { areaUnderUplift, qiniCoefficient, qiniInterval } from "../../ml/causal/uplift-curve";
import { crossFitUplift } from "../../ml/causal/uplift-learner";
import type { Matrix } from "../../ml/core/shapes";
import { featureMatrix } from "../feature-matrix";
import { LabError } from "../lab-error";
import { readTable } from "../read-table";
import { amountColumn, requireColumn, textColumn } from "../table";
import { columnOption, defineTask, figure, fileOption, listOption, seedOption } from "../task";

const armResult = z.object({
  arm: z.string(),
  /** Mean of the arm minus mean of the control, per customer, with its 95 % interval. */
  effect: figure,
  low: figure,
  high: figure,
  standardError: figure,
  /** Customers in the arm. */
  n: z.number(),
  controls: z.number(),
  /** An interval that holds at every look, not only at the last one. */
  alwaysLow: figure,
  alwaysHigh: figure,
  /** Adjusted for the features by regression (Lin, HC2). */
  adjustedEffect: figure,
  adjustedLow: figure,
  adjustedHigh: figure,
  /** Share of the variance that the adjustment took away. */
  varianceReduction: figure,
  /** How well out-of-fold uplift scores (one linear model per arm) rank the customers; 0 is chance. */
  qini: figure,
  qiniLow: figure,
  qiniHigh: figure,
  auuc: figure,
});

/** Reads a randomised experiment: the effect of each arm against the control, and whom it moves. */
export const experimentTask = defineTask({
  name: "experiment",
  summary: "Measures what each arm of a randomised experiment changed, and whether features tell for whom.",
  options: z.object({
    data: fileOption,
    treatment: columnOption,
    control: z.string({ error: "needs a value of the treatment column" }),
    outcome: columnOption,
    features: listOption.optional(),
    seed: seedOption,
  }),
  result: z.object({
    task: z.literal("experiment"),
    rows: z.number(),
    control: z.string(),
    controlMean: figure,
    /** Chance of arms this unequal had they been planned equal. */
    equalArmsPValue: figure,
    features: z.array(z.string()),
    arms: z.array(armResult),
    seed: z.number(),
  }),
  run(options, { progress }) {
    const table = readTable(options.data);
    if (requireColumn(table, [options.treatment]) === requireColumn(table, [options.outcome]))
      throw new LabError("BAD_OPTION", `The column "${options.treatment}" cannot be treatment and outcome.`);
    const assigned = textColumn(table, requireColumn(table, [options.treatment]));
    const outcome = amountColumn(table, requireColumn(table, [options.outcome]));
    const blank = assigned.indexOf("");
    if (blank >= 0)
      throw new LabError("BAD_VALUE", `A row of ${table.source} is in no arm.`, table.lines[blank]!);
    const control = options.control.trim();
    const counts = new Map<string, number>();
    for (const arm of assigned) counts.set(arm, (counts.get(arm) ?? 0) + 1);
    const arms = [...counts.keys()].filter((arm) => arm !== control).sort();
    if (!counts.has(control))
      throw new LabError(
        "BAD_OPTION",
        `No row of "${options.treatment}" is "${control}". It holds ${arms.slice(0, 10).join(", ")}.`,
      );
    if (arms.length === 0) throw new LabError("NOT_ENOUGH_DATA", "Every customer is in the control arm.");
    const columns = (options.features ?? []).map((name) => requireColumn(table, [name]));
    const result = columns.find((j) =>
      [options.treatment, options.outcome].some((name) => j === requireColumn(table, [name])),
    );
    if (result !== undefined)
      throw new LabError(
        "BAD_OPTION",
        `The column "${table.names[result]}" is the treatment or the outcome and cannot be a feature.`,
      );
    const features = featureMatrix(table, columns);
    if (counts.get(control)! < 2)
      throw new LabError("NOT_ENOUGH_DATA", "The control arm needs at least two customers.");
    const measured = arms.map((arm) => {
      progress(`Comparing ${arm} with ${control}.`);
      const rows = Array.from(assigned.keys()).filter((i) => assigned[i] === arm || assigned[i] === control);
      const experiment = {
        outcome: Float64Array.from(rows, (i) => outcome[i]!),
        treatment: Uint8Array.from(rows, (i) => Number(assigned[i] === arm)),
      };
      return { arm, ...measure(experiment, features && takeRows(features.X, rows), options.seed) };
    });
    const controlOutcomes = outcome.filter((_, i) => assigned[i] === control);
    return {
      task: "experiment" as const,
      rows: outcome.length,
      control,
      controlMean: controlOutcomes.reduce((sum, value) => sum + value, 0) / controlOutcomes.length,
      equalArmsPValue: sampleRatio(
        [...counts.values()],
        [...counts].map(() => 1),
      ).pValue,
      features: features ? [...features.names] : [],
      arms: measured,
      seed: options.seed,
    };
  },
});

/** Fewest customers per arm before effects by feature are looked for. */
const LEAST_FOR_UPLIFT = 100;

/** An arm of one customer has no variance: nothing can be said about it. */
const NOTHING = {
  effect: null,
  low: null,
  high: null,
  standardError: null,
  alwaysLow: null,
  alwaysHigh: null,
  adjustedEffect: null,
  adjustedLow: null,
  adjustedHigh: null,
  varianceReduction: null,
  qini: null,
  qiniLow: null,
  qiniHigh: null,
  auuc: null,
};

function measure(rows: ExperimentRows, X: Matrix | null, seed: number) {
  const treated = rows.treatment.reduce((sum, mark) => sum + mark, 0);
  if (treated < 2) return { ...NOTHING, n: treated, controls: rows.treatment.length - treated };
  const plain = differenceInMeans(rows);
  const always = confidenceSequence(rows);
  const enough = X !== null && Math.min(plain.treated, plain.controls) >= X.columns + 2;
  const adjusted: (Effect & { varianceReduction: number }) | null = enough ? adjustedEffect(rows, X) : null;
  const ranking =
    X !== null && Math.min(plain.treated, plain.controls) >= LEAST_FOR_UPLIFT ? rank(rows, X, seed) : null;
  return {
    effect: plain.effect,
    low: plain.low,
    high: plain.high,
    standardError: plain.standardError,
    n: plain.treated,
    controls: plain.controls,
    alwaysLow: always.low,
    alwaysHigh: always.high,
    adjustedEffect: adjusted?.effect ?? null,
    adjustedLow: adjusted?.low ?? null,
    adjustedHigh: adjusted?.high ?? null,
    varianceReduction: adjusted?.varianceReduction ?? null,
    qini: ranking?.qini ?? null,
    qiniLow: ranking?.low ?? null,
    qiniHigh: ranking?.high ?? null,
    auuc: ranking?.auuc ?? null,
  };
}

function rank(rows: ExperimentRows, X: Matrix, seed: number) {
  const score = crossFitUplift(X, rows, { learner: "t", seed });
  const qini = qiniCoefficient(rows, score);
  const interval = qini === null ? null : qiniInterval(rows, score, { seed });
  return {
    qini,
    auuc: areaUnderUplift(rows, score),
    low: interval?.low ?? null,
    high: interval?.high ?? null,
  };
}

function takeRows(X: Matrix, rows: readonly number[]): Matrix {
  const data = new Float64Array(rows.length * X.columns);
  rows.forEach((i, row) => {
    data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), row * X.columns);
  });
  return { rows: rows.length, columns: X.columns, data };
}
