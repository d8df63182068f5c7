import { type Rng, randomNormal } from "../core/rng";
import { addOuterProducts, addProductTransposed, transposed } from "./multiply";

/** Sizes and the places of the parts in one flat vector of weights. */
export interface GruLayout {
  readonly inputs: number;
  readonly hidden: number;
  /** 3H × D: rows of the update gate z, the reset gate r and the candidate n. */
  readonly W: number;
  /** 3H × H, the same three on the state before. */
  readonly U: number;
  /** 3H biases on the inputs' side, H on the candidate's recurrent side. */
  readonly b: number;
  readonly c: number;
  /** H + 1 weights of the output, its constant last. */
  readonly v: number;
  readonly size: number;
}

/** @param inputs D ≥ 1. @param hidden H ≥ 1. */
export function gruLayout(inputs: number, hidden: number): GruLayout {
  const W = 0;
  const U = W + 3 * hidden * inputs;
  const b = U + 3 * hidden * hidden;
  const c = b + 3 * hidden;
  const v = c + hidden;
  return { inputs, hidden, W, U, b, c, v, size: v + hidden + 1 };
}

/**
 * Starting weights: normal with variance 1 / fan-in, biases 0 but the update gate's at 1, so that a fresh network
 * remembers. Cost O(size).
 */
export function initialWeights(layout: GruLayout, rng: Rng): Float64Array {
  const { inputs, hidden } = layout;
  const weights = new Float64Array(layout.size);
  for (let k = layout.W; k < layout.U; k++) weights[k] = randomNormal(rng) / Math.sqrt(inputs);
  for (let k = layout.U; k < layout.b; k++) weights[k] = randomNormal(rng) / Math.sqrt(hidden);
  for (let k = 0; k < hidden; k++) weights[layout.b + k] = 1;
  for (let k = 0; k < hidden; k++) weights[layout.v + k] = (0.1 * randomNormal(rng)) / Math.sqrt(hidden);
  return weights;
}

/** The memory of one pass over B sequences of T steps; made once and used for every batch. */
export interface GruTape {
  readonly batch: number;
  readonly steps: number;
  /** (T + 1) × B × H states; the first is zero. */
  readonly states: Float64Array;
  /** T × B × 3H: z, r and n after their curves. */
  readonly gates: Float64Array;
  /** T × B × H: the recurrent part of the candidate before the reset gate. */
  readonly recurrent: Float64Array;
  /** T × B outputs. */
  readonly outputs: Float64Array;
  readonly scratch: Float64Array;
  readonly deltas: Float64Array;
  readonly recurrentDeltas: Float64Array;
  readonly stateDelta: Float64Array;
}

/** @param batch most sequences a pass. @param steps most steps. Memory O(B T H). */
export function gruTape(layout: GruLayout, batch: number, steps: number): GruTape {
  const { hidden } = layout;
  return {
    batch,
    steps,
    states: new Float64Array((steps + 1) * batch * hidden),
    gates: new Float64Array(steps * batch * 3 * hidden),
    recurrent: new Float64Array(steps * batch * hidden),
    outputs: new Float64Array(steps * batch),
    scratch: new Float64Array(batch * 3 * hidden),
    deltas: new Float64Array(steps * batch * 3 * hidden),
    recurrentDeltas: new Float64Array(steps * batch * 3 * hidden),
    stateDelta: new Float64Array(batch * hidden),
  };
}

/**
 * Carries the states of B sequences one step on: z = σ(W_z x + U_z h + b_z), r likewise,
 * n = tanh(W_n x + b_n + r ⊙ (U_n h + c)), h' = (1 − z) ⊙ n + z ⊙ h, output v·h' + v₀.
 * @param inputs T × B × D. @param step t in 0 … T−1. Fills states[t + 1], gates[t] and outputs[t].
 * Cost 3 B H (D + H). Source: Cho et al. (2014), with the reset gate after the product as in cuDNN.
 */
