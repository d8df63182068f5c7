/** Moves weights against gradients with a step size of its own for each. */
export interface Adam {
  /** One step; `weights` change in place. @param rate step size of this step. Cost O(size). */
  step(weights: Float64Array, gradient: Float64Array, rate: number): void;
}

/**
 * Adam with gradients clipped to a largest norm.
 * @param size number of weights. @param options.clip largest Euclidean norm of a gradient; default 1.
 * @param options.decay share of each weight that is taken away at rate 1 (decoupled weight decay); default 0.
 * Source: Kingma & Ba (2015), algorithm 1; decay after Loshchilov & Hutter (2019); clipping after Pascanu et al. (2013).
 */
export function createAdam(size: number, options: { clip?: number; decay?: number } = {}): Adam {
  const { clip = 1, decay = 0 } = options;
  const first = new Float64Array(size);
  const second = new Float64Array(size);
  let time = 0;
  return {
    step(weights, gradient, rate) {
      time++;
      let squares = 0;
      for (let k = 0; k < size; k++) squares += gradient[k]! * gradient[k]!;
      const norm = Math.sqrt(squares);
      const scale = norm > clip ? clip / norm : 1;
      const firstBias = 1 - 0.9 ** time;
      const secondBias = 1 - 0.999 ** time;
      for (let k = 0; k < size; k++) {
        const g = gradient[k]! * scale;
        const m = 0.9 * first[k]! + 0.1 * g;
        const v = 0.999 * second[k]! + 0.001 * g * g;
        first[k] = m;
        second[k] = v;
        weights[k]! -= rate * (m / firstBias / (Math.sqrt(v / secondBias) + 1e-8) + decay * weights[k]!);
      }
    },
  };
}
