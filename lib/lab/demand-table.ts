import type { DemandPanel } from "../ml/demand/demand-panel";
import { expressionColumn } from "./column-expression";
import { LabError } from "./lab-error";
import { levelCodes } from "./level-codes";
import { isMissing, numericColumns, parseNumber, requireColumn, type Table, textColumn } from "./table";

export interface DemandTableOptions {
  readonly unitId: readonly string[];
  readonly time: string;
  readonly units: string;
  readonly unitsAreLogs: boolean;
  readonly price?: string | undefined;
  readonly known: readonly string[];
  readonly season?: number | undefined;
}

export interface DemandTable {
  readonly panel: DemandPanel;
  /** Names of the panel's known columns. */
  readonly knownNames: readonly string[];
  /** The times as they stand in the file, oldest first. */
  readonly times: readonly string[];
  /** Rows without units or without a time. */
  readonly rowsLeftOut: number;
  /** Rows that add to another row of the same series and time. */
  readonly rowsJoined: number;
}

/** A known column of words becomes one column a word; beyond this number it names rows rather than kinds. */
const MOST_WORDS = 12;

/**
 * Reads a file of units by series and time as a panel: times are ranked, rows of one series and time are added up,
 * known columns that are positive throughout are taken as logarithms, and gaps in them are filled from the nearest
 * time of the series. With a price, two more columns tell the mean and the lowest price of the neighbours (series that
 * share all parts of the id but the last).
 * @throws LabError MISSING_COLUMN, NOT_A_NUMBER, BAD_VALUE with its line; NOT_ENOUGH_DATA.
 */
export function readDemandPanel(table: Table, options: DemandTableOptions): DemandTable {
  const parts = options.unitId.map((name) => textColumn(table, requireColumn(table, [name])));
  const units = readUnits(table, options);
  const times = readTimes(table, options.time);
  const rows = [...table.rows.keys()].filter(
    (i) =>
      !Number.isNaN(units[i]) && !Number.isNaN(times[i]) && parts.every((cells) => !isMissing(cells[i]!)),
  );
  if (rows.length === 0)
    throw new LabError("NOT_ENOUGH_DATA", `No row of ${table.source} has units and a time.`);
  const ids = levelCodes(rows.map((i) => JSON.stringify(parts.map((cells) => cells[i]!))));
  const moments = [...new Set(rows.map((i) => times[i]!))].sort((a, b) => a - b);
  const periodOf = new Map(moments.map((moment, t) => [moment, t]));
  const [n, T] = [ids.names.length, moments.length];
  const cells = rows.map((i, at) => ids.codes[at]! * T + periodOf.get(times[i]!)!);
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
  const seriesParts = parts.map((column) => firstOf(n, ids.codes, rows, column));
  const columns = knownColumns(table, options).map(({ name, values }) => ({
    name,
    values: fillGaps(spread(values, rows, cells, n * T), n, T),
  }));
  if (options.price !== undefined) columns.push(...neighbourPrices(columns[0]!.values, seriesParts, n, T));
  const timeCells = new Map(
    rows.map((i) => [times[i]!, table.rows[i]![requireColumn(table, [options.time])]!.trim()]),
  );
  return {
    panel: {
      series: n,
      periods: T,
      units: total,
      knownColumns: columns.length,
      known: interleave(
        columns.map(({ values }) => values),
        n * T,
      ),
      groups: groupsOf(seriesParts, n),
      season: options.season ?? seasonOf(moments, table, options.time),
    },
    knownNames: columns.map(({ name }) => name),
    times: moments.map((moment) => timeCells.get(moment)!),
    rowsLeftOut: table.rows.length - rows.length,
    rowsJoined,
  };
}

function readUnits(table: Table, { units, unitsAreLogs }: DemandTableOptions): Float64Array {
  const values = expressionColumn(table, units);
  if (unitsAreLogs) return values.map(Math.exp);
  values.forEach((value, i) => {
    if (value < 0)
      throw new LabError(
        "BAD_VALUE",
        `Column "${units}" of ${table.source} holds ${value} units sold.`,
        table.lines[i]!,
      );
  });
  return values;
}

/** Times as numbers that sort: numbers as they are, ISO dates as days. NaN where the cell is empty. */
function readTimes(table: Table, name: string): Float64Array {
  const j = requireColumn(table, [name]);
  return Float64Array.from(table.rows, (row, i) => {
    const cell = row[j]!.trim();
    if (isMissing(cell)) return Number.NaN;
    const number = parseNumber(cell);
    if (number !== null) return number;
    const day = isDate(cell)
      ? Date.parse(cell.length === 7 ? `${cell}-01` : cell.slice(0, 10)) / 86_400_000
      : Number.NaN;
    if (Number.isNaN(day))
      throw new LabError(
        "BAD_VALUE",
        `Column "${name}" of ${table.source} holds ${JSON.stringify(cell.slice(0, 40))} where a number or a date (2024-01-31) is needed.`,
        table.lines[i]!,
      );
    return day;
  });
}

function isDate(cell: string): boolean {
  return /^\d{4}-\d{2}(-\d{2}([T ].*)?)?$/.test(cell);
}

/** Periods of a year by the usual distance of two times: days 7 (the week), weeks 52, months 12, quarters 4; numbers 52. */
function seasonOf(moments: readonly number[], table: Table, name: string): number {
  if (!isDate(table.rows[0]![requireColumn(table, [name])]!.trim())) return 52;
  const gaps = moments.slice(1).map((moment, t) => moment - moments[t]!);
  const usual = gaps.sort((a, b) => a - b)[gaps.length >> 1] ?? 7;
  return usual <= 1 ? 7 : usual <= 10 ? 52 : usual <= 45 ? 12 : usual <= 120 ? 4 : 1;
}

/** The price first (as a logarithm), then the known columns; words as one column each. */
function knownColumns(
  table: Table,
  { price, known }: DemandTableOptions,
): { name: string; values: Float64Array }[] {
  const numeric = new Set(numericColumns(table));
  const columns =
    price === undefined ? [] : [{ name: `log(${price})`, values: expressionColumn(table, `log(${price})`) }];
  for (const name of known) {
    if (/[({]/.test(name) || numeric.has(requireColumn(table, [name])))
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
