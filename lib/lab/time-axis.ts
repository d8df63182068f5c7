import { LabError } from "./lab-error";
import { isMissing, parseNumber, requireColumn, type Table } from "./table";

/** What the numbers of a column of times count. */
export type TimeUnit = "number" | "day" | "week" | "month";

export interface Moments {
  readonly unit: TimeUnit;
  /** For each row its time; NaN where the cell is empty. */
  readonly values: Float64Array;
}

/** Equal periods that times fall into. */
export interface TimeAxis {
  readonly periods: number;
  /** The period 0 … periods − 1 of each time that the axis was made from. */
  readonly periodOf: ReadonlyMap<number, number>;
  /** How each period is called: as in the file where it occurs there. */
  readonly labels: readonly string[];
  /** Periods after which a pattern may repeat: days 7, weeks 52, months 12, quarters 4, plain numbers 52. */
  readonly season: number;
}

const DAY_MS = 86_400_000;
/** A grid of equal steps may hold so many periods for each that occurs; beyond it times are merely put in order. */
const SPARSEST_GRID = 2;

type DayOrder = "day first" | "month first" | null;

/**
 * Reads a column of times: numbers, ISO dates or months (2024-01-31, 2024-01), ISO weeks (2024-W05), quarters (2024-Q1),
 * the same without marks (20240131, 202401, 202405 as a week where no month fits), 31.01.2024, and 31/01/2024 or
 * 01/31/2024 where the column itself shows which part is the day. The first cell says which kind; a time of day is dropped.
 * @throws LabError MISSING_COLUMN, BAD_VALUE with the line of the first cell of another kind.
 */
export function readMoments(table: Table, name: string): Moments {
  const j = requireColumn(table, [name]);
  const cells = table.rows.map((row) => row[j]!.trim());
  const known = cells.filter((cell) => !isMissing(cell));
  const kind = kindOf(known);
  const values = Float64Array.from(cells, (cell, i) => {
    if (isMissing(cell)) return Number.NaN;
    const value = kind.read(cell);
    if (value === null)
      throw new LabError(
        "BAD_VALUE",
        `Column "${table.names[j]}" of ${table.source} holds ${JSON.stringify(cell.slice(0, 40))} where ${kind.wanted} is needed.`,
        table.lines[i]!,
      );
    return value;
  });
  return { unit: kind.unit, values };
}

interface Kind {
  readonly unit: TimeUnit;
  readonly wanted: string;
  readonly read: (cell: string) => number | null;
}

function kindOf(cells: readonly string[]): Kind {
  const first = cells[0] ?? "";
  if (parseNumber(first) !== null) return numberKind(cells);
  if (/^\d{4}-?W\d{2}$/i.test(first)) return { unit: "week", wanted: "a week (2024-W05)", read: isoWeek };
  if (/^\d{4}-?Q[1-4]$/i.test(first)) return { unit: "month", wanted: "a quarter (2024-Q1)", read: quarter };
  if (/^\d{4}[-/]\d{1,2}$/.test(first)) return { unit: "month", wanted: "a month (2024-01)", read: month };
  const order = dayOrder(cells);
  return { unit: "day", wanted: "a date (2024-01-31)", read: (cell) => date(cell, order) };
}

/** Plain numbers, unless all of them are dates, months or weeks written without marks. */
function numberKind(cells: readonly string[]): Kind {
  const coded = (length: number, read: (cell: string) => number | null): boolean =>
    cells.every((cell) => cell.length === length && read(cell) !== null);
  if (coded(8, plainDate)) return { unit: "day", wanted: "a date (20240131)", read: plainDate };
  if (coded(6, plainMonth)) return { unit: "month", wanted: "a month (202401)", read: plainMonth };
  if (coded(6, plainWeek)) return { unit: "week", wanted: "a week (202405)", read: plainWeek };
  return { unit: "number", wanted: "a number", read: parseNumber };
}

function dayNumber(year: number, monthOfYear: number, day: number): number | null {
  if (year < 1800 || year > 2200) return null;
  const time = new Date(Date.UTC(year, monthOfYear - 1, day));
  const exists = time.getUTCMonth() === monthOfYear - 1 && time.getUTCDate() === day;
  return exists ? time.getTime() / DAY_MS : null;
}

function monthNumber(year: number, monthOfYear: number): number | null {
  return year >= 1800 && year <= 2200 && monthOfYear >= 1 && monthOfYear <= 12
    ? year * 12 + monthOfYear - 1
    : null;
}

/** Weeks since 1970 of an ISO week: the one that holds 4 January is the first. */
function weekNumber(year: number, week: number): number | null {
  const fourth = dayNumber(year, 1, 4);
  if (fourth === null || week < 1 || week > 53) return null;
  // Day 0 (1970-01-01) was a Thursday, so Mondays are the days 4, 11, … and −3.
  const monday = fourth - ((((fourth + 3) % 7) + 7) % 7);
  return (monday + 3) / 7 + week - 1;
}

