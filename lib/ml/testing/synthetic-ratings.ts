import type { Rng } from "../core/rng";
import { createRng, randomNormal } from "../core/rng";
import type { Interactions } from "../recommend/interactions";
import { interactionsFromColumns } from "../recommend/interactions";

export interface SyntheticRatings {
  readonly train: Interactions;
  /** Pairs that were held back, with their true values. */
  readonly held: { users: string[]; items: string[]; values: number[] };
}

/**
 * Ratings mean + b_u + b_i + p_u·q_i (+ noise) on a random share of all pairs; some of them held back.
 * Names are "u0", "u1", … and "i0", "i1", ….
 */
export function syntheticRatings(options: {
  users: number;
  items: number;
  rank: number;
  density: number;
  heldShare?: number;
  noise?: number;
  seed: number | string;
}): SyntheticRatings {
  const { users, items, rank, density, heldShare = 0.2, noise = 0 } = options;
  const rng = createRng(options.seed);
  const normals = (label: string, n: number, deviation: number): Float64Array => {
    const own: Rng = rng.fork(label);
    return Float64Array.from({ length: n }, () => deviation * randomNormal(own));
  };
  const userBias = normals("user-bias", users, 0.4);
  const itemBias = normals("item-bias", items, 0.5);
  const p = normals("p", users * rank, 0.8);
  const q = normals("q", items * rank, 0.8);
  const columns = { users: [] as string[], items: [] as string[], values: [] as number[] };
  const held = { users: [] as string[], items: [] as string[], values: [] as number[] };
  const choice = rng.fork("choice");
  for (let u = 0; u < users; u++)
    for (let i = 0; i < items; i++) {
      if (choice.next() >= density) continue;
      let value = 3.5 + userBias[u]! + itemBias[i]!;
      for (let f = 0; f < rank; f++) value += p[u * rank + f]! * q[i * rank + f]!;
      const target = choice.next() < heldShare ? held : columns;
      target.users.push(`u${u}`);
      target.items.push(`i${i}`);
      target.values.push(target === held ? value : value + noise * randomNormal(choice));
    }
  return { train: interactionsFromColumns(columns), held };
}

/** √ mean (a − b)². */
export function rootMeanSquare(a: ArrayLike<number>, b: ArrayLike<number>): number {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += (a[i]! - b[i]!) ** 2;
  return Math.sqrt(sum / a.length);
}
