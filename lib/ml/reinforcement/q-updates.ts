import type { Rng } from "../core/rng";

/** One played season (or stretch of an endless process), in the order of play. */
export interface Trace {
  length: number;
  /** Table cell of each decision: bucket · actions + action. */
  readonly cells: Int32Array;
  readonly rewards: Float64Array;
  /** First cell of the bucket of each visited state; one entry more than decisions. */
  readonly bases: Int32Array;
  /** Open actions of each visited state; empty where the season was over. */
  readonly open: (readonly number[])[];
}

/** What the update rules write to. `second` serves double Q-learning alone. */
export interface LearningTable {
  readonly values: Float64Array;
  readonly visits: Float64Array;
  readonly second: { readonly values: Float64Array; readonly visits: Float64Array } | null;
}

export type QUpdate = (table: LearningTable, trace: Trace, discount: number, rng: Rng) => void;

/** Step size of the k-th visit, k^−exponent: Robbins–Monro for an exponent in (½, 1]. */
export function visitSteps(exponent: number): (visits: number) => number {
  const table = Float64Array.from({ length: 4096 }, (_, k) => (k === 0 ? 1 : k ** -exponent));
  return (visits) => (visits < table.length ? table[visits]! : visits ** -exponent);
}

function greatest(values: Float64Array, base: number, open: readonly number[]): number {
  if (open.length === 0) return 0;
  let best = Number.NEGATIVE_INFINITY;
  for (const action of open) if (values[base + action]! > best) best = values[base + action]!;
  return best;
}

function move(
  values: Float64Array,
  visits: Float64Array,
  cell: number,
  target: number,
  step: (k: number) => number,
): void {
  const k = visits[cell]! + 1;
  visits[cell] = k;
  values[cell]! += step(k) * (target - values[cell]!);
}

/**
 * Q(λ) by one sweep from the last decision of a season to the first:
 * G_t = r_t + γ·[(1−λ)·max_a Q(s_{t+1}, a) + λ·G_{t+1}], and Q(s_t, a_t) moves towards G_t.
 * What happened late reaches the first decision in the same sweep. The return is not cut at exploratory
 * actions (Peng & Williams 1996, "Incremental multi-step Q-learning"), so its bias vanishes only as
 * exploration does. O(decisions · actions).
 */
export function lambdaSweep(lambda: number, step: (visits: number) => number): QUpdate {
  return ({ values, visits }, trace, discount) => {
    const { length, cells, rewards, bases, open } = trace;
    let following = greatest(values, bases[length]!, open[length]!);
    let future = following;
    for (let i = length - 1; i >= 0; i--) {
      future = rewards[i]! + discount * ((1 - lambda) * following + lambda * future);
      move(values, visits, cells[i]!, future, step);
      following = greatest(values, bases[i]!, open[i]!);
    }
  };
}

/** One-step Q-learning in the order of play (Watkins 1989): the target is r + γ·max_a Q(s', a). */
export function oneStep(step: (visits: number) => number): QUpdate {
  return ({ values, visits }, trace, discount) => {
    const { length, cells, rewards, bases, open } = trace;
    for (let i = 0; i < length; i++) {
      const target = rewards[i]! + discount * greatest(values, bases[i + 1]!, open[i + 1]!);
      move(values, visits, cells[i]!, target, step);
    }
  };
}

/**
 * Double Q-learning in the order of play: one table picks the next action, the other says what it is worth,
 * and a coin decides which one learns, so the maximum is no longer biased upwards (van Hasselt 2010).
 */
export function doubleStep(step: (visits: number) => number): QUpdate {
  return (table, trace, discount, rng) => {
    const { length, cells, rewards, bases, open } = trace;
    const other = table.second ?? table;
    for (let i = 0; i < length; i++) {
      const [learns, judges] = rng.next() < 0.5 ? [table, other] : [other, table];
      let pick = -1;
      for (const action of open[i + 1]!)
        if (pick < 0 || learns.values[bases[i + 1]! + action]! > learns.values[bases[i + 1]! + pick]!)
          pick = action;
      const following = pick < 0 ? 0 : judges.values[bases[i + 1]! + pick]!;
      move(learns.values, learns.visits, cells[i]!, rewards[i]! + discount * following, step);
    }
  };
}
