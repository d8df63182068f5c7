import { type Matrix, matrix } from "../core/shapes";
import { boundedLift } from "./demand-effects";
import type { DemandPanel } from "./demand-panel";
import { seasonWidth, writeSeason } from "./season-columns";

/** Windows, in periods, over which recent log units are averaged. */
const WINDOWS = [2, 4, 8, 16, 52] as const;
/** The window whose means stand for "usual". */
const USUAL = 2;
/** Where the lift of the known columns stands in a row; the columns told follow it in pairs. */
const LIFT_COLUMN = WINDOWS.length + 7;
/** Seasons of up to so many periods are averaged over several of them. */
const SHORT_SEASON = 12;
const SEASONS_BACK = 6;
/** Rows beyond which learning more slowly gains nothing that a backtest shows. */
const MOST_ROWS = 200_000;

/** Rows of a direct forecast: what is known at an origin of a period some steps ahead. */
export interface DemandRows {
  readonly X: Matrix;
  /** For each row the usual level, a mean of recent log(1 + units): what forecasts are measured from. */
  readonly level: Float64Array;
  /** For each row its series, and its target period. */
  readonly series: Int32Array;
  readonly period: Int32Array;
}

/** A question to the features: series i, standing at the end of `origin`, about period `target`. */
export interface DemandQuestion {
  readonly series: number;
  readonly origin: number;
  readonly target: number;
}

/**
 * Builds the rows of direct multi-step forecasting. Each row holds, relative to the series' usual level: recent means,
 * last value and spread of log units, the same season a year before, what all series of the group and of the panel
 * did lately; the known columns at the target and their change against the usual; steps ahead and place in the season.
 * Only units up to each question's origin are read.
 */
export class DemandFeatures {
  private readonly logs: Float64Array;
  private readonly groupCount: number;
  private readonly shocks = new Map<number, { groups: Float64Array; all: number }>();

  /**
   * @param lift n × T: what the known columns add to log units; see `knownLift`.
   * @param columnsTold known columns that get columns of their own; see `strongestColumns`.
   * @param seasonal whether the place in the season is told; see `seasonIsLearnable`.
   */
  constructor(
    private readonly panel: DemandPanel,
    private readonly lift: Float64Array,
    private readonly columnsTold: Int32Array,
    private readonly seasonal: boolean,
  ) {
    this.logs = panel.units.map((value, cell) => Math.log1p(value) - lift[cell]!);
    this.groupCount = panel.groups.reduce((most, group) => Math.max(most, group + 1), 1);
  }

  /** Number of columns of X. */
  get columns(): number {
    return WINDOWS.length + 8 + 2 * this.columnsTold.length + 1 + seasonWidth(this.panel.season);
  }

  /**
   * For each column of X whether a change may only rise (1) or fall (−1) with it, so that demand falls in the price: the
   * price at the target and its change fall; what the known columns bring rises, because the price among them brings less
   * the higher it is. 0: free. O(columns).
   */
  directions(): Int8Array {
    const directions = new Int8Array(this.columns);
    const { priceColumn } = this.panel;
    if (priceColumn === undefined) return directions;
    directions[LIFT_COLUMN] = 1;
    const told = this.columnsTold.indexOf(priceColumn);
    if (told >= 0) directions.fill(-1, LIFT_COLUMN + 1 + 2 * told, LIFT_COLUMN + 3 + 2 * told);
    return directions;
  }

  /** Rows for the questions whose series has a past at the origin; the others are left out. Cost O(rows (52 + K · 8)). */
  rows(questions: Iterable<DemandQuestion>): DemandRows {
    const data: number[] = [];
    const level: number[] = [];
    const series: number[] = [];
    const period: number[] = [];
    for (const question of questions) {
      const usual = this.append(question, data);
      if (Number.isNaN(usual)) continue;
      const at = question.series * this.panel.periods;
      level.push(usual + boundedLift(this.lift, at, question.origin, question.target));
      series.push(question.series);
      period.push(question.target);
    }
    return {
      X: matrix(level.length, this.columns, Float64Array.from(data)),
      level: Float64Array.from(level),
      series: Int32Array.from(series),
      period: Int32Array.from(period),
    };
  }

  private append({ series, origin, target }: DemandQuestion, data: number[]): number {
    const { logs, panel } = this;
    const at = series * panel.periods;
    const means = WINDOWS.map((window) => meanOf(logs, at, origin - window + 1, origin));
    const all = meanOf(logs, at, 0, origin);
    if (Number.isNaN(all)) return Number.NaN;
    const usual = firstNumber(means[USUAL]!, means[3]!, means[4]!, all);
    for (const mean of means) data.push(firstNumber(mean, usual) - usual);
    data.push(all - usual, this.lastSeen(at, origin) - usual, spreadOf(logs, at, origin - 7, origin, usual));
    data.push(firstNumber(this.seasonBefore(at, origin, target, usual), 0));
    const { groups, all: everywhere } = this.shocksAt(origin);
    data.push(groups[panel.groups[series]!]!, everywhere, usual);
    data.push(boundedLift(this.lift, at, origin, target) - meanOf(this.lift, at, origin - 7, origin));
    this.appendKnown(at, origin, target, data);
    data.push(target - origin);
    writeSeason(target, panel.season, this.seasonal, data, data.length);
    return usual;
  }

