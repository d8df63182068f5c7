import type { DemandPanel } from "../ml/demand/demand-panel";
import { expressionColumn } from "./column-expression";
import { LabError } from "./lab-error";
import { levelCodes } from "./level-codes";
import { isMissing, isNumericColumn, requireColumn, type Table, textColumn } from "./table";
import { layTimeAxis, readMoments } from "./time-axis";

export interface DemandTableOptions {
  readonly unitId: readonly string[];
  readonly time: string;
  readonly units: string;
  readonly unitsAreLogs: boolean;
  readonly price?: string | undefined;
  readonly known: readonly string[];
  readonly season?: number | undefined;
  /** A series without a row for a period, after its first row, sold nothing then; else nothing is known of it. */
  readonly absentIsZero?: boolean;
}

export interface DemandTable {
  readonly panel: DemandPanel;
  /** Names of the panel's known columns. */
  readonly knownNames: readonly string[];
  /** What each period is called, oldest first: as it stands in the file, where it does. */
  readonly times: readonly string[];
  /** Periods between the first and the last of which no row tells anything. */
  readonly emptyPeriods: number;
  /** Rows without units or without a time. */
  readonly rowsLeftOut: number;
  /** Rows that add to another row of the same series and time. */
  readonly rowsJoined: number;
}

/** A known column of words becomes one column a word; beyond this number it names rows rather than kinds. */
const MOST_WORDS = 12;
const MOST_UNITS = 1e15;
/** Cells of a panel, series × periods. */
const MOST_CELLS = 2e7;

/**
 * Reads a file of units by series and time as a panel: times are laid on a grid of equal periods (`layTimeAxis`), rows
 * of one series and period are added up, known columns that are positive throughout are taken as logarithms, and gaps in
 * them are filled from the nearest period of the series. With a price and an id of several parts, two more columns tell
 * the mean and the lowest price of the neighbours (series that share all parts but the last).
 * @throws LabError MISSING_COLUMN, NOT_A_NUMBER, BAD_VALUE with its line; NOT_ENOUGH_DATA.
 */
export function readDemandPanel(table: Table, options: DemandTableOptions): DemandTable {
  const parts = options.unitId.map((name) => textColumn(table, requireColumn(table, [name])));
  const units = readUnits(table, options);
  const { unit, values: times } = readMoments(table, options.time);
  const rows = [...table.rows.keys()].filter(
    (i) =>
      !Number.isNaN(units[i]) && !Number.isNaN(times[i]) && parts.every((cells) => !isMissing(cells[i]!)),
  );
  if (rows.length === 0)
    throw new LabError("NOT_ENOUGH_DATA", `No row of ${table.source} has a series, a time and units.`);
  const timeCells = textColumn(table, requireColumn(table, [options.time]));
  const axis = layTimeAxis(
    unit,
    rows.map((i) => times[i]!),
    rows.map((i) => timeCells[i]!),
  );
  const ids = levelCodes(rows.map((i) => JSON.stringify(parts.map((cells) => cells[i]!))));
  const [n, T] = [ids.names.length, axis.periods];
  checkSize(table, n, T);
  const cells = rows.map((i, at) => ids.codes[at]! * T + axis.periodOf.get(times[i]!)!);
  const total = new Float64Array(n * T).fill(Number.NaN);
  let rowsJoined = 0;
  cells.forEach((cell, at) => {
    const value = units[rows[at]!]!;
    if (Number.isNaN(total[cell]!)) total[cell] = value;
    else {
      total[cell]! += value;
      rowsJoined++;
    }
  });
  if (options.absentIsZero) fillAbsent(total, n, T);
  const seriesParts = parts.map((column) => firstOf(n, ids.codes, rows, column));
  const columns = knownColumns(table, options).map(({ name, values }) => ({
    name,
    values: fillGaps(spread(values, rows, cells, n * T), n, T),
  }));
  if (options.price !== undefined && parts.length > 1)
    columns.push(...neighbourPrices(columns[0]!.values, seriesParts, n, T));
  return {
    panel: {
      series: n,
      periods: T,
      units: total,
      knownColumns: columns.length,
      ...(options.price === undefined ? {} : { priceColumn: 0 }),
      known: interleave(
        columns.map(({ values }) => values),
        n * T,
      ),
      groups: groupsOf(seriesParts, n),
      season: options.season ?? axis.season,
    },
    knownNames: columns.map(({ name }) => name),
    times: axis.labels,
    emptyPeriods: T - new Set(axis.periodOf.values()).size,
    rowsLeftOut: table.rows.length - rows.length,
    rowsJoined,
  };
}

function readUnits(table: Table, { units, unitsAreLogs }: DemandTableOptions): Float64Array {
  const values = expressionColumn(table, units);
  return values.map((value, i) => {
    const sold = unitsAreLogs ? Math.exp(value) : value;
    if (sold < 0 || sold > MOST_UNITS)
      throw new LabError(
        "BAD_VALUE",
        `Column "${units}" of ${table.source} holds ${value}${unitsAreLogs ? " as a logarithm" : ""}: units sold lie between 0 and ${MOST_UNITS}.`,
        table.lines[i]!,
      );
    return sold;
  });
}

