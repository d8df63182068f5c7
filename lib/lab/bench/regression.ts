import { createRng, randomNormal } from "../../ml/core/rng";
import { matrix } from "../../ml/core/shapes";
import { ordinaryLeastSquares } from "../../ml/regression/ordinary-least-squares";
import { type Bench, type Measurement, measureWork } from "./bench";
import { asArrays } from "./classified-rows";
import { findPackage, packageHint } from "./find-package";
import { PYTHON_HINT, runPython } from "./python";

const ROWS = 50_000;
const COLUMNS = 7;

const NUMPY = `
D = x.reshape(-1, ${COLUMNS + 1})
X, y = np.c_[np.ones(len(D)), D[:, :-1]], D[:, -1]
started, busy = time.perf_counter(), time.process_time()
A = np.linalg.inv(X.T @ X)
b = A @ X.T @ y
e = y - X @ b
C = A @ (X.T * e**2) @ X @ A * len(D) / (len(D) - X.shape[1])
print(json.dumps({"seconds": time.perf_counter() - started, "cpuSeconds": time.process_time() - busy, "quality": float(b.sum())}))
`;

export const regressionBench: Bench = {
  name: "regression",
  about: `least squares with robust errors, ${ROWS} × ${COLUMNS} rows, one thread (ml-regression gives no errors)`,
  quality: "sum of the coefficients: all must agree",
  contenders: () => {
    const rng = createRng("bench/regression");
    const X = matrix(
      ROWS,
      COLUMNS,
      Float64Array.from({ length: ROWS * COLUMNS }, () => randomNormal(rng)),
    );
    const y = Float64Array.from(
      { length: ROWS },
      (_, i) => 3 + X.data[i * COLUMNS]! - 2 * X.data[i * COLUMNS + 1]! + randomNormal(rng),
    );
    const flat = new Float64Array(ROWS * (COLUMNS + 1));
    for (let i = 0; i < ROWS; i++) {
      flat.set(X.data.subarray(i * COLUMNS, (i + 1) * COLUMNS), i * (COLUMNS + 1));
      flat[i * (COLUMNS + 1) + COLUMNS] = y[i]!;
    }
    const rows = asArrays(X);
    const targets = Array.from(y, (value) => [value]);
    return [
      {
        name: "souk",
        measure: () => {
          const { value, ...times } = measureWork(() => ordinaryLeastSquares(X, y));
          return { ...times, quality: value.coefficients.reduce((sum, b) => sum + b, value.intercept) };
        },
      },
      {
        name: "numpy (normal equations)",
        install: PYTHON_HINT,
        measure: () => runPython<Measurement>(["numpy"], NUMPY, flat),
      },
      {
        name: "ml-regression-multivariate-linear",
        install: packageHint("ml-regression-multivariate-linear", "2.0.4"),
        measure: async () => {
          const found = await findPackage<{ default: typeof import("ml-regression-multivariate-linear") }>(
            "ml-regression-multivariate-linear",
          );
          if (!found) return null;
          const { value, ...times } = measureWork(
            () => new found.default(rows, targets, { intercept: true, statistics: false }),
          );
          return { ...times, quality: value.weights.flat().reduce((sum, b) => sum + b, 0) };
        },
      },
    ];
  },
};
