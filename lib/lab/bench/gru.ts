import { createRng, randomNormal } from "../../ml/core/rng";
import { GruForecaster } from "../../ml/sequence/gru-forecaster";
import type { SequenceSet } from "../../ml/sequence/sequence-set";
import { type Bench, measureWork } from "./bench";

const [SERIES, STEPS, COLUMNS] = [200, 100, 10];

/** Series driven by two of ten known inputs and their own past. */
function makeSeries(): SequenceSet {
  const rng = createRng("bench/gru");
  const inputs = Float64Array.from({ length: SERIES * STEPS * COLUMNS }, () => randomNormal(rng));
  const seen = new Float64Array(SERIES * STEPS);
  for (let i = 0; i < SERIES; i++)
    for (let t = 0; t < STEPS; t++) {
      const at = (i * STEPS + t) * COLUMNS;
      const before = t > 0 ? seen[i * STEPS + t - 1]! : 0;
      seen[i * STEPS + t] =
        0.7 * before + inputs[at]! - Math.max(0, inputs[at + 1]!) + 0.3 * randomNormal(rng);
    }
  return { sequences: SERIES, steps: STEPS, features: COLUMNS, inputs, seen };
}

export const gruBench: Bench = {
  name: "gru",
  about: `GRU of 32 units, ${SERIES} series × ${STEPS} steps × ${COLUMNS + 2} inputs, 20 epochs, one thread`,
  quality: "training loss relative to the variance, lower is better",
  contenders: () => {
    const set = makeSeries();
    return [
      {
        name: "souk",
        mostRuns: 2,
        measure: () => {
          const { value, ...times } = measureWork(() =>
            new GruForecaster({ hidden: 32, epochs: 20 }).fit(set, set.seen),
          );
          return { ...times, quality: value.lossHistory.at(-1)! };
        },
      },
    ];
  },
};
