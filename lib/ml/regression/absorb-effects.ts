import { MlError } from "../core/errors";

export interface AbsorbedEffects {
  /** Each variable with its level means taken out, in the order given. */
  readonly variables: Float64Array[];
  /** Independent level effects that were taken out, the grand mean included. */
  readonly parameters: number;
  /** Alternating sweeps needed; 1 when there is one grouping. */
  readonly sweeps: number;
}

const MAX_SWEEPS = 10_000;

/**
 * Takes additive group effects out of variables (the within transformation), by alternating projections on the
 * groupings, accelerated by an exact line search along the last change.
 * @param variables vectors of n values, left alone. @param effects for each grouping n level numbers ≥ 0.
 * @param tolerance largest remaining change of a value relative to the variable's spread; default 1e-12.
 * @returns residual variables and the number of independent levels: L₁ for one grouping, L₁ + L₂ − (connected
 * components) for two, and for further groupings L − 1 more each (an upper bound).
 * @throws MlError BAD_SHAPE for lengths that differ, NOT_ENOUGH_DATA when it does not settle. Cost O(sweeps · n · groupings) a variable.
 * Source: Gaure (2013), "OLS with multiple high dimensional category variables"; the acceleration after Gearhart & Koshy (1989).
 */
export function absorbEffects(
  variables: readonly ArrayLike<number>[],
  effects: readonly Int32Array[],
  tolerance = 1e-12,
): AbsorbedEffects {
  const n = variables[0]?.length ?? 0;
  if ([...variables, ...effects].some((v) => v.length !== n))
    throw new MlError("BAD_SHAPE", "Variables and groupings differ in length.", { expected: `${n} values` });
  const groupings = effects.map(numberLevels);
  let sweeps = 0;
  const residuals = variables.map((variable) => {
    const values = centred(variable);
    if (groupings.length > 0) sweeps = Math.max(sweeps, demean(values, groupings, tolerance));
    return values;
  });
  return { variables: residuals, parameters: countParameters(groupings), sweeps };
}

/** The deviations from the mean; exactly 0 for a constant, whose rounding must not pass for variation. */
function centred(variable: ArrayLike<number>): Float64Array {
  let mean = 0;
  for (let i = 0; i < variable.length; i++) mean += (variable[i]! - mean) / (i + 1);
  let largest = 0;
  const values = Float64Array.from(variable, (value) => value - mean);
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  return largest <= 1e-13 * Math.abs(mean) ? values.fill(0) : values;
}

interface Grouping {
  readonly levels: Int32Array;
  readonly sizes: Float64Array;
}

function numberLevels(ids: Int32Array): Grouping {
  const numbers = new Map<number, number>();
  const levels = ids.map((id) => {
    let level = numbers.get(id);
    if (level === undefined) {
      level = numbers.size;
      numbers.set(id, level);
    }
    return level;
  });
  const sizes = new Float64Array(numbers.size);
  for (const level of levels) sizes[level]!++;
  return { levels, sizes };
}

/** Subtracts level means of one grouping in place. */
function project(values: Float64Array, { levels, sizes }: Grouping): void {
  const means = new Float64Array(sizes.length);
  for (let i = 0; i < values.length; i++) means[levels[i]!]! += values[i]!;
  for (let g = 0; g < means.length; g++) means[g]! /= sizes[g]!;
  for (let i = 0; i < values.length; i++) values[i]! -= means[levels[i]!]!;
}

function demean(values: Float64Array, groupings: readonly Grouping[], tolerance: number): number {
  let largest = 0;
  for (const value of values) largest = Math.max(largest, Math.abs(value));
  for (const grouping of groupings) project(values, grouping);
  if (groupings.length === 1) return 1;
  const previous = new Float64Array(values.length);
  for (let sweep = 1; sweep <= MAX_SWEEPS; sweep++) {
    previous.set(values);
    for (const grouping of groupings) project(values, grouping);
    let change = 0;
    let along = 0;
    let squares = 0;
    for (let i = 0; i < values.length; i++) {
      const step = previous[i]! - values[i]!;
      change = Math.max(change, Math.abs(step));
      along += previous[i]! * step;
      squares += step * step;
    }
    if (change <= tolerance * largest) return sweep;
    // Minimises the norm along previous → values; t = 1 is the plain step.
    const t = along / squares;
    if (t > 1 && Number.isFinite(t))
      for (let i = 0; i < values.length; i++) values[i] = previous[i]! + t * (values[i]! - previous[i]!);
  }
  throw new MlError("NOT_ENOUGH_DATA", "The fixed effects do not separate: their levels barely overlap.");
}

function countParameters(groupings: readonly Grouping[]): number {
  const [first, second, ...rest] = groupings;
  if (!first) return 0;
  let parameters = first.sizes.length;
  if (second) parameters += second.sizes.length - components(first, second);
  for (const grouping of rest) parameters += grouping.sizes.length - 1;
  return parameters;
}

/** Connected components of the bipartite graph of two groupings, by union-find. */
function components(a: Grouping, b: Grouping): number {
  const offset = a.sizes.length;
  const parent = Int32Array.from({ length: offset + b.sizes.length }, (_, i) => i);
  const find = (i: number): number => {
    let root = i;
    while (parent[root] !== root) {
      parent[root] = parent[parent[root]!]!;
      root = parent[root]!;
    }
    return root;
  };
  let count = parent.length;
  for (let i = 0; i < a.levels.length; i++) {
    const left = find(a.levels[i]!);
    const right = find(offset + b.levels[i]!);
    if (left !== right) {
      parent[left] = right;
      count--;
    }
  }
  return count;
}
