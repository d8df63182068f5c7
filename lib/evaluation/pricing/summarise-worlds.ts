import { studentT } from "@/lib/ml/distributions/student-t";
import { meanInterval } from "@/lib/ml/metrics/mean-interval";
import type { PricingWorldReport } from "./evaluate-pricing-world";

export interface Interval {
  readonly mean: number;
  /** 90 %, Student's over the worlds. */
  readonly low: number;
  readonly high: number;
}

export interface PricingReport {
  readonly worlds: number;
  readonly elasticities: {
    /** Products whose true elasticity could be told, over all worlds. */
    readonly products: number;
    /** Share of true values inside the 90 % intervals; of each world, then averaged. */
    readonly coverage: Interval;
    readonly meanAbsoluteError: Interval;
    /** Of each product's own unshrunk regression. */
    readonly unshrunkError: Interval;
    /** Of saying the published mean for every product. */
    readonly publishedError: Interval;
    readonly meanTrue: number;
    readonly meanEstimate: number;
  };
  readonly shopElasticity: number;
  readonly policies: readonly {
    readonly policy: string;
    readonly meanProfitMinor: number;
    /** Profit over that of keeping prices, less one; paired by world. */
    readonly gain: Interval;
    /** Gain over that of the oracle, both summed over the worlds; its interval by the jackknife over worlds. */
    readonly shareOfOracle: Interval | null;
    /** Worlds in which it earned more than keeping prices. */
    readonly better: number;
  }[];
  /** How often each family was the loop's champion. */
  readonly champions: Readonly<Record<string, number>>;
}

const PUBLISHED = -2.62;
const FIRST = "keep-price";
const ORACLE = "oracle";

/** Puts worlds together: every policy against keeping prices, pair by pair. @throws RangeError for fewer than two worlds. O(worlds²). */
export function summariseWorlds(reports: readonly PricingWorldReport[]): PricingReport {
  if (reports.length < 2) throw new RangeError("An interval needs at least two worlds.");
  const worlds = reports.filter(({ elasticities }) => elasticities.length > 0);
  const errorOf = (say: (row: PricingWorldReport["elasticities"][number]) => number) =>
    intervalOf(
      worlds.map(({ elasticities }) => mean(elasticities.map((row) => Math.abs(say(row) - row.truth)))),
    );
  const every = reports.flatMap(({ elasticities }) => elasticities);
  const gains = (policy: string) =>
    reports.map(({ profitMinor }) => profitMinor[policy]! - profitMinor[FIRST]!);
  const champions: Record<string, number> = {};
  for (const name of reports.flatMap((report) => report.champions))
    champions[name] = (champions[name] ?? 0) + 1;
  return {
    worlds: reports.length,
    elasticities: {
      products: every.length,
      coverage: intervalOf(
        worlds.map(({ elasticities }) => mean(elasticities.map(({ inside }) => (inside ? 1 : 0)))),
      ),
      meanAbsoluteError: errorOf(({ estimate }) => estimate),
      unshrunkError: errorOf(({ unshrunk }) => unshrunk),
      publishedError: errorOf(() => PUBLISHED),
      meanTrue: mean(every.map(({ truth }) => truth)),
      meanEstimate: mean(every.map(({ estimate }) => estimate)),
    },
    shopElasticity: mean(reports.map(({ shopElasticity }) => shopElasticity)),
    policies: Object.keys(reports[0]!.profitMinor).map((policy) => ({
      policy,
      meanProfitMinor: mean(reports.map(({ profitMinor }) => profitMinor[policy]!)),
      gain: intervalOf(reports.map(({ profitMinor }) => profitMinor[policy]! / profitMinor[FIRST]! - 1)),
      shareOfOracle: policy === FIRST ? null : ratioOf(gains(policy), gains(ORACLE)),
      better: gains(policy).filter((gain) => gain > 0).length,
    })),
    champions,
  };
}

function intervalOf(values: readonly number[]): Interval {
  if (values.length < 2) return { mean: mean(values), low: mean(values), high: mean(values) };
  const { value, ...ends } = meanInterval(values, 0.9);
  return { mean: value, ...ends };
}

/** A ratio of sums with its jackknife interval (Efron 1982); null where the lower sum is not above 0. */
function ratioOf(above: readonly number[], below: readonly number[]): Interval | null {
  const [top, bottom] = [sum(above), sum(below)];
  if (bottom <= 0) return null;
  const n = above.length;
  const without = above.map((value, k) => (top - value) / (bottom - below[k]!));
  const centre = mean(without);
  const variance = ((n - 1) / n) * without.reduce((all, value) => all + (value - centre) ** 2, 0);
  const margin = studentT(n - 1).quantile(0.95) * Math.sqrt(variance);
  return { mean: top / bottom, low: top / bottom - margin, high: top / bottom + margin };
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0);
}

function mean(values: readonly number[]): number {
  return sum(values) / values.length;
}
