import { type Matrix, matrix } from "../ml/core/shapes";
import { Imputer } from "../ml/preprocess/imputer";
import { levelCodes } from "./level-codes";
import { isMissing, numberColumn, numericColumns, type Table, textColumn } from "./table";

export interface FeatureMatrix {
  readonly X: Matrix;
  /** One name per column; a level of a text column is named `column=level`. */
  readonly names: readonly string[];
}

/** Levels of a text column beyond the commonest ones share one column's absence. */
const MOST_LEVELS = 20;

/**
 * Columns of a file as numbers: numeric columns as they are with gaps filled by the median, text columns as one
 * column per level but the commonest, at most 20. A gap in a text column is a level of its own. Null without columns.
 * @throws LabError NOT_A_NUMBER with the line of a stray text in a numeric column.
 */
export function featureMatrix(table: Table, columns: readonly number[]): FeatureMatrix | null {
  const numeric = new Set(numericColumns(table));
  const names: string[] = [];
  const parts: Float64Array[] = [];
  for (const j of columns) {
    const name = table.names[j]!;
    if (numeric.has(j)) {
      names.push(name);
      parts.push(numberColumn(table, j, { missing: "nan" }));
      continue;
    }
    const { codes, names: levels } = levelCodes(
      textColumn(table, j).map((cell) => (isMissing(cell) ? "" : cell)),
    );
    const counts = new Float64Array(levels.length);
    for (const code of codes) counts[code]!++;
    const ranked = Array.from(levels.keys()).sort((a, b) => counts[b]! - counts[a]! || a - b);
    for (const level of ranked.slice(1, MOST_LEVELS + 1)) {
      names.push(`${name}=${levels[level]}`);
      parts.push(Float64Array.from(codes, (code) => (code === level ? 1 : 0)));
    }
  }
  if (parts.length === 0) return null;
  const rows = table.rows.length;
  const data = new Float64Array(rows * parts.length);
  parts.forEach((part, j) => {
    for (let i = 0; i < rows; i++) data[i * parts.length + j] = part[i]!;
  });
  const X = matrix(rows, parts.length, data);
  const gaps = data.some(Number.isNaN);
  return { X: gaps ? new Imputer({ featureNames: names, flag: false }).fit(X).transform(X) : X, names };
}
