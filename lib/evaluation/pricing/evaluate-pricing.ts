import { elasticityInterval } from "@/lib/ml/pricing/price-response";
import { runHistory } from "@/lib/world/run-history";
import type { WorldSettings } from "@/lib/world/types";
import { comparePolicies, type PolicyComparison } from "../forward/compare-policies";
import { trueElasticities } from "../truth/true-elasticity";
import {
  bestFixedPrice,
  costPlus,
  fitBook,
  type HiddenDemand,
  keepPrice,
  matchCompetitor,
  oracle,
  wholeLoop,
} from "./pricing-policies";
import { trueShopElasticity } from "./true-shop-elasticity";
import { WeekBook } from "./week-book";

export interface ElasticityReport {
  /** Products whose true elasticity could be told and that the model answered for. */
  readonly products: number;
  /** Share of true values inside the 90 % intervals. */
  readonly coverage: number;
  readonly meanAbsoluteError: number;
  /** Of each product's own unshrunk regression, where it has one within reason, else its category's. */
  readonly unshrunkError: number;
  /** Of saying the published mean for every product. */
  readonly publishedError: number;
  readonly meanTrue: number;
  readonly meanEstimate: number;
}

export interface PricingReport {
  readonly elasticities: ElasticityReport;
  /** Against keep-price, paired by replicate; profit of the whole shop. */
  readonly policies: readonly (Omit<PolicyComparison, "runs"> & { readonly shareOfOracle: number | null })[];
  /** Of the shop as a whole, true. */
  readonly shopElasticity: number;
}

export interface PricingEvaluation {
  readonly settings: Partial<Omit<WorldSettings, "version">>;
  readonly weeks?: number;
  readonly replicates?: number;
  /** Throws of the dice behind each true elasticity. */
  readonly truthReplicates?: number;
}

const PUBLISHED = -2.62;
const ORACLE = "oracle";
/** A truth counted on fewer pieces is itself a draw. */
const FEWEST_PIECES = 200;
/** Own slopes beyond this are no answers at all; a regression that says so is read as its category's. */
const WIDEST_OWN = 15;

/**
 * What pricing earns on the world's hidden demand: elasticities against the truth of paired runs, and the profit of the
 * whole loop over the weeks to come against simple rules, the best fixed price by the same history, and an oracle that
 * is told the true elasticities. All start on the same morning, with the same dice, under the same guardrails.
 * @param onStep told what is under way. Cost: policies × replicates × weeks of the world and the truth's runs.
 */
export function evaluatePricing(
  { settings, weeks = 26, replicates = 5, truthReplicates = 2 }: PricingEvaluation,
  onStep: (what: string) => void = () => undefined,
): PricingReport {
  onStep("history");
  const history = new WeekBook();
  const days = runHistory(settings);
  let end = days.next();
  for (; !end.done; end = days.next()) history.add(end.value);
  const start = end.value;
  onStep("elasticities");
  const model = fitBook(history);
  const truth = new Map(
    trueElasticities(start.state, { replicates: truthReplicates, change: 0.1 }).map((row) => [
      row.productNo,
      row,
    ]),
  );
  const elasticities = compareElasticities(history, model, truth);
  onStep("policies");
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
  const policies = [
    keepPrice(history),
    costPlus(history),
    matchCompetitor(history),
    bestFixedPrice(history),
    wholeLoop(history),
    oracle(history, hidden),
  ];
  const compared = comparePolicies(start, policies, { days: 7 * weeks, replicates });
  const gained = compared.find(({ policy }) => policy === ORACLE)!.differenceMinor;
  return {
    elasticities,
    shopElasticity: hidden.shopElasticity,
    policies: compared.map(({ runs: _runs, ...row }) => ({
      ...row,
      shareOfOracle: gained > 0 ? row.differenceMinor / gained : null,
    })),
  };
}

function compareElasticities(
  history: WeekBook,
  model: ReturnType<typeof fitBook>,
  truth: ReadonlyMap<number, { elasticity: number | null; unitsLow: number; unitsHigh: number }>,
): ElasticityReport {
  let [products, inside, shrunk, alone, published, trueSum, estimateSum] = [0, 0, 0, 0, 0, 0, 0];
  for (const [productNo, { elasticity, unitsLow, unitsHigh }] of truth) {
    const own = model.products[productNo - 1];
    if (elasticity === null || unitsLow + unitsHigh < FEWEST_PIECES || !own || !history.goods.has(productNo))
      continue;
    const { low, high } = elasticityInterval(own);
    products++;
    if (low <= elasticity && elasticity <= high) inside++;
    shrunk += Math.abs(own.elasticity - elasticity);
    const single = own.own && Math.abs(own.own.elasticity) < WIDEST_OWN ? own.own.elasticity : own.expected;
    alone += Math.abs(single - elasticity);
    published += Math.abs(PUBLISHED - elasticity);
    trueSum += elasticity;
    estimateSum += own.elasticity;
  }
  return {
    products,
    coverage: inside / products,
    meanAbsoluteError: shrunk / products,
    unshrunkError: alone / products,
    publishedError: published / products,
    meanTrue: trueSum / products,
    meanEstimate: estimateSum / products,
  };
}
