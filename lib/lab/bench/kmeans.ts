import { KMeans } from "../../ml/cluster/kmeans";
import { nearestCentre } from "../../ml/cluster/nearest-centre";
import { createRng, randomInteger, randomNormal } from "../../ml/core/rng";
import { type Matrix, matrix, rowOf } from "../../ml/core/shapes";
import { type Bench, type Measurement, measureWork } from "./bench";
import { findPackage, packageHint } from "./find-package";
import { PYTHON_HINT, runPython } from "./python";

const CLUSTERS = 12;
const STARTS = 10;

/** 50,000 rows of 8 features around 12 centres that partly overlap. */
function makeRows(): Matrix {
  const rows = 50_000;
  const columns = 8;
  const rng = createRng("bench/kmeans");
  const centres = Float64Array.from({ length: CLUSTERS * columns }, () => 2 * randomNormal(rng));
  const data = new Float64Array(rows * columns);
  for (let i = 0; i < rows; i++) {
    const c = randomInteger(rng, CLUSTERS);
    for (let f = 0; f < columns; f++)
      data[i * columns + f] = centres[c * columns + f]! + 1.5 * randomNormal(rng);
  }
  return matrix(rows, columns, data);
}

const SKLEARN = `
from sklearn.cluster import KMeans
X = x.reshape(-1, 8)
started, busy = time.perf_counter(), time.process_time()
model = KMeans(${CLUSTERS}, n_init=${STARTS}, random_state=1).fit(X)
print(json.dumps({"seconds": time.perf_counter() - started, "cpuSeconds": time.process_time() - busy, "quality": model.inertia_}))
`;

export const kmeansBench: Bench = {
  name: "kmeans",
  about: `k-means, 50,000 × 8 rows, k = ${CLUSTERS}, best of ${STARTS} starts, one thread`,
  quality: "inertia, lower is better",
  contenders: () => {
    const X = makeRows();
    const rows = Array.from({ length: X.rows }, (_, i) => Array.from(rowOf(X, i)));
    return [
      {
        name: "souk",
        measure: () => {
          const { value, ...times } = measureWork(() =>
            new KMeans({ clusters: CLUSTERS, starts: STARTS, seed: 1 }).fit(X),
          );
          return { ...times, quality: value.inertia };
        },
      },
      {
        name: "scikit-learn",
        install: PYTHON_HINT,
        measure: () => runPython<Measurement>(["sklearn"], SKLEARN, X.data),
      },
      {
        name: "ml-kmeans",
        install: packageHint("ml-kmeans", "7.0.1"),
        mostRuns: 1,
        measure: async () => {
          const found = await findPackage<typeof import("ml-kmeans")>("ml-kmeans");
          if (!found) return null;
          const { value, ...times } = measureWork(() => {
            const runs = Array.from({ length: STARTS }, (_, seed) =>
              found.kmeans(rows, CLUSTERS, { seed: seed + 1 }),
            );
            return runs.map(({ centroids }) => inertiaOf(X, centroids));
          });
          return { ...times, quality: Math.min(...value) };
        },
      },
    ];
  },
};

function inertiaOf(X: Matrix, centroids: readonly (readonly number[])[]): number {
  return nearestCentre(X, Float64Array.from(centroids.flat())).squaredDistances.reduce(
    (sum, value) => sum + value,
    0,
  );
}
