import type { PriceObservations } from "./price-observations";

export interface OwnSlope {
  readonly slope: number;
  readonly error: number;
  /** The data alone have an answer: something was sold and the price moved. */
  readonly identified: boolean;
}

/** A wide net that only keeps the numbers finite where the data have no answer of their own. */
const NET = { mean: -2, variance: 100 };
const MAX_ROUNDS = 60;
/** Less information than this about a slope is none. */
const LEAST_INFORMATION = 0.02;

/**
 * One product's slope of log demand on log price: quasi-Poisson with a free level, season and controls taken as known,
 * and a normal prior. @param offset what each row sells at the reference price for a level of 1, > 0.
 * @param dispersion by how much counts vary more than Poisson. @param prior null: the data alone.
 * @returns posterior mode and its deviation. Cost O(rounds · rows of the product).
 */
export function ownSlope(
  data: PriceObservations,
  rows: readonly number[],
  offset: Float64Array,
  dispersion: number,
  prior: { readonly mean: number; readonly variance: number } | null,
): OwnSlope {
  const { mean, variance } = prior ?? NET;
  let slope = mean;
  let information = 0;
  let sold = 0;
  for (const r of rows) sold += data.units[r]!;
  if (sold > 0)
    for (let round = 0; round < MAX_ROUNDS; round++) {
      const at = momentsAt(data, rows, offset, slope, sold);
      information = at.information / dispersion;
      const step = (at.score / dispersion - (slope - mean) / variance) / (information + 1 / variance);
      const taken = Math.max(-1, Math.min(1, step));
      slope += taken;
      if (Math.abs(taken) < 1e-9) break;
    }
  const identified = sold > 0 && information > LEAST_INFORMATION;
  return { slope, error: 1 / Math.sqrt(information + 1 / variance), identified };
}

/** Score and information about the slope with the level at its best. */
function momentsAt(
  data: PriceObservations,
  rows: readonly number[],
  offset: Float64Array,
  slope: number,
  sold: number,
): { score: number; information: number } {
  let [total, first, second, observed] = [0, 0, 0, 0];
  for (const r of rows) {
    const x = data.logPrice[r]!;
    const weight = offset[r]! * Math.exp(slope * x);
    total += weight;
    first += weight * x;
    second += weight * x * x;
    observed += data.units[r]! * x;
  }
  const centre = first / total;
  return { score: observed - sold * centre, information: sold * (second / total - centre * centre) };
}
