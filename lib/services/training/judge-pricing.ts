import { type BacktestScore, backtest, blendForecasts, scoreForecasts } from "@/lib/ml/demand/backtest";
import type { DemandPanel } from "@/lib/ml/demand/demand-panel";
import { gruDemandForecaster } from "@/lib/ml/demand/gru-demand-forecaster";
import { boostedForecaster, ridgeForecaster } from "@/lib/ml/demand/learned-forecasters";
import { recentMeanForecaster, seasonalNaiveForecaster } from "@/lib/ml/demand/naive-forecasters";
import { CONTROLS } from "@/lib/ml/pricing/observe-weeks";
import { priceResponseForecaster } from "@/lib/ml/pricing/price-response-forecaster";
import { driveSteps } from "./drive-steps";
import type { PricingData } from "./train-pricing";

/** Weeks hidden in turn, and steps ahead that are judged. */
const ORIGINS = 6;
const HORIZON = 4;
/** Products judged at most: those that sell most, evenly spread over ranks. */
const MOST_SERIES = 300;
/** Fewer weeks leave nothing to hide. */
const FEWEST_WEEKS = 30;
/** Models that hear of prices; a champion is one of them. */
const PRICED = ["log-log", "linear", "trees", "gru"] as const;

export interface PricingJudgement {
  readonly metrics: {
    readonly champion: string;
    readonly scores: readonly BacktestScore[];
    readonly origins: number;
  };
  readonly baseline: { readonly scores: readonly BacktestScore[] };
}

/**
 * Rolling-origin back-test of the families on the same weeks: each sees the past alone and next weeks' prices. The
 * champion has the lowest absolute error (WAPE) among those that hear of prices; with too few weeks the log–log model
 * serves unjudged.
 */
export async function judgePricing(
  data: PricingData,
  seed: number,
  onStep: (fraction: number) => Promise<void>,
): Promise<PricingJudgement> {
  if (data.weeks < FEWEST_WEEKS)
    return { metrics: { champion: "log-log", scores: [], origins: 0 }, baseline: { scores: [] } };
  const panel = toPanel(data);
  const options = {
    horizon: HORIZON,
    firstOrigin: panel.periods - HORIZON - ORIGINS,
    lastOrigin: panel.periods - 1 - HORIZON,
    refitEvery: ORIGINS,
  };
  const forecasters = [
    seasonalNaiveForecaster,
    recentMeanForecaster(8),
    priceResponseForecaster,
    ridgeForecaster(HORIZON),
    boostedForecaster("trees", HORIZON, {
      trees: 150,
      learningRate: 0.05,
      maxLeaves: 15,
      minLeafRows: 40,
      seed,
    }),
    gruDemandForecaster({ hidden: 12, epochs: 12, seed }, 1),
  ];
  const forecasts = await driveSteps(backtest(panel, forecasters, options), ({ step, totalSteps = step }) =>
    onStep(step / totalSteps),
  );
  const blend = blendForecasts(
    "blend",
    forecasts.filter(({ model }) => model === "log-log" || model === "trees"),
  );
  const scores = [...forecasts, blend].map((own) => scoreForecasts(panel, own, options));
  const priced = scores.filter(({ model }) => (PRICED as readonly string[]).includes(model));
  const champion = priced.reduce((best, score) =>
    (score.wape ?? Number.POSITIVE_INFINITY) < (best.wape ?? Number.POSITIVE_INFINITY) ? score : best,
  );
  return {
    metrics: { champion: champion.model, scores, origins: ORIGINS },
    baseline: { scores: scores.filter(({ model }) => !(PRICED as readonly string[]).includes(model)) },
  };
}

/** Weeks × products with log price and controls known beforehand; weeks without price or stock are gaps. */
export function toPanel(data: PricingData): DemandPanel {
  const totals = new Float64Array(data.products.length);
  for (const row of data.rows) totals[row.product]! += row.units;
  const ranked = [...totals.keys()]
    .filter((product) => totals[product]! > 0)
    .sort((a, b) => totals[b]! - totals[a]!);
  const every = Math.max(1, ranked.length / MOST_SERIES);
  const kept = Array.from(
    { length: Math.min(MOST_SERIES, ranked.length) },
    (_, k) => ranked[Math.floor(k * every)]!,
  );
  const place = new Map(kept.map((product, i) => [product, i]));
  const K = 1 + CONTROLS.length;
  const units = new Float64Array(kept.length * data.weeks).fill(Number.NaN);
  const known = new Float64Array(kept.length * data.weeks * K);
  const { observations } = data.observed;
  observations.units.forEach((sold, r) => {
    const i = place.get(observations.product[r]!);
    if (i === undefined) return;
    const cell = i * data.weeks + observations.week[r]!;
    units[cell] = sold;
    known[cell * K] = observations.logPrice[r]!;
    for (let k = 0; k < CONTROLS.length; k++)
      known[cell * K + 1 + k] = observations.controls.data[r * CONTROLS.length + k]!;
  });
  return {
    series: kept.length,
    periods: data.weeks,
    units,
    known,
    knownColumns: K,
    groups: Int32Array.from(kept, (product) => data.groups[product]!),
    season: 52,
  };
}
