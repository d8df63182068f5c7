import { agnes } from "ml-hclust";
import { nearestNeighbourChain } from "../../ml/cluster/nearest-neighbour-chain";
import { drain } from "../../ml/core/estimator";
import { createRng, randomNormal } from "../../ml/core/rng";
import { type Matrix, matrix, rowOf } from "../../ml/core/shapes";
import { type Bench, type Measurement, measureWork } from "./bench";
import { runPython } from "./python";

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
      { name: "scipy", measure: () => runPython<Measurement>(["scipy"], SCIPY, X.data) },
      {
        name: "ml-hclust (ward2)",
        mostRuns: 1,
        measure: () => {
          const { value, ...times } = measureWork(() => agnes(rows, { method: "ward2" }));
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
