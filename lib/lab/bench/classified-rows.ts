import { createRng, randomNormal } from "../../ml/core/rng";
import { type Matrix, matrix, rowOf } from "../../ml/core/shapes";

/** Rows of ten features and two classes that no single feature tells apart, cut into training and test rows. */
export interface ClassifiedRows {
  readonly train: Matrix;
  readonly classes: Float64Array;
  readonly test: Matrix;
  readonly testClasses: Float64Array;
  /** Training and test rows behind one another, each with its class last: what the reference scripts read. */
  readonly flat: Float64Array;
}

const COLUMNS = 10;

/** Interactions, a curve and a switch under noise; the best rule is right about nine times in ten. */
export function classifiedRows(trainRows: number, testRows: number): ClassifiedRows {
  const rng = createRng("bench/classes");
  const n = trainRows + testRows;
  const X = Float64Array.from({ length: n * COLUMNS }, () => randomNormal(rng));
  const classes = Float64Array.from({ length: n }, (_, i) => {
    const [a = 0, b = 0, c = 0, d = 0, e = 0] = X.subarray(i * COLUMNS, i * COLUMNS + 5);
    return a * b + Math.sin(2 * c) + (d > 0 ? e : -e) + 0.5 * randomNormal(rng) > 0 ? 1 : 0;
  });
  const flat = new Float64Array(n * (COLUMNS + 1));
  for (let i = 0; i < n; i++) {
    flat.set(X.subarray(i * COLUMNS, (i + 1) * COLUMNS), i * (COLUMNS + 1));
    flat[i * (COLUMNS + 1) + COLUMNS] = classes[i]!;
  }
  return {
    train: matrix(trainRows, COLUMNS, X.slice(0, trainRows * COLUMNS)),
    classes: classes.slice(0, trainRows),
    test: matrix(testRows, COLUMNS, X.slice(trainRows * COLUMNS)),
    testClasses: classes.slice(trainRows),
    flat,
  };
}

/** Share of predicted classes that are right. */
export function accuracyOf(predicted: ArrayLike<number>, classes: ArrayLike<number>): number {
  let right = 0;
  for (let i = 0; i < classes.length; i++) if (predicted[i] === classes[i]) right++;
  return right / classes.length;
}

/** A reference script that fits `model` (scikit-learn) on the rows and prints its times and accuracy. */
export function sklearnScript(imports: string, model: string, trainRows: number): string {
  return `
${imports}
D = x.reshape(-1, ${COLUMNS + 1})
X, y = D[:, :-1], D[:, -1]
model = ${model}
started, busy = time.perf_counter(), time.process_time()
model.fit(X[:${trainRows}], y[:${trainRows}])
seconds, cpu = time.perf_counter() - started, time.process_time() - busy
accuracy = float((model.predict(X[${trainRows}:]) == y[${trainRows}:]).mean())
print(json.dumps({"seconds": seconds, "cpuSeconds": cpu, "quality": accuracy}))
`;
}

/** The first rows of a matrix as arrays, the form that other packages take. */
export function asArrays(X: Matrix, rows = X.rows): number[][] {
  return Array.from({ length: rows }, (_, i) => Array.from(rowOf(X, i)));
}
