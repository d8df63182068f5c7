import { MlError } from "../core/errors";
import {
  armMoments,
  checkExperiment,
  type Effect,
  type ExperimentRows,
  effectOf,
  meanVariance,
  type VariancePart,
} from "./effect";

export interface StratifiedEffect extends Effect {
  /** Strata with at least two rows in each arm, which alone could be compared. */
  readonly strata: number;
  /** Share of the rows in other strata, about which the effect says nothing. */
  readonly leftOutShare: number;
}

/**
 * Difference in means within each stratum (country, segment, week of entry), averaged by the strata's share of rows:
 * Σ (n_s / n) · τ_s with variance Σ (n_s / n)² · V_s. Takes out what differs between strata.
 *
 * @param stratum one number or name per row, known before the treatment.
 * @throws MlError BAD_SHAPE, NOT_FINITE, NOT_ENOUGH_DATA when no stratum has two rows in each arm. O(n).
 * Source: Miratrix, Sekhon & Yu (2013), "Adjusting treatment effect estimates by post-stratification", equation 3.
 */
export function stratifiedEffect(
  rows: ExperimentRows,
  stratum: ArrayLike<number | string>,
  confidence = 0.95,
): StratifiedEffect {
  checkExperiment(rows);
  const n = rows.outcome.length;
  if (stratum.length !== n)
    throw new MlError("BAD_SHAPE", "Rows and strata differ in number.", {
      expected: String(n),
      received: String(stratum.length),
    });
  const members = new Map<number | string, number[]>();
  for (let i = 0; i < n; i++) {
    const list = members.get(stratum[i]!);
    if (list) list.push(i);
    else members.set(stratum[i]!, [i]);
  }
  const compared: { size: number; effect: number; parts: VariancePart[] }[] = [];
  const counts = { treated: 0, controls: 0 };
  for (const indices of members.values()) {
    const part = {
      outcome: Float64Array.from(indices, (i) => rows.outcome[i]!),
      treatment: Uint8Array.from(indices, (i) => rows.treatment[i]!),
    };
    const treated = armMoments(part, 1);
    const control = armMoments(part, 0);
    if (treated.count < 2 || control.count < 2) continue;
    counts.treated += treated.count;
    counts.controls += control.count;
    compared.push({
      size: indices.length,
      effect: treated.mean - control.mean,
      parts: [meanVariance(treated), meanVariance(control)],
    });
  }
  const kept = compared.reduce((sum, { size }) => sum + size, 0);
  if (kept === 0) throw new MlError("NOT_ENOUGH_DATA", "No stratum has two customers in each arm.");
  let effect = 0;
  for (const part of compared) effect += (part.size / kept) * part.effect;
  const parts = compared.flatMap(({ size, parts }) =>
    parts.map((part) => ({ ...part, variance: (size / kept) ** 2 * part.variance })),
  );
  return {
    ...effectOf(effect, parts, confidence, counts),
    strata: compared.length,
    leftOutShare: 1 - kept / n,
  };
}
