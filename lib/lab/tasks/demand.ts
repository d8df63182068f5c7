import { z } from "zod";
import {
  type BacktestForecasts,
  type BacktestOptions,
  backtest,
  blendForecasts,
  scoreForecasts,
} from "../../ml/demand/backtest";
import type { DemandForecaster, DemandPanel } from "../../ml/demand/demand-panel";
import { gruDemandForecaster } from "../../ml/demand/gru-demand-forecaster";
import { boostedForecaster, ridgeForecaster } from "../../ml/demand/learned-forecasters";
import {
  lastValueForecaster,
  recentMeanForecaster,
  seasonalNaiveForecaster,
} from "../../ml/demand/naive-forecasters";
import { withRecentPast } from "../../ml/demand/recent-past";
import { levelForecaster } from "../../ml/pricing/level-forecaster";
import { readDemandPanel } from "../demand-table";
import { LabError } from "../lab-error";
import { readTable } from "../read-table";
import {
  columnOption,
  defineTask,
  figure,
  fileOption,
  flagOption,
  integerOption,
  type LabContext,
  listOption,
  seedOption,
} from "../task";
import { timed } from "../timed";

const LEARNED = ["level", "linear", "boosted", "gru"] as const;
/** Those whose mean is the blend. */
const BLENDED: readonly string[] = ["linear", "boosted", "gru"];
/** Origins between two fits: as often as the time a fit takes allows. */
const REFIT_EVERY: Readonly<Record<string, number>> = { linear: 5, boosted: 10, gru: 20 };
/** Periods that must lie before the first forecast. */
const LEAST_PAST = 8;
/** Periods that learned models look back on. */
const MOST_PAST = 400;

/** Demand forecasts of several models, judged by a rolling-origin backtest beside naive rules. */
export const demandTask = defineTask({
  name: "demand",
  summary:
    "Backtests demand forecasts: naive rules, linear regressions, boosted trees, a recurrent network and their blend.",
  options: z.object({
    data: fileOption,
    /** Columns that name a series; one series when absent. */
    unitId: listOption.default([]),
    time: columnOption,
    units: columnOption,
    unitsAreLogs: flagOption,
    /** A series without a row for a period sold nothing then; else nothing is known. */
    absentIsZero: flagOption,
    price: columnOption.optional(),
    known: listOption.default([]),
    horizon: integerOption(1).default(4),
    origins: integerOption(1).default(20),
    /** Periods of a year; by the dates' distance when absent, 52 for numbers. */
    season: integerOption(1).optional(),
    /** Learned models to run; all when absent. */
    models: listOption.default([...LEARNED]),
    seed: seedOption,
  }),
  result: z.object({
    task: z.literal("demand"),
    series: z.number(),
    periods: z.number(),
    season: z.number(),
    known: z.array(z.string()),
    rowsLeftOut: z.number(),
    rowsJoined: z.number(),
    emptyPeriods: z.number(),
    horizon: z.number(),
    origins: z.number(),
    firstOrigin: z.string(),
    lastOrigin: z.string(),
    models: z.array(
      z.object({
        model: z.string(),
        wape: figure,
        mase: figure,
        bias: figure,
        n: z.number(),
        seconds: figure,
        cpuSeconds: figure,
      }),
    ),
    seed: z.number(),
  }),
  run(options, context) {
    const unknown = options.models.find((name) => !(LEARNED as readonly string[]).includes(name));
    if (unknown !== undefined)
      throw new LabError("BAD_OPTION", `There is no model "${unknown}": ${LEARNED.join(", ")}.`);
    const table = readTable(options.data);
    const { panel, knownNames, times, rowsLeftOut, rowsJoined, emptyPeriods } = readDemandPanel(
      table,
      options,
    );
    const lastOrigin = panel.periods - 2;
    const firstOrigin = Math.max(LEAST_PAST, lastOrigin - options.origins + 1);
    if (firstOrigin > lastOrigin)
      throw new LabError(
        "NOT_ENOUGH_DATA",
        `${table.source} has ${panel.periods} periods; a backtest needs at least ${LEAST_PAST + 2}.`,
      );
    const window = { horizon: options.horizon, firstOrigin, lastOrigin };
    context.progress(
      `${panel.series} series of ${panel.periods} periods, ${lastOrigin - firstOrigin + 1} origins.`,
    );
    return {
      task: "demand" as const,
      series: panel.series,
      periods: panel.periods,
      season: panel.season,
      known: [...knownNames],
      rowsLeftOut,
      rowsJoined,
      emptyPeriods,
      horizon: options.horizon,
      origins: lastOrigin - firstOrigin + 1,
      firstOrigin: times[firstOrigin]!,
      lastOrigin: times[lastOrigin]!,
      models: runModels(panel, window, options.models, options.seed, context),
      seed: options.seed,
    };
  },
});

