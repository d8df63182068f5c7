import { quantileSorted } from "../core/quantile";

/** What boosting can minimise. */
export type BoostingLossName = "squared" | "absolute" | "quantile" | "logistic";

/** A loss of scores F against targets y, with what one round of boosting needs of it. */
export interface BoostingLoss {
  /** The constant score with the smallest loss. */
  initial(y: Float64Array, rows: Int32Array): number;
  /** Fills the negative gradient −∂loss/∂F, and the curvature when the loss has one. */
  gradients(
    y: Float64Array,
    scores: Float64Array,
    targets: Float64Array,
    curvature: Float64Array | null,
  ): void;
  /** The mean loss over rows. */
  mean(y: Float64Array, scores: Float64Array, rows: Int32Array): number;
  readonly hasCurvature: boolean;
  /** The step that minimises the loss exactly for a leaf with these residuals (sorted in place); absent: Newton's step. */
  readonly leafStep?: (residuals: Float64Array) => number;
  /** The answer that a score stands for. */
  answer(score: number): number;
}

/**
 * The losses: squared ½(y − F)², absolute |y − F|, pinball at a quantile, and logistic for y in {0, 1} (F is the
 * log odds and the answer a probability).
 * @param quantile in (0, 1), used by "quantile". Cost of every method O(n); `leafStep` O(m log m).
 * Source: Friedman (2001), "Greedy function approximation", sections 4.1–4.4.
 */
export function boostingLoss(name: BoostingLossName, quantile = 0.5): BoostingLoss {
  if (name === "squared") return squared;
  if (name === "logistic") return logistic;
  return pinball(name === "absolute" ? 0.5 : quantile, name === "absolute" ? 2 : 1);
}

const squared: BoostingLoss = {
  initial: (y, rows) => rows.reduce((mean, row, i) => mean + (y[row]! - mean) / (i + 1), 0),
  gradients(y, scores, targets) {
    for (let i = 0; i < y.length; i++) targets[i] = y[i]! - scores[i]!;
  },
  mean: (y, scores, rows) =>
    rows.reduce((sum, row) => sum + (y[row]! - scores[row]!) ** 2 / 2, 0) / rows.length,
  hasCurvature: false,
  answer: (score) => score,
};

/** scale · (q · max(y − F, 0) + (1 − q) · max(F − y, 0)); scale 2 at the median is the absolute error. */
function pinball(q: number, scale: number): BoostingLoss {
  const quantileOf = (values: Float64Array): number => quantileSorted(values.sort(), q);
  return {
    initial: (y, rows) => quantileOf(Float64Array.from(rows, (row) => y[row]!)),
    gradients(y, scores, targets) {
      for (let i = 0; i < y.length; i++)
        targets[i] = scale * (y[i]! > scores[i]! ? q : y[i]! < scores[i]! ? q - 1 : 0);
    },
    mean: (y, scores, rows) =>
      rows.reduce((sum, row) => {
        const residual = y[row]! - scores[row]!;
        return sum + scale * (residual > 0 ? q * residual : (q - 1) * residual);
      }, 0) / rows.length,
    hasCurvature: false,
    leafStep: quantileOf,
    answer: (score) => score,
  };
}

function probability(score: number): number {
  return score >= 0 ? 1 / (1 + Math.exp(-score)) : Math.exp(score) / (1 + Math.exp(score));
}

const logistic: BoostingLoss = {
  initial(y, rows) {
    const share = rows.reduce((sum, row) => sum + y[row]!, 0) / rows.length;
    // Half a row on either side keeps the log odds finite when there is one class only.
    const kept = Math.min(1 - 0.5 / rows.length, Math.max(0.5 / rows.length, share));
    return Math.log(kept / (1 - kept));
  },
  gradients(y, scores, targets, curvature) {
    for (let i = 0; i < y.length; i++) {
      const p = probability(scores[i]!);
      targets[i] = y[i]! - p;
      curvature![i] = Math.max(p * (1 - p), 1e-12);
    }
  },
  mean: (y, scores, rows) =>
    rows.reduce((sum, row) => {
      // ln(1 + e^−m) for the margin m, without overflow.
      const margin = y[row]! > 0.5 ? scores[row]! : -scores[row]!;
      return sum + (margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin);
    }, 0) / rows.length,
  hasCurvature: true,
  answer: probability,
};
