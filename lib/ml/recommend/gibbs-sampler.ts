import type { Rng } from "../core/rng";
import { createRng, randomNormal } from "../core/rng";
import { randomGamma } from "../distributions/random-gamma";
import type { FeatureBlock } from "./feature-block";
import type { Layer } from "./gibbs-block";
import { createLayer, drawCoefficients, drawPrior } from "./gibbs-block";
import type { Interactions } from "./interactions";
import { rowIndices } from "./interactions";

/** One side of the machine: its features, linear weights and latent factors. */
interface Side {
  readonly block: FeatureBlock;
  readonly linear: Layer;
  readonly factors: readonly Layer[];
  /** The side's entity of each rating. */
  readonly entityOf: Int32Array;
}

export interface GibbsSettings {
  readonly factors: number;
  readonly initialDeviation: number;
  readonly seed: number;
}

/** A Markov chain over the parameters of a two-sided Bayesian factorisation machine. */
export class GibbsSampler {
  readonly users: Side;
  readonly items: Side;
  intercept: number;
  noisePrecision = 1;
  /** r − r̂ of each rating, in the order of `byUser`. */
  private readonly residual: Float64Array;
  private readonly rng: Rng;

  constructor(X: Interactions, userBlock: FeatureBlock, itemBlock: FeatureBlock, settings: GibbsSettings) {
    const rng = createRng(settings.seed);
    const side = (block: FeatureBlock, entityOf: Int32Array, label: string): Side => ({
      block,
      entityOf,
      linear: createLayer(block, 0, rng),
      factors: Array.from({ length: settings.factors }, (_, f) =>
        createLayer(block, settings.initialDeviation, rng.fork(`${label}-${f}`)),
      ),
    });
    this.users = side(userBlock, rowIndices(X.byUser), "users");
    this.items = side(itemBlock, X.byUser.indices, "items");
    this.intercept = X.meanValue;
    this.rng = rng.fork("chain");
    this.residual = Float64Array.from(X.byUser.values, (value) => value - this.intercept);
    for (let f = 0; f < settings.factors; f++) {
      const own = this.users.factors[f]!.collapsed;
      const other = this.items.factors[f]!.collapsed;
      for (let e = 0; e < this.residual.length; e++)
        this.residual[e]! -= own[this.users.entityOf[e]!]! * other[this.items.entityOf[e]!]!;
    }
  }

  /** One sweep over noise, intercept, priors and every coefficient. @returns the mean squared residual after it. */
  sweep(): number {
    const { residual, rng } = this;
    const n = residual.length;
    let squares = 0;
    let sum = 0;
    for (let e = 0; e < n; e++) {
      squares += residual[e]! * residual[e]!;
      sum += residual[e]!;
    }
    this.noisePrecision = randomGamma(rng, (1 + n) / 2) / ((1 + squares) / 2);
    const drawn = this.intercept + sum / n + randomNormal(rng) / Math.sqrt(this.noisePrecision * n);
    const shift = drawn - this.intercept;
    this.intercept = drawn;
    for (let e = 0; e < n; e++) residual[e]! -= shift;

    for (const side of [this.users, this.items]) this.drawLinear(side);
    for (let f = 0; f < this.users.factors.length; f++) {
      this.drawFactor(this.users, this.users.factors[f]!, this.items, this.items.factors[f]!);
      this.drawFactor(this.items, this.items.factors[f]!, this.users, this.users.factors[f]!);
    }
    let after = 0;
    for (let e = 0; e < n; e++) after += residual[e]! * residual[e]!;
    return after / n;
  }

  private drawLinear({ block, linear, entityOf }: Side): void {
    const { residual, rng } = this;
    const curvature = new Float64Array(block.entities);
    const slope = new Float64Array(block.entities);
    const before = linear.collapsed.slice();
    for (let e = 0; e < residual.length; e++) {
      curvature[entityOf[e]!]!++;
      slope[entityOf[e]!]! += residual[e]!;
    }
    drawPrior(block, linear, rng);
    drawCoefficients(block, linear, curvature, slope, this.noisePrecision, rng);
    for (let a = 0; a < before.length; a++) before[a] = linear.collapsed[a]! - before[a]!;
    for (let e = 0; e < residual.length; e++) residual[e]! -= before[entityOf[e]!]!;
  }

  private drawFactor(side: Side, layer: Layer, otherSide: Side, otherLayer: Layer): void {
    const { residual, rng } = this;
    const { entityOf } = side;
    const otherOf = otherSide.entityOf;
    const other = otherLayer.collapsed;
    const curvature = new Float64Array(side.block.entities);
    const slope = new Float64Array(side.block.entities);
    const before = layer.collapsed.slice();
    for (let e = 0; e < residual.length; e++) {
      const h = other[otherOf[e]!]!;
      const a = entityOf[e]!;
      curvature[a]! += h * h;
      slope[a]! += h * residual[e]!;
    }
    drawPrior(side.block, layer, rng);
    drawCoefficients(side.block, layer, curvature, slope, this.noisePrecision, rng);
    for (let a = 0; a < before.length; a++) before[a] = layer.collapsed[a]! - before[a]!;
    for (let e = 0; e < residual.length; e++) residual[e]! -= before[entityOf[e]!]! * other[otherOf[e]!]!;
  }
}
