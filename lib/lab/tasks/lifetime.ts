import { z } from "zod";
import { MlError } from "../../ml/core/errors";
import { matrix } from "../../ml/core/shapes";
import { BgNbd } from "../../ml/lifetime/bg-nbd";
import { GammaGamma } from "../../ml/lifetime/gamma-gamma";
import { ParetoNbd } from "../../ml/lifetime/pareto-nbd";
import { LabError } from "../lab-error";
import { readTable } from "../read-table";
import { findColumn, numberColumn, requireColumn, type Table } from "../table";
import { defineTask, figure, fileOption, numberOption } from "../task";
import { timed } from "../timed";

const errorsOf = (names: readonly string[]) =>
  z.object(Object.fromEntries(names.map((name) => [name, figure]))).nullable();

/** Purchase rates, drop-out and spend from customers' summaries, by maximum likelihood. */
export const lifetimeTask = defineTask({
  name: "lifetime",
  summary: "Fits BG/NBD, Pareto/NBD and, where spend is known, Gamma-Gamma to customers' purchase summaries.",
  options: z.object({
    data: fileOption,
    /** How far ahead purchases are expected, in the file's units of time; the mean age when absent. */
    horizon: numberOption.refine((value) => value >= 0, { error: "must be at least 0" }).optional(),
  }),
  result: z.object({
    task: z.literal("lifetime"),
    customers: z.number(),
    r: figure,
    alpha: figure,
    a: figure,
    b: figure,
    logLikelihood: figure,
    standardErrors: errorsOf(["r", "alpha", "a", "b"]),
    converged: z.boolean(),
    horizon: z.number(),
    /** Mean of the customers' expected purchases in the horizon, and what their own past rates promise. */
    expectedPurchases: figure,
    naiveExpectedPurchases: figure,
    meanAliveProbability: figure,
    pareto: z.object({
      r: figure,
      alpha: figure,
      s: figure,
      beta: figure,
      logLikelihood: figure,
      standardErrors: errorsOf(["r", "alpha", "s", "beta"]),
      converged: z.boolean(),
      expectedPurchases: figure,
      meanAliveProbability: figure,
    }),
    p: figure,
    q: figure,
    v: figure,
    spendLogLikelihood: figure,
    spendStandardErrors: errorsOf(["p", "q", "v"]),
    spendCustomers: z.number().nullable(),
    meanSpend: figure,
    /** Correlation of spend and frequency among repeat buyers: beyond .3 the spend model's assumption fails. */
    spendFrequencyCorrelation: figure,
    fitSeconds: figure,
    fitCpuSeconds: figure,
  }),
  run(options, { progress }) {
    const table = readTable(options.data, { names: ["frequency", "recency", "T", "monetary_value"] });
    const rows = readHistories(table);
    progress(`Fitting ${rows.X.rows} customers.`);
    const { value, seconds, cpuSeconds } = timed(() => fitAll(rows, options.horizon));
    return {
      task: "lifetime" as const,
      customers: rows.X.rows,
      ...value,
      fitSeconds: seconds,
      fitCpuSeconds: cpuSeconds,
    };
  },
});

interface Histories {
  readonly X: ReturnType<typeof matrix>;
  readonly spend: Float64Array | null;
}

function readHistories(table: Table): Histories {
  const frequency = numberColumn(table, requireColumn(table, ["frequency", "x"]));
  const recency = numberColumn(table, requireColumn(table, ["recency", "t_x"]));
  const age = numberColumn(table, requireColumn(table, ["T", "age"]));
  const at = findColumn(table, ["monetary_value", "monetary", "zbar", "m_x"]);
  const n = frequency.length;
  const data = new Float64Array(3 * n);
  for (let i = 0; i < n; i++) {
    const [x, last, T] = [frequency[i]!, recency[i]!, age[i]!];
    const wrong =
      !Number.isInteger(x) || x < 0
        ? "the frequency is no whole number of repeat purchases"
        : !(last >= 0 && last <= T)
          ? "the recency lies outside 0 … T"
          : x === 0 && last > 0
            ? "there is a last repeat purchase but no repeat purchases"
            : null;
    if (wrong)
      throw new LabError("BAD_VALUE", `In ${table.source} ${wrong} (${x}, ${last}, ${T}).`, table.lines[i]!);
    data.set([x, last, T], 3 * i);
  }
  return { X: matrix(n, 3, data), spend: at < 0 ? null : numberColumn(table, at, { missing: "nan" }) };
}

