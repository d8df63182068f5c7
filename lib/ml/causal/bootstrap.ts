import { MlError } from "../core/errors";
import { quantileSorted } from "../core/quantile";
import { createRng, randomInteger } from "../core/rng";

export interface BootstrapOptions {
  readonly samples?: number;
  readonly confidence?: number;
  readonly seed?: number;
}

export interface BootstrapInterval {
  /** Standard deviation of the statistic over the samples. */
  readonly standardError: number;
  /** Percentile interval. */
  readonly low: number;
  readonly high: number;
  /** Samples on which the statistic was a finite number; others say nothing. */
  readonly samples: number;
}

/**
 * How much a statistic would vary had other customers come: computes it on samples drawn with replacement.
 *
 * @param rows number of rows. @param statistic its value on the rows with these numbers (repeated ones count again).
 * @param options 200 samples, confidence .95, seed 1 unless told.
 * @throws MlError EMPTY_INPUT, BAD_PARAMETER, NOT_ENOUGH_DATA when it is finite on fewer than half of the samples.
 * O(samples · cost of the statistic). Source: Efron & Tibshirani (1993), "An introduction to the bootstrap", chapter 13.
 */
export function bootstrap(
  rows: number,
  statistic: (sample: Int32Array) => number,
  options: BootstrapOptions = {},
): BootstrapInterval {
  const { samples = 200, confidence = 0.95, seed = 1 } = options;
  if (rows < 1) throw new MlError("EMPTY_INPUT", "There are no rows to draw from.");
  if (!(Number.isInteger(samples) && samples > 1) || !(confidence > 0 && confidence < 1))
    throw new MlError("BAD_PARAMETER", "A bootstrap needs samples and a confidence between 0 and 1.", {
      received: `${samples}, ${confidence}`,
    });
  const rng = createRng(seed);
  const drawn = new Int32Array(rows);
  const values: number[] = [];
  for (let s = 0; s < samples; s++) {
    const stream = rng.fork(`sample-${s}`);
    for (let i = 0; i < rows; i++) drawn[i] = randomInteger(stream, rows);
    const value = statistic(drawn);
    if (Number.isFinite(value)) values.push(value);
  }
  if (values.length * 2 < samples)
    throw new MlError("NOT_ENOUGH_DATA", "The statistic is undefined on most samples of these rows.");
  values.sort((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    standardError: Math.sqrt(squares / (values.length - 1)),
    low: quantileSorted(values, (1 - confidence) / 2),
    high: quantileSorted(values, 1 - (1 - confidence) / 2),
    samples: values.length,
  };
}
