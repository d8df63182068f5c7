import { MlError } from "../core/errors";
import type { TrainingProgress } from "../core/estimator";
import { createRng, randomPermutation } from "../core/rng";
import { checkMatrix, type Matrix, matrix } from "../core/shapes";
import { calinskiHarabasz } from "./calinski-harabasz";
import { type GapPoint, gapStatisticSteps, smallestWithinError } from "./gap-statistic";
import { KMeans } from "./kmeans";
import { SILHOUETTE_STEPS, silhouettesSteps } from "./silhouette";
import { bootstrapStabilitySteps } from "./stability";

export interface ChooseClustersOptions {
  /** Smallest number tried, at least 2. Default 2. */
  readonly minimum?: number;
  /** Largest number tried. Default 10. */
  readonly maximum?: number;
  /** Least mean adjusted Rand index over bootstrap samples. Default 0.85. */
  readonly minimumStability?: number;
  /** Least share of the rows in the smallest cluster. Default 0.01. */
  readonly minimumShare?: number;
  /** Rows that are looked at; more are sampled down. Default 5,000. */
  readonly maximumRows?: number;
  readonly bootstrapSamples?: number;
  readonly gapReferences?: number;
  /** Starts of k-means per fit. Default 5. */
  readonly starts?: number;
  readonly seed?: number;
}

export interface ClusterCandidate {
  readonly clusters: number;
  readonly inertia: number;
  readonly silhouette: number;
  /** Infinite values, for clusters without any spread, are given as null; so is that of rows that are all equal. */
  readonly calinskiHarabasz: number | null;
  readonly gap: number;
  readonly gapError: number;
  /** Mean adjusted Rand index over bootstrap samples. */
  readonly stability: number;
  readonly smallestShare: number;
  readonly refusedBecause: "unstable" | "too-small" | null;
}

export interface ClusterChoice {
  readonly clusters: number;
  /**
   * "agreed": more voices name it than any other number. "stability", "gap": as many name another; this voice decides.
   * "most-stable": no number is acceptable.
   */
  readonly basis: "agreed" | "stability" | "gap" | "most-stable";
  /** Whether the rows have groups at all: false when no number of them has a clearly higher gap than a single one. */
  readonly hasStructure: boolean;
  /** What each voice prefers among the acceptable numbers; null when there is none. */
  readonly preferred: {
    /** The largest number whose groups come back almost unchanged; null when none do. */
    readonly stability: number | null;
    readonly silhouette: number;
    readonly calinskiHarabasz: number;
    readonly gap: number;
  } | null;
  readonly candidates: readonly ClusterCandidate[];
  readonly rowsUsed: number;
}

/**
 * How many groups the rows have. A number is acceptable when its groups come back in bootstrap samples and the
 * smallest is worth a name. Among the acceptable ones four voices are heard: the largest number whose groups come back
 * almost unchanged, the gap statistic, Calinski–Harabasz and silhouette; most voices win, the earlier of these four where
 * they are even. No single index is right often enough, and on skewed data a high silhouette hides groups of a handful
 * of rows.
 * @param X n × d on the scale on which k-means will run, n > maximum. Yields once per fit.
 * @throws MlError NOT_ENOUGH_DATA for too few rows or too few different ones.
 * Cost: (maximum) × (bootstrap samples + gap references + 2) fits on at most `maximumRows` rows.
 * Source: stability as a voice of its own: Ben-Hur, Elisseeff & Guyon (2002), "A stability based method for discovering
 * structure in clustered data".
 */
export function* chooseClustersSteps(
  X: Matrix,
  options: ChooseClustersOptions = {},
): Generator<TrainingProgress, ClusterChoice> {
  const {
    minimum = 2,
    maximum = 10,
    seed = 0,
    starts = 5,
    bootstrapSamples = 20,
    gapReferences = 10,
  } = options;
  if (!Number.isInteger(minimum) || !Number.isInteger(maximum) || minimum < 2 || maximum < minimum)
    throw new MlError("BAD_PARAMETER", "The numbers of clusters to try are whole and in order.", {
      expected: "2 ≤ minimum ≤ maximum",
      received: `${minimum} to ${maximum}`,
    });
  checkMatrix(X, { minRows: maximum + 2 });
  const rows = sampleRows(X, options.maximumRows ?? 5000, seed);
  const tried = maximum - minimum + 1;
  const totalSteps = (maximum + 1) * (gapReferences + 1) + tried * (bootstrapSamples + 1) + SILHOUETTE_STEPS;
  let step = 0;
  const counted = function* <T>(steps: Generator<TrainingProgress, T>): Generator<TrainingProgress, T> {
    for (;;) {
      const { done, value } = steps.next();
      if (done) return value;
      yield { step: ++step, totalSteps };
    }
  };
  // One past the maximum, so that the rule can compare the maximum with the next.
  const gap = yield* counted(
    gapStatisticSteps(rows, { maximum: maximum + 1, references: gapReferences, starts, seed }),
  );
  const found: Found[] = [];
  for (let clusters = minimum; clusters <= maximum; clusters++) {
    const model = new KMeans({ clusters, starts: 2 * starts, seed }).fit(rows);
    const labels = model.predict(rows);
    yield { step: ++step, totalSteps };
    const stability = yield* counted(
      bootstrapStabilitySteps(rows, { clusters, labels, samples: bootstrapSamples, starts, seed }),
    );
    found.push({ labels, inertia: model.inertia, stability, gap: gap.points[clusters - 1]! });
  }
  const silhouettes = yield* counted(
    silhouettesSteps(
      rows,
      found.map(({ labels }) => labels),
      { seed },
    ),
  );
  const candidates = found.map((one, i) => judge(rows, one, silhouettes[i]!.mean, options));
  return {
    ...decide(candidates, gap.points),
    hasStructure: gap.clusters > 1,
    candidates,
    rowsUsed: rows.rows,
  };
}

