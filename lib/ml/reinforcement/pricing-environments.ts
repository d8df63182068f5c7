import { MlError } from "../core/errors";
import { ReferencePrice } from "./reference-price";
import { SeasonalStock } from "./seasonal-stock";

/** Names of the reference problems on which pricing learners are judged. */
export const PRICING_ENVIRONMENTS = [
  "gvr-exp",
  "gvr-logit",
  "gvr-air",
  "reference-price",
  "markdown-free",
  "markdown-down",
  "markdown-steep-free",
  "markdown-steep-down",
] as const;
export type PricingEnvironmentName = (typeof PRICING_ENVIRONMENTS)[number];

const SEASON_PRICES = [40, 50, 60, 70, 80, 90, 100, 110, 120, 130];
const MARKDOWN_PRICES = [100, 90, 80, 70, 60, 50, 40, 30];

function limitedStock(chance: (price: number, period: number) => number): SeasonalStock {
  return new SeasonalStock({
    periods: 100,
    stock: 20,
    prices: SEASON_PRICES,
    law: "bernoulli",
    demand: (action, period) => chance(SEASON_PRICES[action]!, period),
  });
}

function bell(period: number, floor: number, peak: number, width: number): number {
  return floor + Math.exp(-(((period - peak) / width) ** 2) / 2);
}

function markdown(onlyForward: boolean): SeasonalStock {
  return new SeasonalStock({
    periods: 26,
    stock: 60,
    prices: MARKDOWN_PRICES,
    law: "poisson",
    demand: (action, t) => 1.6 * bell(t, 0.25, 8, 6) * Math.exp(3 * (1 - MARKDOWN_PRICES[action]! / 100)),
    holdingCost: 0.5,
    salvage: 15,
    onlyForward,
  });
}

function steepMarkdown(onlyForward: boolean): SeasonalStock {
  return new SeasonalStock({
    periods: 26,
    stock: 60,
    prices: MARKDOWN_PRICES,
    law: "poisson",
    demand: (action, t) =>
      2.4 *
      bell(t, 0.3, 6, 5) *
      Math.exp((1.5 + (4.5 * t) / 25) * (1 - MARKDOWN_PRICES[action]! / 100) - (2 * t) / 25),
    holdingCost: 1,
    salvage: 5,
    onlyForward,
  });
}

function rememberedPrices(): ReferencePrice {
  const prices = [10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20];
  const market = [60, 90, 130];
  const slope = [3, 4, 5];
  return new ReferencePrice({
    prices,
    unitCost: 6,
    discount: 0.95,
    regimes: [
      [0.85, 0.13, 0.02],
      [0.1, 0.8, 0.1],
      [0.02, 0.18, 0.8],
    ],
    demand: (regime, reference, action) => {
      const surprise = prices[reference]! - prices[action]!;
      const mood = 5 * Math.max(surprise, 0) - 2 * Math.max(-surprise, 0);
      return Math.max(0, market[regime]! - slope[regime]! * prices[action]! + mood);
    },
  });
}

/**
 * The eight pricing problems with a known optimum on which learners are compared: limited stock over a
 * season (three demand curves), customers who remember prices, and two markdown seasons with free and with
 * only falling prices. Prices are in currency units.
 * @throws MlError BAD_PARAMETER for an unknown name.
 */
export function pricingEnvironment(name: string): SeasonalStock | ReferencePrice {
  switch (name as PricingEnvironmentName) {
    case "gvr-exp":
      return limitedStock((price) => 0.9 * Math.exp(-price / 50));
    case "gvr-logit":
      return limitedStock((price) => 0.8 / (1 + Math.exp((price - 60) / 15)));
    case "gvr-air":
      return limitedStock((price, period) => 0.6 * Math.exp(-((price / (40 + 0.6 * period)) ** 2)));
    case "reference-price":
      return rememberedPrices();
    case "markdown-free":
      return markdown(false);
    case "markdown-down":
      return markdown(true);
    case "markdown-steep-free":
      return steepMarkdown(false);
    case "markdown-steep-down":
      return steepMarkdown(true);
    default:
      throw new MlError("BAD_PARAMETER", "There is no such pricing environment.", {
        expected: PRICING_ENVIRONMENTS.join(", "),
        received: name,
      });
  }
}
