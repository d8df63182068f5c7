import type { GibbsSampler, Side } from "./gibbs-sampler";
import type { Interactions } from "./interactions";
import { valueDeviation } from "./interactions";
import type { RatingScale } from "./rating-model";

/**
 * What is kept of the chain. A draw stores, for every user and then for somebody unknown, their bias and k
 * factors in one row of k + 1 numbers; items likewise. Tables are draw after draw.
 */
export interface PosteriorDraws extends RatingScale {
  readonly draws: number;
  /** Mean and standard deviation of the training ratings: everything below is in these units. */
  readonly location: number;
  readonly unit: number;
  readonly factors: number;
  /** w₀ of each draw. */
  readonly intercepts: Float64Array;
  /** Noise variance of the average rating in each draw. */
  readonly noiseVariances: Float64Array;
  /** draws × (users + 1) × (k + 1). */
  readonly userRows: Float64Array;
  /** draws × (items + 1) × (k + 1). */
  readonly itemRows: Float64Array;
  /** Mean over draws of 1/τ, and for somebody unknown that of all. */
  readonly userNoise: Float64Array;
  readonly itemNoise: Float64Array;
}

/** Rounds to six decimals: far below the spread of a draw, and a third of the snapshot's length. */
function rounded(value: number): number {
  return Math.round(value * 1e6) / 1e6;
}

/** Collects draws of a running chain. */
export class DrawRecorder {
  private readonly intercepts: number[] = [];
  private readonly noiseVariances: number[] = [];
  private readonly userRows: Float64Array[] = [];
  private readonly itemRows: Float64Array[] = [];
  private readonly userNoise: Float64Array;
  private readonly itemNoise: Float64Array;

  constructor(
    private readonly X: Interactions,
    private readonly factors: number,
  ) {
    this.userNoise = new Float64Array(X.users.size + 1);
    this.itemNoise = new Float64Array(X.items.size + 1);
  }

  record(sampler: GibbsSampler): void {
    this.intercepts.push(rounded(sampler.intercept));
    this.noiseVariances.push(1 / sampler.noisePrecision);
    this.userRows.push(this.rowsOf(sampler.users));
    this.itemRows.push(this.rowsOf(sampler.items));
    sampler.users.precision.forEach((precision, u) => {
      this.userNoise[u]! += 1 / precision;
    });
    sampler.items.precision.forEach((precision, i) => {
      this.itemNoise[i]! += 1 / precision;
    });
  }

  finish(): PosteriorDraws {
    const draws = this.intercepts.length;
    const noise = (sums: Float64Array): Float64Array => {
      const mean = sums.map((sum) => rounded(sum / draws));
      const known = mean.subarray(0, -1);
      mean[known.length] = rounded(known.reduce((sum, value) => sum + value, 0) / known.length);
      return mean;
    };
    return {
      draws,
      location: this.X.meanValue,
      unit: valueDeviation(this.X),
      factors: this.factors,
      minimum: this.X.minimumValue,
      maximum: this.X.maximumValue,
      intercepts: Float64Array.from(this.intercepts),
      noiseVariances: Float64Array.from(this.noiseVariances),
      userRows: concatenate(this.userRows),
      itemRows: concatenate(this.itemRows),
      userNoise: noise(this.userNoise),
      itemNoise: noise(this.itemNoise),
    };
  }

  /** One row per entity; the last is somebody unknown, at the mean of the group of ids. */
  private rowsOf(side: Side): Float64Array {
    const width = this.factors + 1;
    const entities = side.block.entities;
    const rows = new Float64Array((entities + 1) * width);
    [side.linear, ...side.factors].forEach(({ collapsed, prior }, f) => {
      for (let a = 0; a < entities; a++) rows[a * width + f] = rounded(collapsed[a]!);
      rows[entities * width + f] = rounded(prior.mean[0]!);
    });
    return rows;
  }
}

function concatenate(tables: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(tables.reduce((length, table) => length + table.length, 0));
  let at = 0;
  for (const table of tables) {
    out.set(table, at);
    at += table.length;
  }
  return out;
}
