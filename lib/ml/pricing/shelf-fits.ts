import { type CoefficientPrior, type EffectsPoissonFit, fitEffectsPoisson } from "./effects-poisson";
import { cellOf } from "./observation-rows";
import type { PriceObservations } from "./price-observations";
import { errorOf } from "./slope-uncertainty";

/**
 * All products at once: levels of products, factors of weeks, one effect a column. @param priors of the columns.
 * @param designEffect how many rows tell as much as one. Cost O(rounds · rows · columns²).
 */
export function fitShop(
  data: PriceObservations,
  exposure: Float64Array,
  columns: readonly Float64Array[],
  priors: readonly CoefficientPrior[],
  designEffect = 1,
): EffectsPoissonFit {
  return fitEffectsPoisson({
    priors,
    designEffect,
    units: data.products,
    periods: data.weeks,
    unit: data.product,
    period: data.week,
    counts: data.units,
    exposure,
    columns,
  });
}

/** A fit's coefficients and their errors; where its rounds did not settle, what was thought before any data. O(p). */
export function believedOf(
  fit: EffectsPoissonFit,
  priors: readonly CoefficientPrior[],
): { readonly values: Float64Array; readonly errors: Float64Array } {
  return {
    values: Float64Array.from(priors, ({ mean }, j) => (fit.converged ? fit.coefficients[j]! : mean)),
    errors: Float64Array.from(priors, ({ deviation }, j) => (fit.converged ? errorOf(fit, j) : deviation)),
  };
}

/** A category's slope with everything else taken as known; products keep levels of their own. */
export function fitSlope(
  data: PriceObservations,
  rows: readonly number[],
  offset: Float64Array,
): EffectsPoissonFit {
  return fitEffectsPoisson({
    units: data.products,
    periods: 1,
    unit: Int32Array.from(rows, (r) => data.product[r]!),
    period: new Int32Array(rows.length),
    counts: Float64Array.from(rows, (r) => data.units[r]!),
    exposure: Float64Array.from(rows, (r) => offset[r]!),
    columns: [Float64Array.from(rows, (r) => data.logPrice[r]!)],
  });
}

/** For each row what it would sell at the reference price for every unit of level: exposure, season and controls. */
export function offsets(
  data: PriceObservations,
  factors: Float64Array,
  columns: readonly Float64Array[],
  effects: Float64Array,
): Float64Array {
  return data.exposure.map((exposure, r) => {
    let lift = 0;
    columns.forEach((column, k) => {
      lift += column[r]! * effects[k]!;
    });
    return exposure * factors[cellOf(data, r)]! * Math.exp(lift);
  });
}