function fitAll({ X, spend }: Histories, asked: number | undefined) {
  const meanAge =
    Array.from({ length: X.rows }, (_, i) => X.data[3 * i + 2]!).reduce((a, b) => a + b, 0) / X.rows;
  const horizon = asked ?? meanAge;
  const bg = new BgNbd().fit(X);
  const pareto = new ParetoNbd().fit(X);
  const naive = Float64Array.from({ length: X.rows }, (_, i) =>
    X.data[3 * i + 2]! > 0 ? (X.data[3 * i]! / X.data[3 * i + 2]!) * horizon : 0,
  );
  return {
    r: bg.r,
    alpha: bg.alpha,
    a: bg.a,
    b: bg.b,
    logLikelihood: bg.fit.logLikelihood,
    standardErrors: named(["r", "alpha", "a", "b"], bg.fit.standardErrors),
    converged: bg.fit.converged,
    horizon,
    expectedPurchases: mean(bg.expectedPurchases(X, horizon)),
    naiveExpectedPurchases: mean(naive),
    meanAliveProbability: mean(bg.aliveProbability(X)),
    pareto: {
      r: pareto.r,
      alpha: pareto.alpha,
      s: pareto.s,
      beta: pareto.beta,
      logLikelihood: pareto.fit.logLikelihood,
      standardErrors: named(["r", "alpha", "s", "beta"], pareto.fit.standardErrors),
      converged: pareto.fit.converged,
      expectedPurchases: mean(pareto.expectedPurchases(X, horizon)),
      meanAliveProbability: mean(pareto.aliveProbability(X)),
    },
    ...fitSpend(X, spend),
  };
}

function fitSpend(X: Histories["X"], spend: Float64Array | null) {
  const nothing = {
    p: null,
    q: null,
    v: null,
    spendLogLikelihood: null,
    spendStandardErrors: null,
    spendCustomers: null,
    meanSpend: null,
    spendFrequencyCorrelation: null,
  };
  if (!spend) return nothing;
  const rows = Array.from({ length: X.rows }, (_, i) => i).filter((i) => X.data[3 * i]! > 0 && spend[i]! > 0);
  const pairs = matrix(rows.length, 2, Float64Array.from(rows.flatMap((i) => [X.data[3 * i]!, spend[i]!])));
  try {
    const model = new GammaGamma().fit(pairs);
    return {
      p: model.p,
      q: model.q,
      v: model.v,
      spendLogLikelihood: model.fit.logLikelihood,
      spendStandardErrors: named(["p", "q", "v"], model.fit.standardErrors),
      spendCustomers: rows.length,
      meanSpend: model.populationMean(),
      spendFrequencyCorrelation: correlation(
        rows.map((i) => X.data[3 * i]!),
        rows.map((i) => spend[i]!),
      ),
    };
  } catch (error) {
    if (error instanceof MlError) return { ...nothing, spendCustomers: rows.length };
    throw error;
  }
}

function named(names: readonly string[], values: Float64Array | null): Record<string, number> | null {
  return values && Object.fromEntries(names.map((name, j) => [name, values[j]!]));
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += values[i]!;
  return sum / values.length;
}

function correlation(x: readonly number[], y: readonly number[]): number {
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  x.forEach((value, i) => {
    xx += (value - mx) ** 2;
    yy += (y[i]! - my) ** 2;
    xy += (value - mx) * (y[i]! - my);
  });
  return xy / Math.sqrt(xx * yy);
}
