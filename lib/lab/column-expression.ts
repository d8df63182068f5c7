import { LabError } from "./lab-error";
import { isMissing, numberColumn, parseNumber, requireColumn, type Table, textColumn } from "./table";

/**
 * The numbers that an expression names in every row: a column (`price`), its natural logarithm (`log(price)`), or a
 * column chosen by another column's cell (`price{brand}` reads `price7` where brand is 7).
 * @returns n numbers; NaN where a cell is missing or has no logarithm.
 * @throws LabError MISSING_COLUMN, NOT_A_NUMBER with its line.
 */
export function expressionColumn(table: Table, expression: string): Float64Array {
  const logarithm = /^log\((.+)\)$/i.exec(expression.trim());
  if (logarithm)
    return expressionColumn(table, logarithm[1]!).map((value) => (value > 0 ? Math.log(value) : Number.NaN));
  const chosen = /^(.*)\{(.+)\}(.*)$/.exec(expression.trim());
  if (!chosen) return numberColumn(table, requireColumn(table, [expression.trim()]), { missing: "nan" });
  return chosenColumn(table, chosen[1]!, requireColumn(table, [chosen[2]!]), chosen[3]!);
}

/**
 * The columns that an expression names: one as `expressionColumn` reads it, or with `price{!brand}` one for each column
 * of the pattern (price1, price2, …) with 0 where it is the row's own.
 */
export function expressionColumns(table: Table, expression: string): Float64Array[] {
  const others = /^(.*)\{!(.+)\}(.*?)(\)?)$/.exec(expression.trim());
  if (!others) return [expressionColumn(table, expression)];
  const [, opening = "", by = "", after = "", closing = ""] = others;
  const isLog = /^log\(/i.test(opening) && closing === ")";
  const before = isLog ? opening.slice(4) : opening;
  const own = textColumn(table, requireColumn(table, [by]));
  const names = table.names.filter(
    (name) => name.startsWith(before) && name.endsWith(after) && name.length > before.length + after.length,
  );
  const levels = names.map((name) => name.slice(before.length, name.length - after.length));
  if (!levels.some((level) => own.includes(level)))
    throw new LabError(
      "MISSING_COLUMN",
      `${table.source} has no columns "${before}…${after}" for the values of "${by}".`,
    );
  return names.map((name, k) =>
    expressionColumn(table, isLog ? `log(${name})` : name).map((value, i) =>
      own[i] === levels[k] ? 0 : value,
    ),
  );
}

function chosenColumn(table: Table, before: string, by: number, after: string): Float64Array {
  const positions = new Map<string, number>();
  return Float64Array.from(table.rows, (row, i) => {
    const key = row[by]!.trim();
    let j = positions.get(key);
    if (j === undefined) {
      j = requireColumn(table, [`${before}${key}${after}`]);
      positions.set(key, j);
    }
    const cell = row[j]!;
    if (isMissing(cell)) return Number.NaN;
    const value = parseNumber(cell);
    if (value === null)
      throw new LabError(
        "NOT_A_NUMBER",
        `Column "${table.names[j]}" of ${table.source} holds ${JSON.stringify(cell.slice(0, 60))} where a number is needed.`,
        table.lines[i]!,
      );
    return value;
  });
}
