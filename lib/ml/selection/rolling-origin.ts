import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";
import { type Fold, foldOf } from "./fold";

export interface RollingOriginOptions {
  /** Forecasts made: the last `origins` moments that still have `horizon` periods after them. */
  readonly origins: number;
  /** Periods forecast from each origin, from 1. */
  readonly horizon: number;
  /** Periods needed before the first origin. Default 1. */
  readonly minimumPeriods?: number;
}

export interface OriginFold extends Fold {
  /** The last period that may be trained on. */
  readonly origin: number;
}

/**
 * Rolling-origin evaluation: from each origin in turn, train on everything up to and including it and test on the
 * `horizon` periods that follow, as if standing there. Periods are the different values of `periods`, ascending.
 * @param periods one finite number per row (week number, day). @returns folds in order of time.
 * @throws MlError NOT_ENOUGH_DATA with too few periods. O(origins × n).
 * Source: Tashman (2000), "Out-of-sample tests of forecasting accuracy".
 */
export function rollingOrigins(periods: ArrayLike<number>, options: RollingOriginOptions): OriginFold[] {
  const { origins, horizon, minimumPeriods = 1 } = options;
  for (const [name, value] of Object.entries({ origins, horizon, minimumPeriods }))
    if (!Number.isInteger(value) || value < 1)
      throw new MlError("BAD_PARAMETER", `${name} is a whole number of at least 1.`, {
        received: String(value),
      });
  checkFinite(periods, "periods");
  const distinct = [...new Set(Array.from(periods))].sort((a, b) => a - b);
  const first = distinct.length - horizon - origins;
  if (first + 1 < minimumPeriods)
    throw new MlError("NOT_ENOUGH_DATA", "There are too few periods for these origins.", {
      expected: `at least ${minimumPeriods + origins + horizon - 1} periods`,
      received: `${distinct.length}`,
    });
  return Array.from({ length: origins }, (_, o) => {
    const origin = distinct[first + o]!;
    const end = distinct[first + o + horizon]!;
    const within: number[] = [];
    for (let i = 0; i < periods.length; i++) if (periods[i]! <= end) within.push(i);
    const fold = foldOf(within.length, (position) => periods[within[position]!]! > origin);
    const rows = (positions: Int32Array) => positions.map((position) => within[position]!);
    return { origin, train: rows(fold.train), test: rows(fold.test) };
  });
}
