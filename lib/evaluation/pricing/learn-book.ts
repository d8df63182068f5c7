import { LEAST_CREDIBLE } from "@/lib/domain/pricing/demand-family";
import { drain } from "@/lib/ml/core/estimator";
import type { CurveBend } from "@/lib/ml/pricing/demand-curve";
import { DEMAND_FAMILIES, type DemandFamily } from "@/lib/ml/pricing/demand-families";
import { type FamilyAnswer, familyCurves } from "@/lib/ml/pricing/family-curves";
import { bestFamily, judgeFamilies } from "@/lib/ml/pricing/judge-families";
import { type ObservedWeeks, observeWeeks } from "@/lib/ml/pricing/observe-weeks";
import { type FittedPriceResponse, PriceResponse } from "@/lib/ml/pricing/price-response";
import type { WeekBook } from "./week-book";

/** One product's demand over the horizon, as the family that proposes sees it. */
export interface LearnedCurve {
  readonly referenceMinor: number;
  readonly units: number;
  readonly elasticity: number;
  readonly deviation: number;
  readonly levelDeviation: number;
  readonly bend?: CurveBend | undefined;
}

/** What a shop knows of its demand after a run. */
export interface LearnedBook {
  readonly model: FittedPriceResponse;
  readonly family: DemandFamily;
  curveOf(product: number): LearnedCurve | null;
}

/** Weeks that a proposal looks ahead. */
export const HORIZON_WEEKS = 6;
const SEED = 1;

/**
 * A pricing run as the product does it: the log–log model, the back-test of all families on the same weeks, and the
 * champion's curves. @param family "champion": whichever wins; else that one without a back-test. Cost: a fit of each family, twice.
 */
export function learnBook(book: WeekBook, family: DemandFamily | "champion"): LearnedBook {
  const observed = observedWeeks(book);
  const model = new PriceResponse().fit(observed.observations);
  if (family === "log-log") return logLogBook(observed, model);
  const judged = drain(
    judgeFamilies(observed, { weeks: book.weeks, dispersion: model.dispersion, seed: SEED }),
  );
  const pricesMinor = new Float64Array(observed.observations.products);
  for (const { product, priceMinor } of book.goods.values()) pricesMinor[product] = priceMinor;
  const ask = (families: readonly DemandFamily[]) =>
    drain(
      familyCurves({
        ...{ observed, weeks: book.weeks, model, pricesMinor, families, seed: SEED },
        horizonWeeks: HORIZON_WEEKS,
      }),
    );
  const answers = ask(family === "champion" ? DEMAND_FAMILIES : [family]);
  const chosen =
    family === "champion"
      ? bestFamily(judged, (name) => credibleShare(answers, name) >= LEAST_CREDIBLE)
      : family;
  if (chosen === "log-log") return logLogBook(observed, model);
  const plain = logLogBook(observed, model);
  const levelDeviation = judged?.levelDeviations.get(chosen) ?? 0;
  return {
    ...{ model, family: chosen },
    curveOf(product) {
      const own = answers.get(product)?.find((answer) => answer.family === chosen);
      if (!own) return plain.curveOf(product);
      const { units, elasticity, deviation, bend } = own;
      return { referenceMinor: pricesMinor[product]!, units, elasticity, deviation, levelDeviation, bend };
    },
  };
}

function logLogBook({ referenceMinor }: ObservedWeeks, model: FittedPriceResponse): LearnedBook {
  return {
    ...{ model, family: "log-log" },
    curveOf(product) {
      const demand = model.products[product];
      if (!demand || !referenceMinor[product]) return null;
      const { elasticity, deviation, levelDeviation } = demand;
      return {
        ...{ elasticity, deviation, levelDeviation },
        referenceMinor: referenceMinor[product]!,
        units: demand.level * model.seasonAhead(product, HORIZON_WEEKS),
      };
    },
  };
}

function credibleShare(answers: ReadonlyMap<number, readonly FamilyAnswer[]>, family: DemandFamily): number {
  const own = [...answers.values()].flatMap((all) => all.filter((answer) => answer.family === family));
  return own.length > 0 ? own.filter(({ credible }) => credible).length / own.length : 0;
}

function observedWeeks(book: WeekBook): ObservedWeeks {
  const products = Math.max(...book.goods.keys());
  const groups = new Int32Array(products);
  for (const [no, good] of book.goods) groups[no - 1] = good.category;
  return observeWeeks(book.rows(), { products, weeks: book.weeks, groups });
}
