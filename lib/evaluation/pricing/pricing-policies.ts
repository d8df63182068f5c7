import { choosePrice, type PriceJudge } from "@/lib/domain/pricing/choose-price";
import { feasibleRange, netOfTax, type PricedProduct } from "@/lib/domain/pricing/guardrails";
import { FIRST_PRICING_POLICY, type Guardrails } from "@/lib/domain/pricing/pricing-policy";
import type { DemandCurve, UnitEconomics } from "@/lib/ml/pricing/demand-curve";
import type { DemandFamily } from "@/lib/ml/pricing/demand-families";
import { judgePrices } from "@/lib/ml/pricing/judge-prices";
import type { FittedPriceResponse } from "@/lib/ml/pricing/price-response";
import { CATEGORIES } from "@/lib/world/parameters";
import type { Actions, PriceAction } from "@/lib/world/types";
import type { Policy } from "../forward/run-forward";
import { type LearnedBook, learnBook } from "./learn-book";
import type { KnownGood, WeekBook } from "./week-book";

/** What all compared policies share: no promotions, no trials, one review a week of part of the shelf. */
const REVIEW_DAYS = 7;
/** Weeks between two runs that learn anew. */
const LEARN_WEEKS = 4;
const FRESH_DAYS = 30;
/** The guardrails a careful shop begins with; set without looking at any optimum. */
export const EVALUATION_GUARDRAILS: Guardrails = FIRST_PRICING_POLICY.guardrails;

/** Decides today's price changes from what the shop has seen. */
type Reprice = (book: WeekBook) => PriceAction[];

/**
 * A pricing policy on top of the shopkeeper's other work (campaigns, lists, replies): the shopkeeper's own price moves
 * are left out, and prices start from what stands on the first morning without promotions.
 */
function pricing(name: string, history: WeekBook, decide: () => Reprice): Policy {
  return {
    name,
    begin: () => {
      const book = history.copy();
      const reprice = decide();
      let k = 0;
      return (yesterday, usual): Actions => {
        if (yesterday) book.add(yesterday);
        const prices = k === 0 ? everydayPrices(book) : k % REVIEW_DAYS === 1 ? reprice(book) : [];
        k++;
        return { ...usual, prices };
      };
    },
  };
}

/** Ends promotions and trials on the first morning, for all policies alike. */
function everydayPrices(book: WeekBook): PriceAction[] {
  return [...book.goods.entries()].flatMap(([productNo, good]) =>
    good.compareAtMinor !== null && good.compareAtMinor > good.priceMinor
      ? [change(productNo, good, good.compareAtMinor, book.day)]
      : [],
  );
}

function change(productNo: number, good: KnownGood, priceMinor: number, day: number): PriceAction {
  good.priceMinor = priceMinor;
  good.compareAtMinor = null;
  good.pricedOn = day;
  return { productNo, priceMinor, compareAtMinor: null, reason: "review" };
}

function pricedProduct(good: KnownGood, day: number): PricedProduct {
  return {
    priceMinor: good.priceMinor,
    unitCostMinor: good.unitCostMinor,
    taxRate: good.taxRate,
    pricesIncludeTax: true,
    competitorsMinor: [...good.rivals.values()]
      .filter((seen) => day - seen.day <= FRESH_DAYS)
      .map(({ priceMinor }) => priceMinor),
    daysSinceChange: good.pricedOn < 0 ? null : day - good.pricedOn,
  };
}

/** Prices stay as they are. */
export const keepPrice = (history: WeekBook) => pricing("keep-price", history, () => () => []);

/** A fixed mark-up on cost: the one the shop has on average today, reached in steps the guardrails allow. */
export const costPlus = (history: WeekBook) =>
  pricing("cost-plus", history, () => {
    const shares = [...history.goods.values()]
      .map(
        (good) =>
          netOfTax(good.priceMinor, pricedProduct(good, history.day)) / Math.max(1, good.unitCostMinor),
      )
      .sort((a, b) => a - b);
    const markup = shares[Math.floor(shares.length / 2)] ?? 2;
    return (book) => towards(book, (good) => good.unitCostMinor * markup * (1 + good.taxRate));
  });

/** The mean of what competitors ask, where they are known. */
export const matchCompetitor = (history: WeekBook) =>
  pricing(
    "match-competitor",
    history,
    () => (book) =>
      towards(book, (good) => {
        const { competitorsMinor } = pricedProduct(good, book.day);
        return competitorsMinor.length === 0
          ? good.priceMinor
          : competitorsMinor.reduce((sum, minor) => sum + minor, 0) / competitorsMinor.length;
      }),
  );