export function gruStep(
  layout: GruLayout,
  weights: Float64Array,
  inputs: Float64Array,
  step: number,
  tape: GruTape,
): void {
  const { inputs: D, hidden: H } = layout;
  const { batch: B, states, gates, recurrent, outputs, scratch } = tape;
  const gate = step * B * 3 * H;
  const before = step * B * H;
  const after = before + B * H;
  for (let i = 0; i < B; i++)
    for (let j = 0; j < 3 * H; j++) gates[gate + i * 3 * H + j] = weights[layout.b + j]!;
  addProductTransposed(inputs, step * B * D, weights.subarray(layout.W, layout.U), gates, gate, B, 3 * H, D);
  scratch.fill(0);
  addProductTransposed(states, before, weights.subarray(layout.U, layout.b), scratch, 0, B, 3 * H, H);
  for (let i = 0; i < B; i++) {
    const g = gate + i * 3 * H;
    const s = i * 3 * H;
    let output = weights[layout.v + H]!;
    for (let j = 0; j < H; j++) {
      const z = 1 / (1 + Math.exp(-(gates[g + j]! + scratch[s + j]!)));
      const r = 1 / (1 + Math.exp(-(gates[g + H + j]! + scratch[s + H + j]!)));
      const q = scratch[s + 2 * H + j]! + weights[layout.c + j]!;
      const n = Math.tanh(gates[g + 2 * H + j]! + r * q);
      gates[g + j] = z;
      gates[g + H + j] = r;
      gates[g + 2 * H + j] = n;
      recurrent[before + i * H + j] = q;
      const h = (1 - z) * n + z * states[before + i * H + j]!;
      states[after + i * H + j] = h;
      output += weights[layout.v + j]! * h;
    }
    outputs[step * B + i] = output;
  }
}

/**
 * Adds the gradient of a loss to `gradient` by back-propagation through all steps of a tape that `gruStep` filled.
 * @param outputDeltas T × B derivatives of the loss by the outputs. @param inputs T × B × D as given to the steps.
 * Cost about twice that of the steps. Source: Werbos (1990); derivatives of the formulas above.
 */
export function gruGradient(
  layout: GruLayout,
  weights: Float64Array,
  inputs: Float64Array,
  steps: number,
  outputDeltas: Float64Array,
  tape: GruTape,
  gradient: Float64Array,
): void {
  const { inputs: D, hidden: H } = layout;
  const { batch: B, states, gates, recurrent, deltas, recurrentDeltas, stateDelta } = tape;
  const Ut = transposed(weights, layout.U, 3 * H, H);
  stateDelta.fill(0);
  for (let t = steps - 1; t >= 0; t--) {
    const at = t * B * H;
    for (let i = 0; i < B; i++) {
      const error = outputDeltas[t * B + i]!;
      gradient[layout.v + H]! += error;
      const g = (t * B + i) * 3 * H;
      for (let j = 0; j < H; j++) {
        const h = at + i * H + j;
        gradient[layout.v + j]! += error * states[h + B * H]!;
        const dh = stateDelta[i * H + j]! + error * weights[layout.v + j]!;
        const z = gates[g + j]!;
        const r = gates[g + H + j]!;
        const n = gates[g + 2 * H + j]!;
        const q = recurrent[h]!;
        const dn = dh * (1 - z) * (1 - n * n);
        const dz = dh * (states[h]! - n) * z * (1 - z);
        const dr = dn * q * r * (1 - r);
        deltas[g + j] = dz;
        deltas[g + H + j] = dr;
        deltas[g + 2 * H + j] = dn;
        recurrentDeltas[g + j] = dz;
        recurrentDeltas[g + H + j] = dr;
        recurrentDeltas[g + 2 * H + j] = dn * r;
        gradient[layout.b + j]! += dz;
        gradient[layout.b + H + j]! += dr;
        gradient[layout.b + 2 * H + j]! += dn;
        gradient[layout.c + j]! += dn * r;
        stateDelta[i * H + j] = dh * z;
      }
    }
    addProductTransposed(recurrentDeltas, t * B * 3 * H, Ut, stateDelta, 0, B, H, 3 * H);
  }
  addOuterProducts(deltas, inputs, gradient, layout.W, steps * B, 3 * H, D);
  addOuterProducts(recurrentDeltas, states, gradient, layout.U, steps * B, 3 * H, H);
}
