import { z } from "zod";
import { MlError } from "../../ml/core/errors";
import { matrix } from "../../ml/core/shapes";
import { coefficientInterval, ordinaryLeastSquares } from "../../ml/regression/ordinary-least-squares";
import { type ShrunkEstimates, shrinkEstimates } from "../../ml/regression/shrinkage";
import { expressionColumn, expressionColumns } from "../column-expression";
import { doubleMlElasticity } from "../double-ml-elasticity";
import { LabError } from "../lab-error";
import { levelCodes } from "../level-codes";
import { readTable } from "../read-table";
import { filterRows } from "../row-filter";
import { isMissing, isNumericColumn, requireColumn, type Table, textColumn } from "../table";
import { columnOption, defineTask, figure, fileOption, flagOption, listOption, seedOption } from "../task";

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
  /** Share of the price's variance on held-out rows that the controls explain: near 1 little is left to learn from. */
  priceExplained: figure,
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
    /** Rows to take, as COLUMN=VALUE,VALUE; all when absent. */
    where: columnOption.optional(),
    method: z
      .enum(["least-squares", "double-ml"], { error: "must be least-squares or double-ml" })
      .default("least-squares"),
    seed: seedOption,
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
    const table = filterRows(readTable(options.data), options.where);
    const input = readInput(table, options);
    progress(`Fitting ${input.groups.length} groups of ${input.rows.length} rows.`);
    const fits = input.groups.map((rows) =>
      options.method === "double-ml" ? fitDoubleMl(input, rows, options.seed) : fitGroup(input, rows),
    );
    const shrunk = shrinkFits(fits);
    let next = 0;
    return {
      task: "elasticity" as const,
      specification: specification(options),
      rows: input.rows.length,
      rowsLeftOut: table.rows.length - input.rows.length,
      groups: fits.map((fit, g) => {
        const k = isUsable(fit) && shrunk ? next++ : -1;
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
  readonly method: "least-squares" | "double-ml";
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
  const isText = (name: string): boolean =>
    !/[({*]/.test(name) && !isNumericColumn(table, requireColumn(table, [name]));
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
    ...options.controls.filter((name) => !isText(name)).flatMap((name) => expressionColumns(table, name)),
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
      `No row of ${table.source} has units and a price with a logarithm and all else that is asked for.`,
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

/** What is shown of one group's regression. */
interface SlopeFit {
  readonly elasticity: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly rSquared: number | null;
  readonly errors: "cluster" | "hc1";
  readonly priceExplained: number | null;
}
type GroupFit = SlopeFit | { readonly reason: string };

function fitGroup(input: Input, rows: readonly number[]): GroupFit {
  const pick = (codes: Int32Array): Int32Array => Int32Array.from(rows, (i) => codes[i]!);
  const d = input.columns.length;
  const X = matrix(rows.length, d, new Float64Array(rows.length * d));
  rows.forEach((i, r) => {
    for (let j = 0; j < d; j++) X.data[r * d + j] = input.columns[j]![i]!;
  });
  const clusters = input.clusters && pick(input.clusters);
  const several = input.clusters !== undefined && hasSeveral(input.clusters, rows);
  try {
    const fit = ordinaryLeastSquares(
      X,
      Float64Array.from(rows, (i) => input.y[i]!),
      {
        effects: input.effects.map(pick),
        covariance: several ? "cluster" : "hc1",
        ...(several && clusters && { clusters }),
      },
    );
    if (fit.dropped.includes(0)) return { reason: "The price does not vary apart from the fixed effects." };
    return {
      ...coefficientInterval(fit, 0),
      elasticity: fit.coefficients[0]!,
      standardError: fit.standardErrors[0]!,
      rSquared: fit.rSquared,
      errors: several ? "cluster" : "hc1",
      priceExplained: null,
    };
  } catch (error) {
    if (error instanceof MlError) return { reason: error.message };
    throw error;
  }
}

function fitDoubleMl(input: Input, rows: readonly number[], seed: number): GroupFit {
  const [logPrice, ...controls] = input.columns;
  const clusters = input.clusters && hasSeveral(input.clusters, rows) ? input.clusters : undefined;
  try {
    const found = doubleMlElasticity({
      rows,
      logUnits: input.y,
      logPrice: logPrice!,
      controls,
      levels: input.effects,
      clusters,
      seed,
    });
    return {
      elasticity: found.effect,
      standardError: found.standardError,
      low: found.low,
      high: found.high,
      rSquared: null,
      errors: clusters ? "cluster" : "hc1",
      priceExplained: found.treatmentExplained,
    };
  } catch (error) {
    if (error instanceof MlError || error instanceof LabError) return { reason: error.message };
    throw error;
  }
}

function hasSeveral(clusters: Int32Array, rows: readonly number[]): boolean {
  return rows.some((i) => clusters[i] !== clusters[rows[0]!]);
}

function isUsable(fit: GroupFit): fit is SlopeFit {
  return !("reason" in fit) && fit.standardError > 0;
}

function shrinkFits(fits: readonly GroupFit[]): ShrunkEstimates | null {
  const good = fits.filter(isUsable);
  if (good.length < 3) return null;
  return shrinkEstimates({
    estimates: good.map((fit) => fit.elasticity),
    standardErrors: good.map((fit) => fit.standardError),
  });
}

function resultOf(input: Input, g: number, fit: GroupFit, shrunk: readonly [number, number] | null) {
  const base = { group: input.groupNames[g]!, n: input.groups[g]!.length };
  if (!("reason" in fit))
    return { ...base, ...fit, reason: null, shrunk: shrunk?.[0] ?? null, shrunkError: shrunk?.[1] ?? null };
  return {
    ...base,
    elasticity: null,
    standardError: null,
    low: null,
    high: null,
    rSquared: null,
    errors: null,
    priceExplained: null,
    reason: fit.reason,
    shrunk: null,
    shrunkError: null,
  };
}

function specification(options: ElasticityOptions): string {
  const units = options.unitsAreLogs ? options.units : `log(${options.units})`;
  const price = options.priceIsLog ? options.price : `log(${options.price})`;
  const method = options.method === "double-ml" ? " by double machine learning" : "";
  const effects = options.fixedEffects.length > 0 ? ` | effects of ${options.fixedEffects.join(", ")}` : "";
  const cluster = options.cluster ? `, errors clustered by ${options.cluster}` : ", robust errors (HC1)";
  return `${units} ~ ${[price, ...options.controls].join(" + ")}${effects}${method}${cluster}`;
}
