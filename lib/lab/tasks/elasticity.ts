import { z } from "zod";
import { MlError } from "../../ml/core/errors";
import { matrix } from "../../ml/core/shapes";
import {
  coefficientInterval,
  type LeastSquaresFit,
  ordinaryLeastSquares,
} from "../../ml/regression/ordinary-least-squares";
import { type ShrunkEstimates, shrinkEstimates } from "../../ml/regression/shrinkage";
import { expressionColumn } from "../column-expression";
import { LabError } from "../lab-error";
import { levelCodes } from "../level-codes";
import { readTable } from "../read-table";
import { isMissing, numericColumns, requireColumn, type Table, textColumn } from "../table";
import { columnOption, defineTask, figure, fileOption, flagOption, listOption } from "../task";

const groupResult = z.object({
  group: z.string(),
  elasticity: figure,
  standardError: figure,
  low: figure,
  high: figure,
  n: z.number(),
  rSquared: figure,
  /** How the standard error was reckoned: clustered, or robust where there are too few clusters. */
  errors: z.enum(["cluster", "hc1"]).nullable(),
  /** Why there is no figure. */
  reason: z.string().nullable(),
  /** Drawn towards what all groups share, by empirical Bayes. */
  shrunk: figure,
  shrunkError: figure,
});

/** Price elasticity of demand by log–log regression, one regression a group. */
export const elasticityTask = defineTask({
  name: "elasticity",
  summary: "Regresses log units on log price, by group, with controls, fixed effects and clustered errors.",
  options: z.object({
    data: fileOption,
    units: columnOption,
    price: columnOption,
    unitsAreLogs: flagOption,
    priceIsLog: flagOption,
    by: listOption.optional(),
    fixedEffects: listOption.default([]),
    cluster: columnOption.optional(),
    controls: listOption.default([]),
  }),
  result: z.object({
    task: z.literal("elasticity"),
    specification: z.string(),
    rows: z.number(),
    /** Rows left out because a cell is missing or a value has no logarithm. */
    rowsLeftOut: z.number(),
    groups: z.array(groupResult),
    /** What the groups share: mean, its error, and the standard deviation between groups. */
    shared: z.object({ mean: figure, standardError: figure, deviation: figure }).nullable(),
  }),
  run(options, { progress }) {
    const table = readTable(options.data);
    const input = readInput(table, options);
    progress(`Fitting ${input.groups.length} groups of ${input.rows.length} rows.`);
    const fits = input.groups.map((rows) => fitGroup(input, rows));
    const shrunk = shrinkFits(fits);
    let next = 0;
    return {
      task: "elasticity" as const,
      specification: specification(options),
      rows: input.rows.length,
      rowsLeftOut: table.rows.length - input.rows.length,
      groups: fits.map((fit, g) => {
        const k = usable(fit) && shrunk ? next++ : -1;
        return resultOf(input, g, fit, k < 0 ? null : [shrunk!.values[k]!, shrunk!.standardErrors[k]!]);
      }),
      shared: shrunk && {
        mean: shrunk.coefficients[0]!,
        standardError: shrunk.coefficientErrors[0]!,
        deviation: Math.sqrt(shrunk.betweenVariance),
      },
    };
  },
});

interface ElasticityOptions {
  readonly units: string;
  readonly price: string;
  readonly unitsAreLogs: boolean;
  readonly priceIsLog: boolean;
  readonly by?: readonly string[] | undefined;
  readonly fixedEffects: readonly string[];
  readonly cluster?: string | undefined;
  readonly controls: readonly string[];
}

interface Input {
  /** Usable rows, as positions in the file. */
  readonly rows: readonly number[];
  readonly groups: readonly (readonly number[])[];
  readonly groupNames: readonly string[];
  readonly y: Float64Array;
  /** Log price first, then the controls that are numbers. */
  readonly columns: readonly Float64Array[];
  readonly effects: readonly Int32Array[];
  readonly clusters: Int32Array | undefined;
}

