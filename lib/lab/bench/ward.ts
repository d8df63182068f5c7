import { nearestNeighbourChain } from "../../ml/cluster/nearest-neighbour-chain";
import { drain } from "../../ml/core/estimator";
import { createRng, randomNormal } from "../../ml/core/rng";
import { type Matrix, matrix, rowOf } from "../../ml/core/shapes";
import { type Bench, type Measurement, measureWork } from "./bench";
import { findPackage, packageHint } from "./find-package";
import { PYTHON_HINT, runPython } from "./python";

const ROWS = 2000;
const COLUMNS = 8;

function makeRows(rows: number): Matrix {
  const rng = createRng("bench/ward");
  return matrix(
    rows,
    COLUMNS,
    Float64Array.from({ length: rows * COLUMNS }, () => randomNormal(rng)),
  );
}

const SCIPY = `
from scipy.cluster.hierarchy import linkage
X = x.reshape(-1, ${COLUMNS})
started, busy = time.perf_counter(), time.process_time()
heights = linkage(X, "ward")[:, 2]
print(json.dumps({"seconds": time.perf_counter() - started, "cpuSeconds": time.process_time() - busy, "quality": float(heights.sum())}))
`;

export const wardBench: Bench = {
  name: "ward",
  about: `Ward's tree of ${ROWS} × ${COLUMNS} rows, one thread`,
  quality: "sum of the merge heights: all must agree",
  contenders: () => {
    const X = makeRows(ROWS);
    const rows = Array.from({ length: X.rows }, (_, i) => Array.from(rowOf(X, i)));
    return [
      {
        name: "souk",
        measure: () => {
          const { value, ...times } = measureWork(() => drain(nearestNeighbourChain(X, "ward")));
          return { ...times, quality: value.height.reduce((sum, height) => sum + height, 0) };
        },
      },
      {
        name: "scipy",
        install: PYTHON_HINT,
        measure: () => runPython<Measurement>(["scipy"], SCIPY, X.data),
      },
      {
        name: "ml-hclust (ward2)",
        install: packageHint("ml-hclust", "4.0.0"),
        mostRuns: 1,
        measure: async () => {
          const found = await findPackage<typeof import("ml-hclust")>("ml-hclust");
          if (!found) return null;
          const { value, ...times } = measureWork(() => found.agnes(rows, { method: "ward2" }));
          let sum = 0;
          value.traverse((node) => {
            sum += node.height;
          });
          return { ...times, quality: sum };
        },
      },
    ];
  },
};
