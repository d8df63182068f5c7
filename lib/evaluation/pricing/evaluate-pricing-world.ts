import { elasticityInterval } from "@/lib/ml/pricing/price-response";
import { runHistory } from "@/lib/world/run-history";
import type { WorldSettings } from "@/lib/world/types";
import { runForward } from "../forward/run-forward";
import { trueElasticities } from "../truth/true-elasticity";
import { learnBook } from "./learn-book";
import {
  bestFixedPrice,
  costPlus,
  type HiddenDemand,
  keepPrice,
  logLogLoop,
  matchCompetitor,
  oracle,
  wholeLoop,
} from "./pricing-policies";
import { trueShopElasticity } from "./true-shop-elasticity";
import { WeekBook } from "./week-book";

/** One product whose true elasticity could be told, with what the models said of it. */
export interface JudgedElasticity {
  readonly truth: number;
  readonly estimate: number;
  /** Inside the 90 % interval. */
  readonly inside: boolean;
  /** Of the product's own unshrunk regression, where it has one within reason, else its category's. */
  readonly unshrunk: number;
}

/** What one world said. */
export interface PricingWorldReport {
  readonly seed: number;
  readonly elasticities: readonly JudgedElasticity[];
  /** Of the shop as a whole, true. */
  readonly shopElasticity: number;
  /** Profit of the whole shop over the weeks, by policy, in the order they ran. */
  readonly profitMinor: Readonly<Record<string, number>>;
  /** The family that proposed after each learning of the loop. */
  readonly champions: readonly string[];
}

export interface PricingWorld {
  readonly settings: Partial<Omit<WorldSettings, "version">> & { readonly seed: number };
  readonly weeks?: number;
  /** Throws of the dice behind each true elasticity. */
  readonly truthReplicates?: number;
}

/** A truth counted on fewer pieces is itself a draw. */
const FEWEST_PIECES = 200;
/** Own slopes beyond this are no answers at all; a regression that says so is read as its category's. */
const WIDEST_OWN = 15;
/** True elasticities come from paired runs this far above and below the list price. */
const CHANGE = 0.1;

/**
 * What pricing earns on one world's hidden demand: elasticities against the truth of paired runs, and the profit of the
 * whole loop over the weeks to come against simple rules, the best fixed price by the same history, and an oracle that
 * is told the true elasticities. All start on the same morning, with the same dice, under the same guardrails.
 * @param onStep told what is under way. Cost: policies × weeks of the world and the truth's runs.
 */
export function evaluatePricingWorld(
  { settings, weeks = 26, truthReplicates = 2 }: PricingWorld,
  onStep: (what: string) => void = () => undefined,
): PricingWorldReport {
  onStep("history");
  const history = new WeekBook();
  const days = runHistory(settings);
  let end = days.next();
  for (; !end.done; end = days.next()) history.add(end.value);
  const start = end.value;
  onStep("elasticities");
  const truth = new Map(
    trueElasticities(start.state, { replicates: truthReplicates, change: CHANGE }).map((row) => [
      row.productNo,
      row,
    ]),
  );
  const hidden: HiddenDemand = {
    elasticities: new Map(
      [...truth].flatMap(([productNo, row]): [number, number][] =>
        row.elasticity === null || row.unitsLow + row.unitsHigh < FEWEST_PIECES
          ? []
          : [[productNo, Math.min(-0.3, row.elasticity)]],
      ),
    ),
    shopElasticity: trueShopElasticity(start.state, { replicates: truthReplicates }),
  };
  const champions: string[] = [];
  const policies = [
    keepPrice(history),
    costPlus(history),
    matchCompetitor(history),
    bestFixedPrice(history),
    logLogLoop(history),
    wholeLoop(history, (family) => champions.push(family)),
    oracle(history, hidden),
  ];
  const profitMinor: Record<string, number> = {};
  for (const policy of policies) {
    onStep(policy.name);
    profitMinor[policy.name] = runForward(start, policy, { days: 7 * weeks, replicate: 0 }).profitMinor;
  }
  return {
    seed: settings.seed,
    elasticities: compareElasticities(history, truth),
    shopElasticity: hidden.shopElasticity,
    profitMinor,
    champions,
  };
}

function compareElasticities(
  history: WeekBook,
  truth: ReadonlyMap<number, { elasticity: number | null; unitsLow: number; unitsHigh: number }>,
): JudgedElasticity[] {
  const { model } = learnBook(history, "log-log");
  return [...truth].flatMap(([productNo, { elasticity, unitsLow, unitsHigh }]) => {
    const own = model.products[productNo - 1];
    if (elasticity === null || unitsLow + unitsHigh < FEWEST_PIECES || !own || !history.goods.has(productNo))
      return [];
    const { low, high } = elasticityInterval(own);
    return [
      {
        truth: elasticity,
        estimate: own.elasticity,
        inside: low <= elasticity && elasticity <= high,
        unshrunk: own.own && Math.abs(own.own.elasticity) < WIDEST_OWN ? own.own.elasticity : own.expected,
      },
    ];
  });
}
