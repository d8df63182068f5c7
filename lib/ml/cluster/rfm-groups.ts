import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { quantileSorted } from "../core/quantile";
import { checkMatrix, type Matrix } from "../core/shapes";

/** The groups of Shopify's customer statistics, in its spelling. */
export const RFM_GROUPS = [
  "CHAMPIONS",
  "LOYAL",
  "ACTIVE",
  "NEW",
  "PROMISING",
  "NEEDS_ATTENTION",
  "ALMOST_LOST",
  "AT_RISK",
  "PREVIOUSLY_LOYAL",
  "DORMANT",
  "PROSPECTS",
] as const;
export type RfmGroup = (typeof RFM_GROUPS)[number];

/** Scores 1 (lowest fifth) to 5 (highest fifth); all 0 for someone who never ordered. */
export interface RfmScore {
  readonly recency: number;
  readonly frequency: number;
  readonly monetary: number;
  readonly group: RfmGroup;
}

/** Group by recency score (row 5 … 1) and the rounded mean of the other two scores (column 1 … 5). */
const GRID: Readonly<Record<number, readonly RfmGroup[]>> = {
  5: ["NEW", "ACTIVE", "ACTIVE", "CHAMPIONS", "CHAMPIONS"],
  4: ["PROMISING", "ACTIVE", "ACTIVE", "LOYAL", "LOYAL"],
  3: ["ALMOST_LOST", "ALMOST_LOST", "NEEDS_ATTENTION", "LOYAL", "LOYAL"],
  2: ["DORMANT", "DORMANT", "AT_RISK", "AT_RISK", "PREVIOUSLY_LOYAL"],
  1: ["DORMANT", "DORMANT", "AT_RISK", "AT_RISK", "PREVIOUSLY_LOYAL"],
};

/** The group of three scores; 0 everywhere means that nothing was ever ordered. Halves round up. */
export function rfmGroup(recency: number, frequency: number, monetary: number): RfmGroup {
  if (frequency === 0) return "PROSPECTS";
  const value = Math.round((frequency + monetary) / 2);
  const group = GRID[recency]?.[value - 1];
  if (!group)
    throw new MlError("BAD_PARAMETER", "Scores are whole numbers from 1 to 5.", {
      received: `${recency}, ${frequency}, ${monetary}`,
    });
  return group;
}

/** Columns of the input. */
const RECENCY = 0;
const FREQUENCY = 1;
const MONETARY = 2;

/**
 * Recency, frequency and monetary value: each customer is scored by the fifth they fall into among those who ordered,
 * and named by Shopify's groups. Equal values always score equal, so a fifth may be larger or empty where many
 * customers share one value (one order, for instance).
 * Input n × 3: days since the last order, orders, money spent. A row with 0 orders is a prospect whatever else it says,
 * and takes no part in the fifths. Score = 1 + how many of the 20, 40, 60 and 80 % quantiles lie strictly below the
 * value; recency counts backwards.
 * @throws MlError NOT_ENOUGH_DATA when nobody ordered. O(n log n) to fit, O(n) to score.
 * Source: Hughes (1994), Strategic Database Marketing; group words: Shopify's CustomerRfmGroup. Shopify does not
 * publish its bounds: the grid is ours and follows its descriptions.
 */
export class RfmGroups implements Estimator<object, undefined, FittedRfmGroups> {
  readonly params = Object.freeze({});

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedRfmGroups> {
    checkMatrix(X, { columns: 3 });
    const cuts = [RECENCY, FREQUENCY, MONETARY].map((column) => {
      const values: number[] = [];
      for (let i = 0; i < X.rows; i++)
        if (X.data[i * 3 + FREQUENCY]! > 0) values.push(X.data[i * 3 + column]!);
      if (values.length === 0)
        throw new MlError("NOT_ENOUGH_DATA", "Nobody has ordered yet: there are no fifths to fall into.");
      const sorted = Float64Array.from(values, (value) => (column === RECENCY ? -value : value)).sort();
      return Float64Array.from([0.2, 0.4, 0.6, 0.8], (share) => quantileSorted(sorted, share));
    });
    yield { step: 1, totalSteps: 1 };
    return new FittedRfmGroups(cuts as [Float64Array, Float64Array, Float64Array]);
  }

  fit(X: Matrix): FittedRfmGroups {
    return drain(this.fitSteps(X));
  }
}

export class FittedRfmGroups implements FittedModel {
  /** @param cuts quantiles at 20, 40, 60, 80 % of minus the days, of orders, of money. */
  constructor(readonly cuts: readonly [Float64Array, Float64Array, Float64Array]) {}

  /** Scores and group of each row (n × 3: days since the last order, orders, money). O(n). */
  score(X: Matrix): RfmScore[] {
    checkMatrix(X, { columns: 3 });
    return Array.from({ length: X.rows }, (_, i) => {
      const [days, orders, money] = X.data.subarray(i * 3, i * 3 + 3);
      if (!(orders! > 0)) return { recency: 0, frequency: 0, monetary: 0, group: "PROSPECTS" as const };
      const recency = fifthOf(-days!, this.cuts[RECENCY]);
      const frequency = fifthOf(orders!, this.cuts[FREQUENCY]);
      const monetary = fifthOf(money!, this.cuts[MONETARY]);
      return { recency, frequency, monetary, group: rfmGroup(recency, frequency, monetary) };
    });
  }

  toSnapshot(): Snapshot {
    const [recency, frequency, monetary] = this.cuts.map((values) => Array.from(values));
    return { kind: "rfm-groups", version: 1, params: {}, state: { recency, frequency, monetary } };
  }

  static fromSnapshot(input: unknown): FittedRfmGroups {
    const snapshot = parseSnapshot(input, "rfm-groups", [1]);
    return new FittedRfmGroups([
      snapshotNumbers(snapshot, "recency", 4),
      snapshotNumbers(snapshot, "frequency", 4),
      snapshotNumbers(snapshot, "monetary", 4),
    ]);
  }
}

function fifthOf(value: number, cuts: Float64Array): number {
  let score = 1;
  for (const cut of cuts) if (cut < value) score++;
  return score;
}
