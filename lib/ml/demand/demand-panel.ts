import { MlError } from "../core/errors";
import { checkFinite } from "../core/shapes";

/** Units sold of n series (a product, or a product in a shop) over T equal periods, oldest first. */
export interface DemandPanel {
  readonly series: number;
  readonly periods: number;
  /** n × T units ≥ 0; NaN where nothing was observed. */
  readonly units: Float64Array;
  /** Number K of known columns. */
  readonly knownColumns: number;
  /** n × T × K finite numbers known beforehand for every period (log price, promotion, …). */
  readonly known: Float64Array;
  /** Which known column is the log price, if one is: learners that promise it let no forecast rise with it. */
  readonly priceColumn?: number | undefined;
  /** n group numbers 0 … G−1 of series that behave alike (a brand). */
  readonly groups: Int32Array;
  /** Periods of a year, e.g. 52 for weeks; 1 when there is no season. */
  readonly season: number;
}

/** More than anybody sells: beyond it sums of many series lose their last units. */
export const MOST_UNITS = 1e15;

/** @throws MlError EMPTY_INPUT, BAD_SHAPE, NOT_FINITE, BAD_PARAMETER (units below 0 or above 1e15, a season below 1). */
export function checkPanel(panel: DemandPanel): void {
  const { series: n, periods: T, units, known, knownColumns: K, groups, season } = panel;
  if (!(n > 0 && T > 0))
    throw new MlError("EMPTY_INPUT", "There are no series.", { received: `${n} × ${T}` });
  if (units.length !== n * T || known.length !== n * T * K || groups.length !== n)
    throw new MlError("BAD_SHAPE", "The values do not fill the panel.", {
      expected: `${n * T} units, ${n * T * K} known values and ${n} groups`,
      received: `${units.length}, ${known.length} and ${groups.length}`,
    });
  if (!(Number.isInteger(season) && season >= 1))
    throw new MlError("BAD_PARAMETER", "A season is a whole number of periods.", {
      received: String(season),
    });
  checkFinite(known, "known");
  for (const value of units)
    if (value < 0 || value > MOST_UNITS)
      throw new MlError("BAD_PARAMETER", "Units lie between 0 and 1e15.", { received: String(value) });
}

/** The units that a forecast of log(1 + units) stands for, between 0 and the most that a panel may hold. O(1). */
export function unitsOf(logUnits: number): number {
  return Math.min(MOST_UNITS, Math.max(0, Math.expm1(logUnits)));
}

/**
 * Whether the place in the season may be learned at `origin`: a yearly pattern cannot be told from the events of one
 * year or two, and a flexible learner would memorise those.
 */
export function seasonIsLearnable({ season }: DemandPanel, origin: number): boolean {
  return season > 1 && origin + 1 >= 3 * season;
}

/** The panel as it was known at the end of period `origin`: later units are unknown. O(n T). */
export function panelAt(panel: DemandPanel, origin: number): DemandPanel {
  const units = panel.units.slice();
  for (let i = 0; i < panel.series; i++)
    units.fill(Number.NaN, i * panel.periods + origin + 1, (i + 1) * panel.periods);
  return { ...panel, units };
}

/** A way to forecast units. */
export interface DemandForecaster {
  readonly name: string;
  /** Learns from the units up to and including period `origin`; must not look at later ones. */
  fit(panel: DemandPanel, origin: number): FittedDemandForecaster;
}

export interface FittedDemandForecaster {
  /**
   * Units of the periods origin + 1 … origin + horizon, standing at the end of `origin` (which may lie after the one
   * the model was fitted at). @returns n × horizon numbers ≥ 0; NaN where a series has no past.
   */
  forecast(panel: DemandPanel, origin: number, horizon: number): Float64Array;
}