/** @throws LabError BAD_VALUE when the panel would not fit in memory: the usual reason is a wrong id column. */
function checkSize(table: Table, series: number, periods: number): void {
  if (series * periods > MOST_CELLS)
    throw new LabError(
      "BAD_VALUE",
      `${table.source} has ${series} series of ${periods} periods: more than ${MOST_CELLS} cells. Name the columns of the series, or take fewer.`,
    );
}

/** Unknown units after a series' first row become 0. */
function fillAbsent(units: Float64Array, n: number, T: number): void {
  for (let i = 0; i < n; i++) {
    const own = units.subarray(i * T, (i + 1) * T);
    const first = own.findIndex((value) => !Number.isNaN(value));
    for (let t = first; t < T; t++) if (Number.isNaN(own[t]!)) own[t] = 0;
  }
}

/** The price first (as a logarithm), then the known columns; words as one column each. */
function knownColumns(
  table: Table,
  { price, known }: DemandTableOptions,
): { name: string; values: Float64Array }[] {
  const columns =
    price === undefined ? [] : [{ name: `log(${price})`, values: expressionColumn(table, `log(${price})`) }];
  for (const name of known) {
    if (/[({]/.test(name) || isNumericColumn(table, requireColumn(table, [name])))
      columns.push(positiveAsLog(name, expressionColumn(table, name)));
    else columns.push(...wordColumns(table, name));
  }
  return columns;
}

function positiveAsLog(name: string, values: Float64Array): { name: string; values: Float64Array } {
  const positive = values.every((value) => Number.isNaN(value) || value > 0);
  return positive ? { name: `log(${name})`, values: values.map(Math.log) } : { name, values };
}

function wordColumns(table: Table, name: string): { name: string; values: Float64Array }[] {
  const cells = textColumn(table, requireColumn(table, [name]));
  const words = [...new Set(cells)].sort();
  if (words.length > MOST_WORDS)
    throw new LabError(
      "BAD_VALUE",
      `Column "${name}" of ${table.source} holds ${words.length} different words: too many to be known kinds.`,
    );
  return words.slice(1).map((word) => ({
    name: `${name}=${word}`,
    values: Float64Array.from(cells, (cell) => (cell === word ? 1 : 0)),
  }));
}

/** Means of a column over the rows of each cell (series × period); NaN where there are none. */
function spread(
  values: Float64Array,
  rows: readonly number[],
  cells: readonly number[],
  size: number,
): Float64Array {
  const sums = new Float64Array(size);
  const counts = new Float64Array(size);
  rows.forEach((i, at) => {
    if (Number.isNaN(values[i]!)) return;
    sums[cells[at]!]! += values[i]!;
    counts[cells[at]!]!++;
  });
  return sums.map((sum, cell) => (counts[cell]! > 0 ? sum / counts[cell]! : Number.NaN));
}

/** Missing values take the last known one of their series, else its first; a series without any takes 0. */
function fillGaps(values: Float64Array, n: number, T: number): Float64Array {
  const filled = values.slice();
  for (let i = 0; i < n; i++) {
    const own = filled.subarray(i * T, (i + 1) * T);
    let last = own.find((value) => !Number.isNaN(value)) ?? 0;
    for (let t = 0; t < T; t++) {
      if (Number.isNaN(own[t]!)) own[t] = last;
      else last = own[t]!;
    }
  }
  return filled;
}

/** Mean and lowest log price of the other series that share all id parts but the last, period by period. */
function neighbourPrices(price: Float64Array, parts: readonly (readonly string[])[], n: number, T: number) {
  const places = levelCodes(
    Array.from({ length: n }, (_, i) => JSON.stringify(parts.slice(0, -1).map((part) => part[i]!))),
  );
  const members = places.names.map((): number[] => []);
  places.codes.forEach((place, i) => {
    members[place]!.push(i);
  });
  const mean = new Float64Array(n * T);
  const lowest = new Float64Array(n * T);
  for (const own of members)
    for (let t = 0; t < T; t++) {
      const sum = own.reduce((total, i) => total + price[i * T + t]!, 0);
      const sorted = own.map((i) => price[i * T + t]!).sort((a, b) => a - b);
      for (const i of own) {
        const cell = i * T + t;
        mean[cell] = own.length > 1 ? (sum - price[cell]!) / (own.length - 1) : 0;
        lowest[cell] = own.length > 1 ? (price[cell] === sorted[0] ? sorted[1]! : sorted[0]!) : 0;
      }
    }
  return [
    { name: "log(mean price of neighbours)", values: mean },
    { name: "log(lowest price of neighbours)", values: lowest },
  ];
}

function firstOf(n: number, codes: Int32Array, rows: readonly number[], cells: readonly string[]): string[] {
  const found = new Array<string>(n);
  codes.forEach((code, at) => {
    found[code] ??= cells[rows[at]!]!;
  });
  return found;
}

/** Series that behave alike share the value of the id part with the fewest values; a single-part id makes one group. */
function groupsOf(parts: readonly (readonly string[])[], n: number): Int32Array {
  const coded = parts.map(levelCodes).filter(({ names }) => names.length > 1 && names.length < n);
  coded.sort((a, b) => a.names.length - b.names.length);
  return coded[0]?.codes ?? new Int32Array(n);
}

function interleave(columns: readonly Float64Array[], size: number): Float64Array {
  const known = new Float64Array(size * columns.length);
  columns.forEach((values, k) => {
    for (let cell = 0; cell < size; cell++) known[cell * columns.length + k] = values[cell]!;
  });
  return known;
}
