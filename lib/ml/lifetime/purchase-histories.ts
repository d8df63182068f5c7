import { MlError } from "../core/errors";
import { checkMatrix, type Matrix } from "../core/shapes";

/** Customers with equal histories, counted once. */
export interface PurchaseHistories {
  /** Repeat purchases x, time of the last one t_x, and time observed T, all since the first purchase. */
  readonly frequency: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** Customers with this history. */
  readonly count: Float64Array;
}

/**
 * Checks n × 3 rows (frequency, recency, age) and joins equal ones.
 * @returns times divided by `timeUnit`. @throws MlError BAD_SHAPE, NOT_FINITE, BAD_PARAMETER for a fractional or
 * negative frequency, a recency past the age, or one without a repeat purchase. Cost O(n log n).
 */
export function purchaseHistories(X: Matrix, timeUnit = 1): PurchaseHistories {
  checkHistories(X);
  const counts = new Map<string, { row: number; count: number }>();
  for (let i = 0; i < X.rows; i++) {
    const key = `${X.data[3 * i]}|${X.data[3 * i + 1]}|${X.data[3 * i + 2]}`;
    const found = counts.get(key);
    if (found) found.count++;
    else counts.set(key, { row: i, count: 1 });
  }
  const groups = [...counts.values()];
  return {
    frequency: Float64Array.from(groups, ({ row }) => X.data[3 * row]!),
    recency: Float64Array.from(groups, ({ row }) => X.data[3 * row + 1]! / timeUnit),
    age: Float64Array.from(groups, ({ row }) => X.data[3 * row + 2]! / timeUnit),
    count: Float64Array.from(groups, ({ count }) => count),
  };
}

/** The checks of `purchaseHistories` alone, as a fitted model makes them. */
export function checkHistories(X: Matrix): void {
  checkMatrix(X, { columns: 3 });
  for (let i = 0; i < X.rows; i++) {
    const [x, last, age] = [X.data[3 * i]!, X.data[3 * i + 1]!, X.data[3 * i + 2]!];
    const wrong =
      !Number.isInteger(x) || x < 0
        ? "a frequency that is no whole number ≥ 0"
        : !(last >= 0) || last > age
          ? "a recency outside 0 … age"
          : x === 0 && last > 0
            ? "a last repeat purchase but no repeat purchases"
            : null;
    if (wrong)
      throw new MlError("BAD_PARAMETER", `Customer ${i} has ${wrong}.`, {
        received: `frequency ${x}, recency ${last}, age ${age}`,
      });
  }
}

/** Mean age of the rows: the unit in which the likelihood is well scaled. @throws MlError NOT_ENOUGH_DATA. */
export function ageUnit(X: Matrix): number {
  let age = 0;
  let purchases = 0;
  for (let i = 0; i < X.rows; i++) {
    age += X.data[3 * i + 2]! / X.rows;
    purchases += X.data[3 * i]!;
  }
  if (!(age > 0) || purchases === 0)
    throw new MlError(
      "NOT_ENOUGH_DATA",
      "Nobody has bought again yet: there is nothing to learn a rate from.",
    );
  return age;
}
