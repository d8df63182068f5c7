import type { Source } from "@/lib/domain/recommendations/placements";
import { DEFAULT_POLICIES, type RankingPolicy } from "@/lib/domain/recommendations/policy";
import { drain } from "@/lib/ml/core/estimator";
import { fitShopModelSteps } from "@/lib/ml/serving/fit-shop-model";
import { tasteTrials } from "@/lib/ml/serving/taste-trials";
import { runHistory } from "@/lib/world/run-history";
import type { DayEvents, WorldSettings } from "@/lib/world/types";
import { comparePolicies } from "../forward/compare-policies";
import { type Policy, USUAL } from "../forward/run-forward";
import { EngineMorning } from "./engine-recommender";
import { listPolicy } from "./list-policy";
import { ShopWatcher } from "./shop-watcher";
import { tasteQuality } from "./taste-quality";

export interface ListsReport {
  readonly customers: number;
  readonly products: number;
  /** Categories whose goods are bought again, as the history shows. */
  readonly rebought: readonly string[];
  /** NDCG of lists of eight against the best possible list on the hidden tastes, mean over customers. */
  readonly taste: Readonly<Record<string, number>>;
  readonly forward: readonly {
    readonly policy: string;
    readonly profitMinor: number;
    /** Against the shop's own best sellers, paired, 90 % interval. */
    readonly differenceMinor: number;
    readonly lowMinor: number;
    readonly highMinor: number;
    readonly clicksPerThousandLists: number;
  }[];
}

const PLACES = 8;
const JUDGED = 1_000;
const RETRAIN_DAYS = 28;

/** A policy of one source alone, best sellers where it has no answer. */
export function onlySource(source: Source): RankingPolicy {
  return {
    ...DEFAULT_POLICIES.home,
    sources: [{ source, weight: 1, limit: 120, places: 0 }],
    weights: { relevance: 1, margin: 0, stockCover: 0, novelty: 0 },
    caps: { category: null, brand: null, group: 1 },
  };
}

/** The starting policy as a shop is served with it: what is used up may come back. */
function asServed(policy: RankingPolicy, rebought: readonly string[]): RankingPolicy {
  return { ...policy, bought: { ...policy.bought, exceptCategories: rebought } };
}

/**
 * The engine in a world whose tastes are known: how near its lists come to the best possible ones after the history,
 * and what a shop earns that is run with them, against best sellers and bought-together, on the same throws of the dice.
 * Cost: the history, and three policies × replicates × days days of the world.
 */
export function evaluateLists(options: {
  readonly settings: Partial<Omit<WorldSettings, "version">>;
  readonly days: number;
  readonly replicates: number;
  readonly progress?: (sentence: string) => void;
}): ListsReport {
  const { settings, days, replicates, progress = () => undefined } = options;
  const watcher = new ShopWatcher();
  const steps = runHistory(settings);
  let step = steps.next();
  while (!step.done) {
    watcher.watch(step.value);
    step = steps.next();
  }
  const start = step.value;
  progress("The history has been lived.");
  const { state } = start;
  const history = watcher.history();
  // As a shop learns that has too little to search settings by.
  const learner = tasteTrials(history, 0)[0]!;
  const model = drain(fitShopModelSteps(history, learner));
  const buyers = Array.from(state.orderCount.keys())
    .filter((i) => state.orderCount[i]! > 0)
    .slice(0, JUDGED);
  const taste: Record<string, number> = {};
  const judge = (name: string, policy: RankingPolicy) => {
    const morning = new EngineMorning(watcher, model, () => policy);
    let sum = 0;
    let lists = 0;
    for (const i of buyers) {
      const customerNo = i + 1;
      const bought = watcher.bought(String(customerNo));
      const open = Array.from(state.released.keys())
        .filter((p) => state.released[p] === 1 && state.stock[p]! > 0 && !bought.has(String(p + 1)))
        .map((p) => p + 1);
      const ask = { customerNo, placement: "home", productNo: null, cart: [], count: PLACES } as const;
      const quality = tasteQuality(state, customerNo, morning.rank(ask).productIds.map(Number), open);
      if (quality === null) continue;
      sum += quality;
      lists++;
    }
    taste[name] = lists > 0 ? sum / lists : 0;
  };
  judge("engine", DEFAULT_POLICIES.home);
  for (const source of ["personal", "similar", "together", "popular"] as const)
    judge(source, onlySource(source));
  progress("The lists have been judged by taste.");

  const together: RankingPolicy = {
    ...onlySource("together"),
    sources: [
      { source: "together", weight: 1, limit: 120, places: 0 },
      { source: "popular", weight: 0.01, limit: 120, places: 0 },
    ],
  };
  const shared = { until: watcher, learner, retrainDays: RETRAIN_DAYS };
  const policies = [
    { ...USUAL, name: "best sellers" },
    listPolicy({ ...shared, name: "bought together", policyOf: () => together }),
    listPolicy({
      ...shared,
      name: "engine",
      policyOf: (placement, rebought) => asServed(DEFAULT_POLICIES[placement], rebought),
    }),
    listPolicy({
      ...shared,
      name: "engine, bought goods stay away",
      policyOf: (placement) => DEFAULT_POLICIES[placement],
    }),
    listPolicy({
      ...shared,
      name: "engine, relevance first",
      policyOf: (placement, rebought) => {
        const policy = asServed(DEFAULT_POLICIES[placement], rebought);
        return { ...policy, weights: { ...policy.weights, relevance: 1, margin: 0.4 } };
      },
    }),
  ].map(counting);
  const compared = days > 0 ? comparePolicies(start, policies, { days, replicates }) : [];
  return {
    customers: buyers.length,
    products: history.products.length,
    rebought: watcher.rebought(),
    taste,
    forward: compared.map((comparison, k) => ({
      policy: comparison.policy,
      profitMinor: comparison.meanProfitMinor,
      differenceMinor: comparison.differenceMinor,
      lowMinor: comparison.lowMinor,
      highMinor: comparison.highMinor,
      clicksPerThousandLists: policies[k]!.clicksPerThousandLists(),
    })),
  };
}

/** Counts, over all runs of a policy, the lists that were shown and the clicks on them. */
function counting(policy: Policy): Policy & { clicksPerThousandLists(): number } {
  let lists = 0;
  let clicks = 0;
  const count = (day: DayEvents) => {
    lists += day.recommendations.length;
    for (const { type } of day.events) if (type === "recommendation_clicked") clicks++;
  };
  return {
    name: policy.name,
    begin() {
      const act = policy.begin();
      return (yesterday, usual) => {
        if (yesterday) count(yesterday);
        return act(yesterday, usual);
      };
    },
    clicksPerThousandLists: () => (lists > 0 ? (1000 * clicks) / lists : 0),
  };
}