const isoWeek = (cell: string): number | null => {
  const parts = /^(\d{4})-?W(\d{2})$/i.exec(cell);
  return parts && weekNumber(Number(parts[1]), Number(parts[2]));
};
const quarter = (cell: string): number | null => {
  const parts = /^(\d{4})-?Q([1-4])$/i.exec(cell);
  return parts && monthNumber(Number(parts[1]), 3 * Number(parts[2]) - 2);
};
const month = (cell: string): number | null => {
  const parts = /^(\d{4})[-/](\d{1,2})$/.exec(cell);
  return parts && monthNumber(Number(parts[1]), Number(parts[2]));
};
const plainDate = (cell: string): number | null => {
  const parts = /^(\d{4})(\d{2})(\d{2})$/.exec(cell);
  return parts && dayNumber(Number(parts[1]), Number(parts[2]), Number(parts[3]));
};
const plainMonth = (cell: string): number | null => {
  const parts = /^(\d{4})(\d{2})$/.exec(cell);
  return parts && monthNumber(Number(parts[1]), Number(parts[2]));
};
const plainWeek = (cell: string): number | null => {
  const parts = /^(\d{4})(\d{2})$/.exec(cell);
  return parts && weekNumber(Number(parts[1]), Number(parts[2]));
};

const SLASHED = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:[T ].*)?$/;

function date(cell: string, order: DayOrder): number | null {
  const iso = /^(\d{4})[-/](\d{1,2})[-/](\d{1,2})(?:[T ].*)?$/.exec(cell);
  if (iso) return dayNumber(Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const dotted = /^(\d{1,2})\.(\d{1,2})\.(\d{4})(?:[T ].*)?$/.exec(cell);
  if (dotted) return dayNumber(Number(dotted[3]), Number(dotted[2]), Number(dotted[1]));
  const slashed = SLASHED.exec(cell);
  if (!slashed || order === null) return null;
  const [a, b] = [Number(slashed[1]), Number(slashed[2])];
  return order === "day first" ? dayNumber(Number(slashed[3]), b, a) : dayNumber(Number(slashed[3]), a, b);
}

/** Which part of 31/01/2024 is the day: the one that exceeds 12 somewhere in the column; null when neither does. */
function dayOrder(cells: readonly string[]): DayOrder {
  for (const cell of cells) {
    const parts = SLASHED.exec(cell);
    if (parts && Number(parts[1]) > 12) return "day first";
    if (parts && Number(parts[2]) > 12) return "month first";
  }
  return null;
}

/**
 * Lays times on a grid of equal steps, the largest step that meets them all, so that a week without any row still is a
 * week. Dates a month or more apart are counted in months. Times that would leave most of the grid empty are ranked.
 * @param moments finite times of the rows that count, and `texts` as they stand in the file. O(n log n).
 */
export function layTimeAxis(unit: TimeUnit, moments: readonly number[], texts: readonly string[]): TimeAxis {
  const distinct = [...new Set(moments)].sort((a, b) => a - b);
  const gaps = differences(distinct);
  const usual = gaps.slice().sort((a, b) => a - b)[gaps.length >> 1] ?? 1;
  const monthly = unit === "day" && usual >= 26 ? distinct.map(monthOfDay) : null;
  const inMonths = monthly !== null && new Set(monthly).size === distinct.length;
  const points = inMonths ? monthly : distinct;
  const whole = points.every(Number.isInteger);
  const step = whole ? differences(points).reduce(commonStep, 0) || 1 : 1;
  const size = Math.round((points.at(-1)! - points[0]!) / step) + 1;
  const even = whole && size <= SPARSEST_GRID * points.length;
  const periods = even ? size : points.length;
  const periodOf = new Map(
    distinct.map((moment, at) => [moment, even ? Math.round((points[at]! - points[0]!) / step) : at]),
  );
  const labels = new Array<string>(periods).fill("");
  moments.forEach((moment, at) => {
    labels[periodOf.get(moment)!] ||= texts[at]!;
  });
  const pointUnit = inMonths ? "month" : unit;
  return {
    periods,
    periodOf,
    labels: labels.map((label, t) => label || nameOf(pointUnit, points[0]! + t * step)),
    season: seasonOf(pointUnit, even ? step : pointUnit === "day" ? usual : 1),
  };
}

function differences(points: readonly number[]): number[] {
  return points.slice(1).map((point, t) => point - points[t]!);
}

/** The largest whole number that divides both. */
function commonStep(a: number, b: number): number {
  let [x, y] = [a, b];
  while (y > 0) [x, y] = [y, x % y];
  return x;
}

function monthOfDay(day: number): number {
  const time = new Date(day * DAY_MS);
  return time.getUTCFullYear() * 12 + time.getUTCMonth();
}

function seasonOf(unit: TimeUnit, step: number): number {
  if (unit === "number") return 52;
  if (unit === "month") return Math.max(1, Math.round(12 / step));
  if (unit === "week") return Math.max(1, Math.round(52 / step));
  if (step <= 1) return 7;
  return step <= 10 ? 52 : step <= 45 ? 12 : step <= 120 ? 4 : 1;
}

function nameOf(unit: TimeUnit, value: number): string {
  if (unit === "number") return String(value);
  if (unit === "month") return `${Math.floor(value / 12)}-${String((value % 12) + 1).padStart(2, "0")}`;
  const day = unit === "week" ? value * 7 - 3 : value;
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}