function readInput(table: Table, options: ElasticityOptions): Input {
  const log = (expression: string, isLog: boolean): Float64Array =>
    expressionColumn(table, isLog ? expression : `log(${expression})`);
  const y = log(options.units, options.unitsAreLogs);
  const numeric = new Set(numericColumns(table));
  const isText = (name: string): boolean => !/[({*]/.test(name) && !numeric.has(requireColumn(table, [name]));
  const column = (name: string): string[] => textColumn(table, requireColumn(table, [name.trim()]));
  // "store*brand" means one level for each pair; a pair with a missing part is missing.
  const labels = (name: string): string[] => {
    const [first, ...others] = name.split("*").map(column);
    return first!.map((cell, i) => {
      const parts = [cell, ...others.map((cells) => cells[i]!)];
      return parts.some(isMissing) ? "" : parts.join(" / ");
    });
  };
  // A control made of words has no slope: its levels are effects.
  const groupings = [...options.fixedEffects, ...options.controls.filter(isText)].map(labels);
  const columns = [
    log(options.price, options.priceIsLog),
    ...options.controls.filter((name) => !isText(name)).map((name) => expressionColumn(table, name)),
  ];
  const clusterCells = options.cluster === undefined ? null : labels(options.cluster);
  const by = (options.by ?? []).map(labels);
  const texts = [...groupings, ...by, ...(clusterCells ? [clusterCells] : [])];
  const rows = [...table.rows.keys()].filter(
    (i) =>
      !Number.isNaN(y[i]) &&
      columns.every((column) => !Number.isNaN(column[i])) &&
      texts.every((cells) => !isMissing(cells[i]!)),
  );
  if (rows.length === 0)
    throw new LabError(
      "NOT_ENOUGH_DATA",
      `No row of ${table.source} has units and a price with a logarithm.`,
    );
  const groupOf = levelCodes(rows.map((i) => by.map((cells) => cells[i]!).join(" / ") || "all"));
  const groups = groupOf.names.map((): number[] => []);
  rows.forEach((i, at) => {
    groups[groupOf.codes[at]!]!.push(i);
  });
  return {
    rows,
    groups,
    groupNames: groupOf.names,
    y,
    columns,
    effects: groupings.map((cells) => levelCodes(cells).codes),
    clusters: clusterCells ? levelCodes(clusterCells).codes : undefined,
  };
}

type GroupFit = LeastSquaresFit | { readonly reason: string };

function fitGroup(input: Input, rows: readonly number[]): GroupFit {
  const pick = (codes: Int32Array): Int32Array => Int32Array.from(rows, (i) => codes[i]!);
  const d = input.columns.length;
  const X = matrix(rows.length, d, new Float64Array(rows.length * d));
  rows.forEach((i, r) => {
    for (let j = 0; j < d; j++) X.data[r * d + j] = input.columns[j]![i]!;
  });
  const clusters = input.clusters && pick(input.clusters);
  const several = clusters !== undefined && new Set(clusters).size > 1;
  try {
    const fit = ordinaryLeastSquares(
      X,
      Float64Array.from(rows, (i) => input.y[i]!),
      {
        effects: input.effects.map(pick),
        covariance: several ? "cluster" : "hc1",
        ...(several && { clusters }),
      },
    );
    return fit.dropped.includes(0)
      ? { reason: "The price does not vary apart from the fixed effects." }
      : fit;
  } catch (error) {
    if (error instanceof MlError) return { reason: error.message };
    throw error;
  }
}

function usable(fit: GroupFit): fit is LeastSquaresFit {
  return !("reason" in fit) && fit.standardErrors[0]! > 0;
}

function shrinkFits(fits: readonly GroupFit[]): ShrunkEstimates | null {
  const good = fits.filter(usable);
  if (good.length < 3) return null;
  return shrinkEstimates({
    estimates: good.map((fit) => fit.coefficients[0]!),
    standardErrors: good.map((fit) => fit.standardErrors[0]!),
  });
}

function resultOf(input: Input, g: number, fit: GroupFit, shrunk: readonly [number, number] | null) {
  const base = { group: input.groupNames[g]!, n: input.groups[g]!.length };
  const none = { low: null, high: null, rSquared: null, errors: null, shrunk: null, shrunkError: null };
  if ("reason" in fit) return { ...base, ...none, elasticity: null, standardError: null, reason: fit.reason };
  const { low, high } = coefficientInterval(fit, 0);
  const several = input.clusters && new Set(input.groups[g]!.map((i) => input.clusters![i])).size > 1;
  return {
    ...base,
    elasticity: fit.coefficients[0]!,
    standardError: fit.standardErrors[0]!,
    low,
    high,
    rSquared: fit.rSquared,
    errors: several ? ("cluster" as const) : ("hc1" as const),
    reason: null,
    shrunk: shrunk?.[0] ?? null,
    shrunkError: shrunk?.[1] ?? null,
  };
}

function specification(options: ElasticityOptions): string {
  const units = options.unitsAreLogs ? options.units : `log(${options.units})`;
  const price = options.priceIsLog ? options.price : `log(${options.price})`;
  const effects = options.fixedEffects.length > 0 ? ` | effects of ${options.fixedEffects.join(", ")}` : "";
  const cluster = options.cluster ? `, errors clustered by ${options.cluster}` : ", robust errors (HC1)";
  return `${units} ~ ${[price, ...options.controls].join(" + ")}${effects}${cluster}`;
}
