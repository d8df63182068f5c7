import type { Rng } from "../core/rng";
import { createRng, randomNormal } from "../core/rng";
import { randomGamma } from "../distributions/random-gamma";
import type { FeatureBlock } from "./feature-block";
import type { Layer } from "./gibbs-layer";
import { createLayer, drawCoefficients, drawPrior } from "./gibbs-layer";
import type { Interactions } from "./interactions";
import { valueDeviation } from "./interactions";

/** One side of the machine: its features, linear weights, latent factors and noise. */
export interface Side {
  readonly block: FeatureBlock;
  readonly linear: Layer;
  readonly factors: readonly Layer[];
  /** τ of each entity: how precise its ratings are against the average. All 1 when the noise is shared. */
  readonly precision: Float64Array;
}

export interface GibbsSettings {
  readonly factors: number;
  readonly initialDeviation: number;
  /** ν of the prior τ ~ Γ(ν/2, ν/2) of each entity's relative precision; 0 shares one noise. */
  readonly noiseFreedom: number;
  readonly seed: number;
}

/** What one side's draws need to know of the ratings: Σ w h² and Σ w h e of each entity. */
interface Sums {
  readonly curvature: Float64Array;
  readonly slope: Float64Array;
}

/**
 * A Markov chain over the parameters of a two-sided Bayesian factorisation machine
 * z_ui ~ N(w₀ + b_u + b_i + p_u·q_i, 1 / (α τ_u τ_i)), where z is the rating in standard units and b and p
 * collapse each side's features.
 * One sweep costs O(k (nnz + nnz of both feature blocks)).
 * Sources: Rendle (2013); Lakshminarayanan, Bouchard & Archambeau (2011), "Robust Bayesian matrix
 * factorisation", for the precision of each user and item.
 */
export class GibbsSampler {
  readonly users: Side;
  readonly items: Side;
  intercept = 0;
  /** α. */
  noisePrecision = 1;
  /** z − ẑ of each rating, in the order of `byUser`. */
  private readonly residual: Float64Array;
  private readonly weight: Float64Array;
  private readonly onesOfUsers: Float64Array;
  private readonly onesOfItems: Float64Array;
  private readonly rng: Rng;

  constructor(
    private readonly X: Interactions,
    userBlock: FeatureBlock,
    itemBlock: FeatureBlock,
    private readonly settings: GibbsSettings,
  ) {
    const rng = createRng(settings.seed);
    const side = (block: FeatureBlock, label: string): Side => ({
      block,
      linear: createLayer(block, 0, rng),
      factors: Array.from({ length: settings.factors }, (_, f) =>
        createLayer(block, settings.initialDeviation, rng.fork(`${label}-${f}`)),
      ),
      precision: new Float64Array(block.entities).fill(1),
    });
    this.users = side(userBlock, "users");
    this.items = side(itemBlock, "items");
    this.rng = rng.fork("chain");
    this.weight = new Float64Array(X.byUser.values.length).fill(1);
    this.onesOfUsers = new Float64Array(X.users.size).fill(1);
    this.onesOfItems = new Float64Array(X.items.size).fill(1);
    const unit = valueDeviation(X);
    this.residual = X.byUser.values.map((value) => (value - X.meanValue) / unit);
    for (let f = 0; f < settings.factors; f++)
      this.lower(this.users.factors[f]!.collapsed, this.items.factors[f]!.collapsed);
  }

  /** One sweep over noise, intercept, priors and every coefficient. @returns the mean squared residual after it. */
  sweep(): number {
    this.drawNoise();
    this.drawIntercept();
    const { users, items } = this;
    const ofUsers = emptySums(users);
    const ofItems = emptySums(items);
    const layers = [users.linear, ...users.factors].map((user, l) => ({
      user,
      item: l === 0 ? items.linear : items.factors[l - 1]!,
      seenByUsers: l === 0 ? this.onesOfItems : items.factors[l - 1]!.collapsed,
      seenByItems: l === 0 ? this.onesOfUsers : user.collapsed,
    }));
    this.lowerAndSumUsers(null, null, layers[0]!.seenByUsers, ofUsers);
    layers.forEach(({ user, item, seenByUsers, seenByItems }, l) => {
      const userChange = this.drawLayer(users, user, ofUsers);
      this.lowerAndSumItems(userChange, seenByUsers, seenByItems, ofItems);
      const itemChange = this.drawLayer(items, item, ofItems);
      this.lowerAndSumUsers(seenByItems, itemChange, layers[l + 1]?.seenByUsers ?? null, ofUsers);
    });
    let squares = 0;
    for (const e of this.residual) squares += e * e;
    return squares / this.residual.length;
  }