type Times = Readonly<Record<"seconds" | "cpuSeconds", number | null>>;
type Window = Omit<BacktestOptions, "refitEvery">;

function runModels(
  panel: DemandPanel,
  window: Window,
  wanted: readonly string[],
  seed: number,
  context: LabContext,
) {
  const naive = [lastValueForecaster, seasonalNaiveForecaster, recentMeanForecaster(8)];
  const learned: DemandForecaster[] = [
    levelForecaster,
    ridgeForecaster(window.horizon),
    boostedForecaster("boosted", window.horizon, boostedParams(seed)),
    gruDemandForecaster(gruParams(panel, seed)),
  ]
    .filter(({ name }) => wanted.includes(name))
    .map((forecaster) => withRecentPast(forecaster, MOST_PAST));
  const results: { forecasts: BacktestForecasts; times: Times }[] = [...naive, ...learned].map(
    (forecaster) => {
      if (learned.includes(forecaster)) context.progress(`Fitting ${forecaster.name}.`);
      const options = { ...window, refitEvery: REFIT_EVERY[forecaster.name] ?? 1 };
      const { value, ...times } = timed(() => runOne(panel, forecaster, options, context));
      return { forecasts: value, times };
    },
  );
  const parts = results.map(({ forecasts }) => forecasts).filter(({ model }) => BLENDED.includes(model));
  if (parts.length > 1)
    results.push({ forecasts: blendForecasts("blend", parts), times: { seconds: null, cpuSeconds: null } });
  return results.map(({ forecasts, times }) => ({
    ...scoreForecasts(panel, forecasts, { ...window, refitEvery: 1 }),
    ...times,
  }));
}

function runOne(
  panel: DemandPanel,
  forecaster: DemandForecaster,
  options: BacktestOptions,
  context: LabContext,
): BacktestForecasts {
  const steps = backtest(panel, [forecaster], options);
  for (;;) {
    const result = steps.next();
    if (result.done) return result.value[0]!;
    if (forecaster.name in REFIT_EVERY && result.value.step % 5 === 0)
      context.progress(`${forecaster.name}: origin ${result.value.step} of ${result.value.totalSteps}.`);
  }
}

/** Settings chosen on the orange-juice data before week 140: small leaves, and few updates of a small network. */
const boostedParams = (seed: number) =>
  ({
    loss: "absolute",
    trees: 200,
    learningRate: 0.1,
    maxLeaves: 15,
    minLeafRows: 60,
    featureShare: 0.5,
    rowShare: 0.7,
    seed,
  }) as const;

/** Series share their weeks' events, so a network that trains long learns those by heart: about 240 updates suffice. */
function gruParams(panel: DemandPanel, seed: number) {
  const batch = Math.min(12, Math.max(2, Math.ceil(panel.series / 8)));
  const epochs = Math.min(30, Math.max(3, Math.round((240 * batch) / panel.series)));
  return { hidden: 16, epochs, batch, learningRate: 0.01, loss: "absolute", seed } as const;
}