/** Each product at its own best price by the model of the first morning, set once and never looked at again. */
export const bestFixedPrice = (history: WeekBook) =>
  pricing("best-fixed", history, () => {
    let done = false;
    return (book) => {
      if (done) return [];
      done = true;
      const learned = learnBook(book, "log-log");
      // Set once, so one step has to reach it: as far as the history has prices to tell.
      return repriceBy(book, learned, { ...EVALUATION_GUARDRAILS, maximumChange: 0.25, restDays: 0 });
    };
  });

/**
 * The product's own loop: learn from all weeks, let the champion propose inside the guardrails, apply, learn again every
 * four weeks. @param onLearned told which family proposes from then on.
 */
export const wholeLoop = (history: WeekBook, onLearned: (family: DemandFamily) => void = () => undefined) =>
  pricing("loop", history, () => learning("champion", { onLearned }));

/** The same loop with the log–log model proposing whatever the back-test says. */
export const logLogLoop = (history: WeekBook) =>
  pricing("loop-log-log", history, () => learning("log-log", {}));

function learning(
  family: DemandFamily | "champion",
  options: { readonly onLearned?: (family: DemandFamily) => void; readonly truth?: HiddenDemand },
): Reprice {
  let learned: LearnedBook | null = null;
  let week = 0;
  return (book) => {
    if (!learned || week % LEARN_WEEKS === 0) {
      learned = learnBook(book, family);
      options.onLearned?.(learned.family);
    }
    week++;
    return repriceBy(book, learned, EVALUATION_GUARDRAILS, options.truth);
  };
}

/** What the world alone knows of demand. */
export interface HiddenDemand {
  /** By product number. */
  readonly elasticities: ReadonlyMap<number, number>;
  /** Of a whole shop whose prices move together. */
  readonly shopElasticity: number;
}

/** The loop as it would be if it were told the true elasticities and how many lost buyers stay: same rules, no doubt. */
export const oracle = (history: WeekBook, truth: HiddenDemand) =>
  pricing("oracle", history, () => learning("log-log", { truth }));

/** Whatever the wish, only so far as the guardrails allow. */
function towards(book: WeekBook, wish: (good: KnownGood) => number): PriceAction[] {
  return [...book.goods.entries()].flatMap(([productNo, good]) => {
    const range = feasibleRange(pricedProduct(good, book.day), EVALUATION_GUARDRAILS);
    if (range.blocked) return [];
    const price = Math.round(Math.min(range.mostMinor, Math.max(range.leastMinor, wish(good))));
    return Math.abs(price / good.priceMinor - 1) < EVALUATION_GUARDRAILS.minimumChange
      ? []
      : [change(productNo, good, price, book.day)];
  });
}

function repriceBy(
  book: WeekBook,
  learned: LearnedBook,
  guardrails: Guardrails,
  truth?: HiddenDemand,
): PriceAction[] {
  const { model } = learned;
  const margins = categoryMargins(book, model);
  return [...book.goods.entries()].flatMap(([productNo, good]) => {
    const product = good.product;
    const own = learned.curveOf(product);
    if (!own) return [];
    const hidden = truth?.elasticities.get(productNo);
    const elasticity = hidden ?? own.elasticity;
    const curve: DemandCurve = {
      ...own,
      elasticity,
      deviation: hidden === undefined ? own.deviation : 1e-6,
      dispersion: model.dispersion,
      stock: null,
    };
    const economics: UnitEconomics = {
      unitCostMinor: good.unitCostMinor,
      taxDivisor: 1 + good.taxRate,
      diversion: truth
        ? Math.min(0.8, Math.max(0, 1 - truth.shopElasticity / elasticity))
        : model.diversionOf(product),
      siblingMarginMinor: margins[good.category]!,
    };
    const judge: PriceJudge = judgePrices(curve, economics, good.priceMinor);
    const choice = choosePrice(pricedProduct(good, book.day), guardrails, judge);
    return "none" in choice ? [] : [change(productNo, good, choice.toMinor, book.day)];
  });
}

function categoryMargins(book: WeekBook, model: FittedPriceResponse): Float64Array {
  const totals = new Float64Array(CATEGORIES.length);
  const weights = new Float64Array(CATEGORIES.length);
  for (const good of book.goods.values()) {
    const weight = model.products[good.product]?.level ?? 0;
    weights[good.category]! += weight;
    totals[good.category]! += weight * (good.priceMinor / (1 + good.taxRate) - good.unitCostMinor);
  }
  return totals.map((total, c) => (weights[c]! > 0 ? Math.max(0, total / weights[c]!) : 0));
}