  private drawLayer(side: Side, layer: Layer, sums: Sums): Float64Array {
    const change = layer.collapsed.slice();
    drawPrior(side.block, layer, this.rng);
    drawCoefficients(side.block, layer, sums.curvature, sums.slope, this.noisePrecision, this.rng);
    for (let a = 0; a < change.length; a++) change[a] = layer.collapsed[a]! - change[a]!;
    return change;
  }

  private drawNoise(): void {
    const { residual, weight, rng, users, items } = this;
    const { starts, indices } = this.X.byUser;
    let squares = 0;
    for (let e = 0; e < residual.length; e++) squares += weight[e]! * residual[e]! * residual[e]!;
    this.noisePrecision = randomGamma(rng, (1 + residual.length) / 2) / ((1 + squares) / 2);
    const freedom = this.settings.noiseFreedom;
    if (freedom === 0) return;
    for (let u = 0; u < users.precision.length; u++) {
      let own = 0;
      for (let e = starts[u]!; e < starts[u + 1]!; e++)
        own += items.precision[indices[e]!]! * residual[e]! * residual[e]!;
      users.precision[u] =
        randomGamma(rng, (freedom + starts[u + 1]! - starts[u]!) / 2) /
        ((freedom + this.noisePrecision * own) / 2);
    }
    const ofItem = new Float64Array(items.precision.length);
    for (let u = 0; u < users.precision.length; u++)
      for (let e = starts[u]!; e < starts[u + 1]!; e++)
        ofItem[indices[e]!]! += users.precision[u]! * residual[e]! * residual[e]!;
    const { starts: itemStarts } = this.X.byItem;
    for (let i = 0; i < ofItem.length; i++)
      items.precision[i] =
        randomGamma(rng, (freedom + itemStarts[i + 1]! - itemStarts[i]!) / 2) /
        ((freedom + this.noisePrecision * ofItem[i]!) / 2);
    for (let u = 0; u < users.precision.length; u++)
      for (let e = starts[u]!; e < starts[u + 1]!; e++)
        weight[e] = users.precision[u]! * items.precision[indices[e]!]!;
  }

  private drawIntercept(): void {
    const { residual, weight, rng } = this;
    let total = 0;
    let sum = 0;
    for (let e = 0; e < residual.length; e++) {
      total += weight[e]!;
      sum += weight[e]! * residual[e]!;
    }
    const shift = sum / total + randomNormal(rng) / Math.sqrt(this.noisePrecision * total);
    this.intercept += shift;
    for (let e = 0; e < residual.length; e++) residual[e]! -= shift;
  }

  /** residual −= p_u q_i. */
  private lower(p: Float64Array, q: Float64Array): void {
    const { starts, indices } = this.X.byUser;
    for (let u = 0; u < p.length; u++)
      for (let e = starts[u]!; e < starts[u + 1]!; e++) this.residual[e]! -= p[u]! * q[indices[e]!]!;
  }

  /** residual −= change_u q_i, and the items' sums with h = p_u in the same pass. */
  private lowerAndSumItems(change: Float64Array, q: Float64Array, p: Float64Array, sums: Sums): void {
    const { residual, weight } = this;
    const { starts, indices } = this.X.byUser;
    const { curvature, slope } = sums;
    curvature.fill(0);
    slope.fill(0);
    for (let u = 0; u < change.length; u++) {
      const step = change[u]!;
      const h = p[u]!;
      for (let e = starts[u]!, end = starts[u + 1]!; e < end; e++) {
        const i = indices[e]!;
        const left = residual[e]! - step * q[i]!;
        residual[e] = left;
        const pull = weight[e]! * h;
        curvature[i]! += pull * h;
        slope[i]! += pull * left;
      }
    }
  }

  /** residual −= p_u change_i (when given), and the users' sums with h = next_i (when given) in the same pass. */
  private lowerAndSumUsers(
    p: Float64Array | null,
    change: Float64Array | null,
    next: Float64Array | null,
    sums: Sums,
  ): void {
    const { residual, weight } = this;
    const { starts, indices } = this.X.byUser;
    const step = change ?? this.onesOfItems;
    const seen = next ?? this.onesOfItems;
    for (let u = 0; u < sums.slope.length; u++) {
      const scale = p && change ? p[u]! : 0;
      let bend = 0;
      let pull = 0;
      for (let e = starts[u]!, end = starts[u + 1]!; e < end; e++) {
        const i = indices[e]!;
        const left = residual[e]! - scale * step[i]!;
        residual[e] = left;
        const h = seen[i]!;
        const weighted = weight[e]! * h;
        bend += weighted * h;
        pull += weighted * left;
      }
      sums.curvature[u] = bend;
      sums.slope[u] = pull;
    }
  }
}

function emptySums(side: Side): Sums {
  return {
    curvature: new Float64Array(side.block.entities),
    slope: new Float64Array(side.block.entities),
  };
}
