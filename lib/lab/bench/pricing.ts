import { choosePrice } from "../../domain/pricing/choose-price";
import { FIRST_PRICING_POLICY } from "../../domain/pricing/pricing-policy";
import { createRng, type Rng } from "../../ml/core/rng";
import type { DemandCurve, UnitEconomics } from "../../ml/pricing/demand-curve";
import { judgePrices } from "../../ml/pricing/judge-prices";
import { type Bench, measureWork } from "./bench";

const PRODUCTS = 20_000;
const SHARES = [0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15];

interface Case {
  readonly priceMinor: number;
  readonly curve: DemandCurve;
  readonly economics: UnitEconomics;
}

function drawCase(rng: Rng, bent: boolean): Case {
  const priceMinor = 500 + Math.floor(rng.next() * 9_500);
  const elasticity = -1 - 3 * rng.next();
  const logPrice = SHARES.map(Math.log);
  return {
    priceMinor,
    curve: {
      referenceMinor: priceMinor,
      ...{ units: 1 + 60 * rng.next(), elasticity, deviation: 0.4, levelDeviation: 0.3, dispersion: 1.4 },
      stock: null,
      ...(bent ? { bend: { logPrice, logUnits: logPrice.map((x) => -0.5 * x * Math.abs(x)) } } : {}),
    },
    economics: {
      unitCostMinor: Math.round(priceMinor * (0.3 + 0.3 * rng.next())),
      ...{ taxDivisor: 1.19, diversion: 0.2, siblingMarginMinor: 300 },
    },
  };
}

/** The deciding part of repricing: up to 61 prices of each product judged, the best chosen inside the guardrails. */
export const pricingBench: Bench = {
  name: "pricing",
  about: `${PRODUCTS} products repriced from their demand curves: up to 61 prices each, chance of loss, guardrails`,
  quality: "share of products that get a proposal",
  contenders: () =>
    [false, true].map((bent) => ({
      name: bent ? "curves of a family in shadow (bent)" : "log-log curves",
      measure: () => {
        const rng = createRng("bench/pricing");
        const cases = Array.from({ length: PRODUCTS }, () => drawCase(rng, bent));
        const { value, ...times } = measureWork(() => cases.filter(isRepriced).length);
        return { ...times, quality: value / PRODUCTS };
      },
    })),
};

function isRepriced({ priceMinor, curve, economics }: Case): boolean {
  const product = {
    ...{ priceMinor, unitCostMinor: economics.unitCostMinor, taxRate: 0.19, pricesIncludeTax: true },
    ...{ competitorsMinor: [], daysSinceChange: null },
  };
  const judge = judgePrices(curve, economics, priceMinor);
  return "toMinor" in choosePrice(product, FIRST_PRICING_POLICY.guardrails, judge);
}
