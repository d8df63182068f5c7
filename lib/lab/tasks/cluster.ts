import { z } from "zod";
import { adjustedRandIndex } from "../../ml/cluster/adjusted-rand-index";
import { Agglomerative } from "../../ml/cluster/agglomerative";
import { calinskiHarabasz } from "../../ml/cluster/calinski-harabasz";
import { KMeans } from "../../ml/cluster/kmeans";
import { MiniBatchKMeans } from "../../ml/cluster/mini-batch-kmeans";
import { silhouette } from "../../ml/cluster/silhouette";
import { clusterSquares } from "../../ml/cluster/within-squares";
import { type Matrix, matrix } from "../../ml/core/shapes";
import { Imputer } from "../../ml/preprocess/imputer";
import { StandardScaler } from "../../ml/preprocess/standard-scaler";
import { LabError } from "../lab-error";
import { readTable } from "../read-table";
import { numberColumn, numericColumns, requireColumn, type Table, textColumn } from "../table";
import {
  columnOption,
  defineTask,
  figure,
  fileOption,
  flagOption,
  integerOption,
  listOption,
  seedOption,
} from "../task";
import { timed } from "../timed";

const ALGORITHMS = ["kmeans", "minibatch", "ward", "average", "complete", "single"] as const;
type Algorithm = (typeof ALGORITHMS)[number];

/** Clusters the rows of a file and judges the clusters; gaps are filled with medians. */
export const clusterTask = defineTask({
  name: "cluster",
  summary: "Groups the rows of a file and measures how good the groups are.",
  options: z.object({
    data: fileOption,
    algorithm: z.enum(ALGORITHMS, { error: `must be one of ${ALGORITHMS.join(", ")}` }).default("kmeans"),
    k: integerOption(1),
    columns: listOption.optional(),
    labels: columnOption.optional(),
    standardise: flagOption,
    /** Default: for k-means 50 up to 10,000 rows and 10 above, for mini-batch 3; trees have none. */
    starts: integerOption(1).optional(),
    seed: seedOption,
  }),
  result: z.object({
    task: z.literal("cluster"),
    algorithm: z.enum(ALGORITHMS),
    rows: z.number(),
    columns: z.array(z.string()),
    missingCells: z.number(),
    k: z.number(),
    inertia: figure,
    silhouette: figure,
    starts: z.number().nullable(),
    silhouetteRows: z.number().nullable(),
    calinskiHarabasz: figure,
    ari: figure,
    sizes: z.array(z.number()),
    iterations: figure,
    converged: z.boolean().nullable(),
    fitSeconds: figure,
    fitCpuSeconds: figure,
    seed: z.number(),
  }),
  run(options, { progress }) {
    const table = readTable(options.data);
    const truth =
      options.labels === undefined ? null : textColumn(table, requireColumn(table, [options.labels]));
    const columns = chosenColumns(table, options.columns, options.labels);
    const { X, missingCells } = toMatrix(table, columns, options.standardise);
    progress(`Grouping ${X.rows} rows by ${columns.map((j) => table.names[j]).join(", ")}.`);
    const starts = startsOf(options.algorithm, options.starts, X.rows);
    const { value: fitted, seconds, cpuSeconds } = timed(() => group({ ...options, starts }, X));
    const several = new Set(fitted.labels).size > 1;
    const quality = several ? silhouette(X, fitted.labels, { seed: options.seed }) : null;
    const squares = clusterSquares(X, fitted.labels);
    return {
      task: "cluster" as const,
      algorithm: options.algorithm,
      rows: X.rows,
      columns: columns.map((j) => table.names[j]!),
      missingCells,
      k: options.k,
      starts,
      inertia: fitted.inertia ?? squares.within,
      silhouette: quality?.mean ?? null,
      silhouetteRows: quality?.measuredRows ?? null,
      calinskiHarabasz: several && squares.clusters < X.rows ? calinskiHarabasz(X, fitted.labels) : null,
      ari: truth ? adjustedRandIndex(truth, fitted.labels) : null,
      sizes: sizesOf(fitted.labels, options.k),
      iterations: fitted.iterations,
      converged: fitted.converged,
      fitSeconds: seconds,
      fitCpuSeconds: cpuSeconds,
      seed: options.seed,
    };
  },
});

function startsOf(algorithm: Algorithm, given: number | undefined, rows: number): number | null {
  if (algorithm === "kmeans") return given ?? (rows <= 10_000 ? 50 : 10);
  return algorithm === "minibatch" ? (given ?? 3) : null;
}

interface Grouping {
  readonly labels: Int32Array;
  readonly inertia: number | null;
  readonly iterations: number | null;
  readonly converged: boolean | null;
}

function group(
  options: { algorithm: Algorithm; k: number; starts: number | null; seed: number },
  X: Matrix,
): Grouping {
  const { algorithm, k: clusters, starts, seed } = options;
  if (algorithm === "kmeans" || algorithm === "minibatch") {
    const params = { clusters, seed, starts: starts ?? 1 };
    const model = (algorithm === "kmeans" ? new KMeans(params) : new MiniBatchKMeans(params)).fit(X);
    const { inertia, iterations, converged } = model;
    return { labels: model.predict(X), inertia, iterations, converged };
  }
  const labels = new Agglomerative({ clusters, linkage: algorithm }).fit(X).labels();
  return { labels, inertia: null, iterations: null, converged: null };
}

function chosenColumns(
  table: Table,
  wanted: readonly string[] | undefined,
  labels: string | undefined,
): number[] {
  if (wanted) return wanted.map((name) => requireColumn(table, [name]));
  const aside = labels === undefined ? -1 : requireColumn(table, [labels]);
  const columns = numericColumns(table).filter((j) => j !== aside && !isIdentifier(table, j));
  if (columns.length === 0)
    throw new LabError("MISSING_COLUMN", `${table.source} has no column of numbers to group by.`);
  return columns;
}

/** Whether a column only names the rows: called id, or ending in it, and never twice the same; or counting them. */
function isIdentifier(table: Table, j: number): boolean {
  const name = table.names[j]!;
  if (/^id$|[\s_-]id$/i.test(name) || /[a-z]I[dD]$/.test(name))
    return new Set(textColumn(table, j)).size === table.rows.length;
  // What a table is saved with when its row numbers are saved too: a first column without a name, or one that says so.
  if (!(j === 0 && name === "c1") && !/^(unnamed: \d+|index|row( ?(id|number|names?))?)$/i.test(name))
    return false;
  const cells = textColumn(table, j).map(Number);
  return cells.every((value, i) => Number.isInteger(value) && value - i === cells[0]);
}

function toMatrix(
  table: Table,
  columns: readonly number[],
  standardise: boolean,
): { X: Matrix; missingCells: number } {
  const n = table.rows.length;
  const data = new Float64Array(n * columns.length);
  let missingCells = 0;
  columns.forEach((j, f) => {
    numberColumn(table, j, { missing: "nan" }).forEach((value, i) => {
      if (Number.isNaN(value)) missingCells++;
      data[i * columns.length + f] = value;
    });
  });
  const featureNames = columns.map((j) => table.names[j]!);
  let X = matrix(n, columns.length, data);
  if (missingCells > 0) X = new Imputer({ featureNames, flag: false }).fit(X).transform(X);
  return { X: standardise ? new StandardScaler().fit(X).transform(X) : X, missingCells };
}

function sizesOf(labels: Int32Array, k: number): number[] {
  const sizes = new Array<number>(k).fill(0);
  for (const label of labels) sizes[label]!++;
  return sizes;
}
