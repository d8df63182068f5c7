import { MlError } from "../core/errors";
import { checkPairs } from "./check-pairs";

/**
 * Root mean squared error √(Σ(ŷ − y)²/n), in the unit of y; 0 is perfect. Large errors weigh most.
 * @throws MlError BAD_SHAPE, EMPTY_INPUT, NOT_FINITE. O(n).
 */
export function rootMeanSquaredError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPairs(actual, predicted);
  // In units of the largest error, so that no square leaves the range of numbers.
  let largest = 0;
  for (let i = 0; i < actual.length; i++) largest = Math.max(largest, Math.abs(predicted[i]! - actual[i]!));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += ((predicted[i]! - actual[i]!) / largest) ** 2;
  return largest * Math.sqrt(sum / actual.length);
}

/** Mean absolute error Σ|ŷ − y|/n, in the unit of y; the median is its best constant. O(n). */
export function meanAbsoluteError(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  checkPairs(actual, predicted);
  return absoluteErrors(actual, predicted) / actual.length;
}

/**
 * Share of the variance explained, 1 − Σ(y − ŷ)²/Σ(y − ȳ)²: 1 perfect, 0 as good as the mean, negative worse.
 * `null` where y does not vary. O(n).
 */
export function coefficientOfDetermination(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
): number | null {
  checkPairs(actual, predicted);
  let mean = 0;
  for (let i = 0; i < actual.length; i++) mean += (actual[i]! - mean) / (i + 1);
  let residual = 0;
  let total = 0;
  for (let i = 0; i < actual.length; i++) {
    residual += (predicted[i]! - actual[i]!) ** 2;
    total += (actual[i]! - mean) ** 2;
  }
  return total > 0 ? 1 - residual / total : null;
}

/**
 * Weighted absolute percentage error Σ|ŷ − y|/Σ|y|, as a share (0.2 = 20 %). Unlike the mean of percentages it
 * stands zeros. Its best forecast is the median: of lumpy sales, most of them 0, it rewards one that is too low on the
 * whole, so `forecastBias` is to be read beside it. `null` where every y is 0. O(n).
 * Source: Kolassa & Schütz (2007), "Advantages of the MAD/mean ratio over the MAPE".
 */
export function weightedAbsolutePercentageError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
): number | null {
  checkPairs(actual, predicted);
  const scale = absoluteSum(actual);
  return scale > 0 ? absoluteErrors(actual, predicted) / scale : null;
}

/** Forecast bias Σ(ŷ − y)/Σ|y|, as a share: above 0 too high on the whole. `null` where every y is 0. O(n). */
export function forecastBias(actual: ArrayLike<number>, predicted: ArrayLike<number>): number | null {
  checkPairs(actual, predicted);
  const scale = absoluteSum(actual);
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += predicted[i]! - actual[i]!;
  return scale > 0 ? sum / scale : null;
}

/**
 * The scale of MASE: mean absolute error of the naive forecast "as `season` steps ago" within the training series.
 * `null` for a series of at most `season` values or one that never changes. O(n).
 */
export function naiveScale(training: ArrayLike<number>, season = 1): number | null {
  if (!Number.isInteger(season) || season < 1)
    throw new MlError("BAD_PARAMETER", "season is a whole number of at least 1.", {
      received: String(season),
    });
  let sum = 0;
  for (let t = season; t < training.length; t++) sum += Math.abs(training[t]! - training[t - season]!);
  return training.length > season && sum > 0 ? sum / (training.length - season) : null;
}

/**
 * Mean absolute scaled error: mean |ŷ − y| divided by `scale` (see `naiveScale`); below 1 beats the naive one-step
 * forecast of the training series. Comparable, and so averageable, across series of any unit.
 * @param scale above 0. O(n). Source: Hyndman & Koehler (2006), "Another look at measures of forecast accuracy".
 */
export function meanAbsoluteScaledError(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  scale: number,
): number {
  if (!(scale > 0))
    throw new MlError("BAD_PARAMETER", "The scale of MASE is above 0.", { received: String(scale) });
  return meanAbsoluteError(actual, predicted) / scale;
}

/**
 * Pinball loss of quantile forecasts, mean of max(q(y − ŷ), (q − 1)(y − ŷ)); smallest at the true q-quantile.
 * @param quantile q in (0, 1). O(n). Source: Koenker & Bassett (1978), "Regression quantiles".
 */
export function pinballLoss(
  actual: ArrayLike<number>,
  predicted: ArrayLike<number>,
  quantile: number,
): number {
  checkPairs(actual, predicted);
  if (!(quantile > 0 && quantile < 1))
    throw new MlError("BAD_PARAMETER", "A quantile lies between 0 and 1.", { received: String(quantile) });
  let sum = 0;
  for (let i = 0; i < actual.length; i++) {
    const short = actual[i]! - predicted[i]!;
    sum += Math.max(quantile * short, (quantile - 1) * short);
  }
  return sum / actual.length;
}

function absoluteErrors(actual: ArrayLike<number>, predicted: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < actual.length; i++) sum += Math.abs(predicted[i]! - actual[i]!);
  return sum;
}

function absoluteSum(values: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < values.length; i++) sum += Math.abs(values[i]!);
  return sum;
}
