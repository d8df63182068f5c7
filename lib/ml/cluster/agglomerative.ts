import { MlError } from "../core/errors";
import {
  drain,
  type Estimator,
  type FittedModel,
  parseSnapshot,
  type Snapshot,
  snapshotNumbers,
  type TrainingProgress,
} from "../core/estimator";
import { freezeParams } from "../core/params";
import { checkMatrix, type Matrix } from "../core/shapes";
import { checkSpread } from "./check-spread";
import { cutDendrogram, type Dendrogram } from "./dendrogram";
import { nearestCentre } from "./nearest-centre";
import { type Linkage, nearestNeighbourChain } from "./nearest-neighbour-chain";

export interface AgglomerativeParams {
  /** Clusters that `labels` and `predict` speak of. */
  readonly clusters: number;
  /** What the distance of two clusters is. Default "ward": the growth of the sum of squares, as a distance. */
  readonly linkage?: Linkage;
}

const LINKAGES: readonly Linkage[] = ["ward", "average", "complete", "single"];
/** More rows would need more than 600 MB for their distances. */
const MAXIMUM_ROWS = 12_000;

/**
 * Agglomerative clustering: every row starts alone, the two nearest clusters join, until one is left. Gives the whole
 * tree and its cut into k clusters, numbered by descending size.
 * Ward: d² = 2 n_a n_b/(n_a + n_b) ‖m_a − m_b‖². Average: mean distance of pairs. Complete: farthest pair. Single:
 * nearest pair (finds chains, so rarely customers). Input n × d, 1 ≤ n ≤ 12,000. For more rows use k-means.
 * A new row belongs to the cluster with the nearest mean, which the tree itself does not define.
 * O(n² d) time, 4 n² bytes. Source: see `nearestNeighbourChain`; Ward (1963).
 */
export class Agglomerative implements Estimator<AgglomerativeParams, undefined, FittedAgglomerative> {
  readonly params: Readonly<AgglomerativeParams>;
  constructor(params: AgglomerativeParams) {
    if (!Number.isInteger(params.clusters) || params.clusters < 1)
      throw new MlError("BAD_PARAMETER", "clusters is a whole number of at least 1.", {
        received: String(params.clusters),
      });
    if (params.linkage !== undefined && !LINKAGES.includes(params.linkage))
      throw new MlError("BAD_PARAMETER", "There is no such linkage.", {
        expected: LINKAGES.join(", "),
        received: String(params.linkage),
      });
    this.params = freezeParams(params);
  }

  *fitSteps(X: Matrix): Generator<TrainingProgress, FittedAgglomerative> {
    checkSpread(X, { minRows: this.params.clusters });
    if (X.rows > MAXIMUM_ROWS)
      throw new MlError(
        "BAD_PARAMETER",
        "Agglomerative clustering compares all pairs of rows: these are too many.",
        {
          expected: `at most ${MAXIMUM_ROWS} rows; k-means takes any number`,
          received: `${X.rows}`,
        },
      );
    const tree = yield* nearestNeighbourChain(X, this.params.linkage ?? "ward");
    const labels = cutDendrogram(tree, this.params.clusters);
    return new FittedAgglomerative(this.params, tree, meansOf(X, labels, this.params.clusters));
  }

  fit(X: Matrix): FittedAgglomerative {
    return drain(this.fitSteps(X));
  }
}

export class FittedAgglomerative implements FittedModel {
  constructor(
    private readonly params: Readonly<AgglomerativeParams>,
    readonly tree: Dendrogram,
    /** Means of the clusters, k × d, flat row-major. */
    readonly means: Float64Array,
  ) {}

  /** Cluster of each training row. O(n). */
  labels(): Int32Array {
    return cutDendrogram(this.tree, this.params.clusters);
  }

  /** The cluster with the nearest mean for each row; see the class. O(n k d). */
  predict(X: Matrix): Int32Array {
    checkMatrix(X, { columns: this.means.length / this.params.clusters });
    return nearestCentre(X, this.means).labels;
  }

  toSnapshot(): Snapshot {
    return {
      kind: "agglomerative",
      version: 1,
      params: { ...this.params },
      state: {
        left: Array.from(this.tree.left),
        right: Array.from(this.tree.right),
        height: Array.from(this.tree.height),
        size: Array.from(this.tree.size),
        means: Array.from(this.means),
      },
    };
  }

  static fromSnapshot(input: unknown): FittedAgglomerative {
    const snapshot = parseSnapshot(input, "agglomerative", [1]);
    const { clusters } = snapshot.params as Partial<AgglomerativeParams>;
    const height = snapshotNumbers(snapshot, "height");
    const means = snapshotNumbers(snapshot, "means");
    if (!Number.isInteger(clusters) || clusters! < 1 || means.length === 0 || means.length % clusters! !== 0)
      throw new MlError("BAD_SNAPSHOT", "The clusters of an agglomerative snapshot are damaged.");
    const merges = (field: string) => Int32Array.from(snapshotNumbers(snapshot, field, height.length));
    const tree = {
      rows: height.length + 1,
      left: merges("left"),
      right: merges("right"),
      size: merges("size"),
      height,
    };
    return new FittedAgglomerative(snapshot.params as unknown as AgglomerativeParams, tree, means);
  }
}

function meansOf(X: Matrix, labels: Int32Array, clusters: number): Float64Array {
  const d = X.columns;
  const means = new Float64Array(clusters * d);
  const counts = new Float64Array(clusters);
  for (const label of labels) counts[label]!++;
  labels.forEach((c, i) => {
    for (let f = 0; f < d; f++) means[c * d + f]! += X.data[i * d + f]! / counts[c]!;
  });
  return means;
}
