import fc from "fast-check";
import { type Matrix, matrixFromRows } from "../core/shapes";

export interface HostileTable {
  readonly X: Matrix;
  readonly y: Float64Array;
}

/** What spreadsheets and sensors really hold: repeats, constants, counts in billions, traces. */
const SOUND = [0, 1, -1, 1e-9, 1e9, -1e9, 3.5];
/** Numbers near the ends of float64, whose squares and quotients do not exist. */
const EXTREME = [0, 1, -1, 5e-324, 1e-300, -1e-300, 1e150, -1e150, 1e300, -1e300, Number.MAX_VALUE];

/** Tables of one row upwards with many repeats: of sound values, or of values at the ends of float64. */
export function hostileTables(
  kind: "sound" | "extreme",
  limits: { rows?: number; columns?: number } = {},
): fc.Arbitrary<HostileTable> {
  const value = fc.oneof(
    fc.constantFrom(...(kind === "sound" ? SOUND : EXTREME)),
    fc.double({ min: -100, max: 100, noNaN: true }),
  );
  const { rows: most = 12, columns: widest = 3 } = limits;
  return fc
    .tuple(fc.integer({ min: 1, max: most }), fc.integer({ min: 1, max: widest }))
    .chain(([n, d]) =>
      fc.tuple(
        fc.array(fc.array(value, { minLength: d, maxLength: d }), { minLength: n, maxLength: n }),
        fc.array(value, { minLength: n, maxLength: n }),
      ),
    )
    .map(([rows, y]) => ({ X: matrixFromRows(rows), y: Float64Array.from(y) }));
}

/** Where the first number of a plain value or a typed array is not finite, or null. */
export function firstInfinite(value: unknown, path = "value"): string | null {
  if (typeof value === "number") return Number.isFinite(value) ? null : `${path} is ${value}`;
  if (typeof value !== "object" || value === null) return null;
  for (const [key, entry] of Object.entries(value)) {
    const found = firstInfinite(entry, `${path}.${key}`);
    if (found) return found;
  }
  return null;
}