/** One number of clusters, fitted. */
interface Found {
  readonly labels: Int32Array;
  readonly inertia: number;
  readonly stability: number;
  readonly gap: GapPoint;
}

function judge(
  X: Matrix,
  found: Found,
  silhouette: number,
  options: ChooseClustersOptions,
): ClusterCandidate {
  const { labels } = found;
  const { clusters } = found.gap;
  const sizes = new Float64Array(clusters);
  for (const label of labels) sizes[label]!++;
  const smallestShare = sizes.reduce((least, size) => Math.min(least, size), X.rows) / X.rows;
  const ratio = calinskiHarabasz(X, labels);
  const unstable = found.stability < (options.minimumStability ?? 0.85);
  const tooSmall = smallestShare < (options.minimumShare ?? 0.01);
  return {
    clusters,
    inertia: found.inertia,
    silhouette,
    calinskiHarabasz: ratio !== null && Number.isFinite(ratio) ? ratio : null,
    gap: found.gap.gap,
    gapError: found.gap.error,
    stability: found.stability,
    smallestShare,
    refusedBecause: unstable ? "unstable" : tooSmall ? "too-small" : null,
  };
}

/** Mean adjusted Rand index from which groups count as unchanged. */
const STEADY = 0.95;

function decide(
  candidates: readonly ClusterCandidate[],
  gapPoints: readonly GapPoint[],
): Pick<ClusterChoice, "clusters" | "basis" | "preferred"> {
  const accepted = candidates.filter(({ refusedBecause }) => refusedBecause === null);
  if (accepted.length === 0)
    return {
      clusters: best(candidates, ({ stability }) => stability),
      basis: "most-stable",
      preferred: null,
    };
  const overall = smallestWithinError(gapPoints.slice(candidates[0]!.clusters - 1));
  const steady = accepted.filter(({ stability }) => stability >= STEADY);
  const preferred = {
    stability: steady.at(-1)?.clusters ?? null,
    // The acceptable number nearest to what the rule names among all.
    gap: best(accepted, ({ clusters }) => -Math.abs(clusters - overall)),
    calinskiHarabasz: best(accepted, (candidate) => candidate.calinskiHarabasz ?? Number.MAX_VALUE),
    silhouette: best(accepted, (candidate) => candidate.silhouette),
  };
  const voices = [preferred.stability, preferred.gap, preferred.calinskiHarabasz, preferred.silhouette];
  const votes = (clusters: number | null): number =>
    clusters === null ? 0 : voices.filter((voice) => voice === clusters).length;
  const most = Math.max(...voices.map(votes));
  const leading = [...new Set(voices.filter((voice) => votes(voice) === most))];
  if (leading.length === 1) return { clusters: leading[0]!, basis: "agreed", preferred };
  const basis = leading.includes(preferred.stability) ? "stability" : "gap";
  return { clusters: preferred[basis]!, basis, preferred };
}

/** The number of clusters with the highest score; the smallest of equally good ones. */
function best(
  candidates: readonly ClusterCandidate[],
  score: (candidate: ClusterCandidate) => number,
): number {
  return candidates.reduce((a, b) => (score(b) > score(a) ? b : a)).clusters;
}

function sampleRows(X: Matrix, most: number, seed: number): Matrix {
  if (X.rows <= most) return X;
  const drawn = randomPermutation(createRng(seed).fork("rows"), X.rows).subarray(0, most).sort();
  const data = new Float64Array(most * X.columns);
  drawn.forEach((i, to) => {
    data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), to * X.columns);
  });
  return matrix(most, X.columns, data);
}
