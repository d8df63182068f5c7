import { MlError } from "../core/errors";
import { checkBinary, checkPairs } from "./check-pairs";

/**
 * Area under the ROC curve: the chance that a random positive scores above a random negative, ties counting half.
 * @param outcome 0 or 1 per row. @param score any finite numbers, higher = more likely 1.
 * @returns 0–1 (0.5 = no better than a coin), or `null` when all outcomes are the same. O(n log n).
 * Source: Hanley & McNeil (1982), "The meaning and use of the area under a ROC curve" (the Mann–Whitney form).
 */
export function areaUnderRoc(outcome: ArrayLike<number>, score: ArrayLike<number>): number | null {
  checkPairs(outcome, score, ["outcome", "score"]);
  checkBinary(outcome);
  const n = outcome.length;
  const order = Array.from({ length: n }, (_, i) => i).sort((a, b) => score[a]! - score[b]!);
  let positives = 0;
  let rankSum = 0;
  for (let from = 0; from < n; ) {
    let to = from;
    let tied = 0;
    while (to < n && score[order[to]!] === score[order[from]!]) tied += outcome[order[to++]!]!;
    // Ranks from + 1 … to share their mean.
    rankSum += tied * ((from + 1 + to) / 2);
    positives += tied;
    from = to;
  }
  const negatives = n - positives;
  return positives > 0 && negatives > 0
    ? (rankSum - (positives * (positives + 1)) / 2) / (positives * negatives)
    : null;
}

/**
 * Log loss −mean(y ln p + (1 − y) ln(1 − p)), natural logarithm; p is kept within [1e-15, 1 − 1e-15].
 * @param probability 0–1. @throws MlError BAD_PARAMETER outside it. O(n).
 */
export function logLoss(outcome: ArrayLike<number>, probability: ArrayLike<number>): number {
  checkProbabilities(outcome, probability);
  let sum = 0;
  for (let i = 0; i < outcome.length; i++) {
    const p = Math.min(Math.max(probability[i]!, 1e-15), 1 - 1e-15);
    sum -= outcome[i] === 1 ? Math.log(p) : Math.log1p(-p);
  }
  return sum / outcome.length;
}

/** Brier score: mean (p − y)². 0 perfect; y(1 − y) of the base rate for a constant. O(n). Source: Brier (1950). */
export function brierScore(outcome: ArrayLike<number>, probability: ArrayLike<number>): number {
  checkProbabilities(outcome, probability);
  let sum = 0;
  for (let i = 0; i < outcome.length; i++) sum += (probability[i]! - outcome[i]!) ** 2;
  return sum / outcome.length;
}

export interface CalibrationBin {
  /** Probabilities in [low, high); the last bin includes 1. */
  readonly low: number;
  readonly high: number;
  readonly rows: number;
  /** Mean predicted probability; null in an empty bin. */
  readonly predicted: number | null;
  /** Share of ones; null in an empty bin. */
  readonly observed: number | null;
}

export interface Calibration {
  readonly bins: readonly CalibrationBin[];
  /** Σ (rows/n) |predicted − observed|: 0 when probabilities mean what they say. */
  readonly expectedError: number;
}

/**
 * Whether predicted probabilities mean what they say: rows in equally wide bins, mean prediction against share of ones.
 * @param bins number of bins, default 10. O(n).
 * Source: Naeini, Cooper & Hauskrecht (2015), "Obtaining well calibrated probabilities using Bayesian binning".
 */
export function calibration(
  outcome: ArrayLike<number>,
  probability: ArrayLike<number>,
  bins = 10,
): Calibration {
  checkProbabilities(outcome, probability);
  if (!Number.isInteger(bins) || bins < 1)
    throw new MlError("BAD_PARAMETER", "bins is a whole number of at least 1.", { received: String(bins) });
  const rows = new Float64Array(bins);
  const predicted = new Float64Array(bins);
  const observed = new Float64Array(bins);
  for (let i = 0; i < outcome.length; i++) {
    const bin = Math.min(Math.floor(probability[i]! * bins), bins - 1);
    rows[bin]!++;
    predicted[bin]! += probability[i]!;
    observed[bin]! += outcome[i]!;
  }
  let expectedError = 0;
  for (let bin = 0; bin < bins; bin++)
    expectedError += Math.abs(predicted[bin]! - observed[bin]!) / outcome.length;
  return {
    expectedError,
    bins: Array.from(rows, (count, bin) => ({
      low: bin / bins,
      high: (bin + 1) / bins,
      rows: count,
      predicted: count > 0 ? predicted[bin]! / count : null,
      observed: count > 0 ? observed[bin]! / count : null,
    })),
  };
}

function checkProbabilities(outcome: ArrayLike<number>, probability: ArrayLike<number>): void {
  checkPairs(outcome, probability, ["outcome", "probability"]);
  checkBinary(outcome);
  for (let i = 0; i < probability.length; i++)
    if (probability[i]! < 0 || probability[i]! > 1)
      throw new MlError("BAD_PARAMETER", `Probability ${i} lies outside 0–1.`, {
        received: String(probability[i]),
      });
}
