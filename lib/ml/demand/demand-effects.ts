import { matrix } from "../core/shapes";
import { absorbEffects } from "../regression/absorb-effects";
import { Ridge } from "../regression/ridge";
import type { DemandPanel } from "./demand-panel";

/** Penalty of the effects on the known columns, a row: enough to share an effect among columns that move together. */
const PENALTY = 1e-3;
/** Groups with fewer observations take the effects of all series together. */
const FEWEST_ROWS = 100;

/**
 * What the known columns do to log(1 + units) within series, for each group: a ridge regression after every series' own
 * mean is taken out. Subtracting it from past units shows the level without its promotions.
 * @param panel units after `origin` are not read. @returns G × K effects. Cost O(n T K²).
 * Source: within estimator (Wooldridge 2010, 10.5) with a ridge penalty.
 */
export function demandEffects(panel: DemandPanel, origin: number): Float64Array {
  const { series, periods, units, known, knownColumns: K, groups } = panel;
  const groupCount = groups.reduce((most, group) => Math.max(most, group + 1), 1);
  const effects = new Float64Array(groupCount * K);
  if (K === 0) return effects;
  const cells: number[][] = Array.from({ length: groupCount }, () => []);
  for (let i = 0; i < series; i++)
    for (let t = 0; t <= origin; t++)
      if (!Number.isNaN(units[i * periods + t]!)) cells[groups[i]!]!.push(i * periods + t);
  const slopesOf = (own: readonly number[]): Float64Array => {
    const levels = Int32Array.from(own, (cell) => Math.floor(cell / periods));
    const columns = Array.from({ length: K }, (_, k) =>
      Float64Array.from(own, (cell) => known[cell * K + k]!),
    );
    const { variables } = absorbEffects(
      [...columns, Float64Array.from(own, (cell) => Math.log1p(units[cell]!))],
      [levels],
    );
    const X = matrix(own.length, K, new Float64Array(own.length * K));
    for (let r = 0; r < own.length; r++) for (let k = 0; k < K; k++) X.data[r * K + k] = variables[k]![r]!;
    return new Ridge({ penalty: PENALTY }).fit(X, variables[K]!).coefficients;
  };
  const all = cells.flat();
  const everywhere = all.length > 0 ? slopesOf(all) : new Float64Array(K);
  cells.forEach((own, group) => {
    effects.set(own.length >= FEWEST_ROWS ? slopesOf(own) : everywhere, group * K);
  });
  return effects;
}

/** Largest change that known columns may bring against what they brought lately, on the log scale: a factor of 55. */
const WIDEST_LIFT = 4;
const LATELY = 8;

/**
 * What the known columns bring in a period, kept within a factor of 55 of what they brought in the last eight periods up
 * to `origin`: a column that leaves all it was learned from must not carry a forecast to infinity. O(8).
 * @param at position of the series' first period in `lift`.
 */
export function boundedLift(lift: Float64Array, at: number, origin: number, target: number): number {
  let lately = 0;
  const first = Math.max(0, origin - LATELY + 1);
  for (let t = first; t <= origin; t++) lately += lift[at + t]! / (origin - first + 1);
  return Math.min(lately + WIDEST_LIFT, Math.max(lately - WIDEST_LIFT, lift[at + target]!));
}

/** n × T sums of effects × known columns: what is added to a series' level in each period. O(n T K). */
export function knownLift(panel: DemandPanel, effects: Float64Array): Float64Array {
  const { series, periods, known, knownColumns: K, groups } = panel;
  const lift = new Float64Array(series * periods);
  for (let cell = 0; cell < lift.length; cell++) {
    const group = groups[Math.floor(cell / periods)]!;
    for (let k = 0; k < K; k++) lift[cell]! += effects[group * K + k]! * known[cell * K + k]!;
  }
  return lift;
}

/**
 * The known columns that move demand most, |effect| × spread within series averaged over groups: at most `most` of
 * them, ascending. Learners that bend freely get these alone; the rest act through `knownLift`, because many columns
 * that tell one period from another invite learning periods by heart. O(n T K).
 */
export function strongestColumns(
  panel: DemandPanel,
  effects: Float64Array,
  origin: number,
  most = 6,
): Int32Array {
  const { series, periods, known, knownColumns: K } = panel;
  const strength = new Float64Array(K);
  for (let k = 0; k < K; k++) {
    let squares = 0;
    for (let i = 0; i < series; i++) {
      let mean = 0;
      for (let t = 0; t <= origin; t++) mean += known[(i * periods + t) * K + k]! / (origin + 1);
      for (let t = 0; t <= origin; t++) squares += (known[(i * periods + t) * K + k]! - mean) ** 2;
    }
    let size = 0;
    for (let g = k; g < effects.length; g += K) size += Math.abs(effects[g]!);
    strength[k] = size * Math.sqrt(squares);
  }
  const order = Array.from({ length: K }, (_, k) => k).sort((a, b) => strength[b]! - strength[a]! || a - b);
  return Int32Array.from(order.slice(0, most)).sort();
}