  /**
   * How far the same place of earlier seasons stood from what was usual then: with short seasons (a week of days) the
   * mean of the last six, with long ones the three periods around it a season before. NaN where nothing is known.
   */
  private seasonBefore(at: number, origin: number, target: number, usual: number): number {
    const { logs, panel } = this;
    const { season } = panel;
    if (season <= 1) return Number.NaN;
    if (season <= SHORT_SEASON) {
      let sum = 0;
      let seen = 0;
      for (
        let t = target - season;
        t >= 0 && seen < SEASONS_BACK && t >= target - 2 * SEASONS_BACK * season;
        t -= season
      ) {
        if (t > origin || Number.isNaN(logs[at + t]!)) continue;
        sum += logs[at + t]!;
        seen++;
      }
      return seen > 0 ? sum / seen - usual : Number.NaN;
    }
    const year = target - season;
    if (year < 0 || year > origin) return Number.NaN;
    const around = meanOf(logs, at, year - 26, Math.min(year + 26, origin));
    return meanOf(logs, at, year - 1, Math.min(year + 1, origin)) - around;
  }

  /** Known columns at the target, their change against the usual window, and against the period before the target. */
  private appendKnown(at: number, origin: number, target: number, data: number[]): void {
    const { known, knownColumns: K, units } = this.panel;
    for (const k of this.columnsTold) {
      let sum = 0;
      let seen = 0;
      for (let t = Math.max(0, origin - WINDOWS[USUAL] + 1); t <= origin; t++) {
        if (Number.isNaN(units[at + t]!)) continue;
        sum += known[(at + t) * K + k]!;
        seen++;
      }
      const now = known[(at + target) * K + k]!;
      data.push(now, seen > 0 ? now - sum / seen : 0);
    }
  }

  private lastSeen(at: number, origin: number): number {
    for (let t = origin; t >= 0; t--) if (!Number.isNaN(this.logs[at + t]!)) return this.logs[at + t]!;
    return Number.NaN;
  }

  /** Mean distance of the last period's log units from their usual level, by group and over all series. */
  private shocksAt(origin: number): { groups: Float64Array; all: number } {
    const known = this.shocks.get(origin);
    if (known) return known;
    const { panel, logs, groupCount } = this;
    const sums = new Float64Array(groupCount);
    const counts = new Float64Array(groupCount);
    for (let i = 0; i < panel.series; i++) {
      const at = i * panel.periods;
      const shock = meanOf(logs, at, origin - 1, origin) - meanOf(logs, at, origin - 7, origin);
      if (Number.isNaN(shock)) continue;
      sums[panel.groups[i]!]! += shock;
      counts[panel.groups[i]!]!++;
    }
    const total = counts.reduce((a, b) => a + b, 0);
    const result = {
      groups: sums.map((sum, g) => (counts[g]! > 0 ? sum / counts[g]! : 0)),
      all: total > 0 ? sums.reduce((a, b) => a + b, 0) / total : 0,
    };
    this.shocks.set(origin, result);
    return result;
  }
}

/**
 * Questions about every observed period up to `origin`, each from one of the horizons in turn: rows to learn from.
 * Where there would be more than `most`, a share is taken that is spread evenly over series and periods.
 */
export function* trainingQuestions(
  panel: DemandPanel,
  origin: number,
  horizon: number,
  most = MOST_ROWS,
): Generator<DemandQuestion> {
  let observed = 0;
  for (let i = 0; i < panel.series; i++)
    for (let t = 1; t <= origin; t++) if (!Number.isNaN(panel.units[i * panel.periods + t]!)) observed++;
  const oneIn = Math.ceil(observed / most);
  for (let i = 0; i < panel.series; i++)
    for (let t = 1; t <= origin; t++) {
      if (oneIn > 1 && scattered(i, t) % oneIn !== 0) continue;
      const ahead = 1 + ((i + t) % Math.min(horizon, t));
      if (!Number.isNaN(panel.units[i * panel.periods + t]!))
        yield { series: i, origin: t - ahead, target: t };
    }
}

/** A whole number ≥ 0 without pattern in either argument: the finaliser of MurmurHash3 (Appleby 2011). */
function scattered(series: number, period: number): number {
  let h = Math.imul(series, 0x9e3779b1) ^ Math.imul(period, 0x85ebca77);
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function meanOf(values: Float64Array, at: number, from: number, to: number): number {
  let sum = 0;
  let seen = 0;
  for (let t = Math.max(0, from); t <= to; t++) {
    const value = values[at + t]!;
    if (Number.isNaN(value)) continue;
    sum += value;
    seen++;
  }
  return seen > 0 ? sum / seen : Number.NaN;
}

function spreadOf(values: Float64Array, at: number, from: number, to: number, centre: number): number {
  let squares = 0;
  let seen = 0;
  for (let t = Math.max(0, from); t <= to; t++) {
    const value = values[at + t]!;
    if (Number.isNaN(value)) continue;
    squares += (value - centre) ** 2;
    seen++;
  }
  return seen > 0 ? Math.sqrt(squares / seen) : 0;
}

function firstNumber(...candidates: number[]): number {
  return candidates.find((value) => !Number.isNaN(value)) ?? Number.NaN;
}
