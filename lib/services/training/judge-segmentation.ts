import type { SegmentationQuality } from "@/lib/domain/segments/segmentation";
import { calinskiHarabasz } from "@/lib/ml/cluster/calinski-harabasz";
import type { FittedKMeans } from "@/lib/ml/cluster/kmeans";
import { type Silhouette, silhouettesSteps } from "@/lib/ml/cluster/silhouette";
import { bootstrapStabilitySteps } from "@/lib/ml/cluster/stability";
import { createRng, randomPermutation, shuffleInPlace } from "@/lib/ml/core/rng";
import { type Matrix, matrix } from "@/lib/ml/core/shapes";
import { driveSteps } from "./drive-steps";

/** Stability is read on at most so many customers: refitting a million twenty times would tell no more. */
const STABILITY_ROWS = 5_000;
/** Share of the work that the two silhouettes take; the resampled fits take the rest. */
const INDICES_SHARE = 0.2;

/**
 * How distinct and how repeatable the groups are, beside the same indices for the same customers with their labels
 * dealt out at random.
 * @param onTurn called between steps with the share done, 0–1
 */
export async function judgeSegmentation(
  X: Matrix,
  found: { model: FittedKMeans; labels: Int32Array; seed: number },
  onTurn: (fraction: number) => Promise<void>,
): Promise<Omit<SegmentationQuality, "mapVarianceShare" | "candidates">> {
  const { model, labels, seed } = found;
  await onTurn(0);
  const dealt = shuffleInPlace(createRng(seed).fork("random-labels"), labels.slice());
  const [own, random] = (await driveSteps(
    silhouettesSteps(X, [labels, dealt], { seed }),
    ({ step, totalSteps = step }) => onTurn(INDICES_SHARE * (step / totalSteps)),
  )) as [Silhouette, Silhouette];
  const sample = sampleRows(X, labels, seed);
  const stability = await driveSteps(
    bootstrapStabilitySteps(sample.rows, { clusters: model.clusters, labels: sample.labels, seed }),
    ({ step, totalSteps = step }) => onTurn(INDICES_SHARE + (1 - INDICES_SHARE) * (step / totalSteps)),
  );
  return {
    silhouette: own.mean,
    silhouetteRows: own.measuredRows,
    calinskiHarabasz: finite(calinskiHarabasz(X, labels)),
    inertia: model.inertia,
    stability,
    smallestShare: model.sizes.reduce((least, size) => Math.min(least, size), X.rows) / X.rows,
    randomLabels: { silhouette: random.mean, calinskiHarabasz: finite(calinskiHarabasz(X, dealt)) },
  };
}

/** Clusters without any spread have an infinite ratio, which JSON does not carry; equal rows have none. */
function finite(value: number | null): number {
  return Math.min(value ?? 0, Number.MAX_VALUE);
}

function sampleRows(X: Matrix, labels: Int32Array, seed: number): { rows: Matrix; labels: Int32Array } {
  if (X.rows <= STABILITY_ROWS) return { rows: X, labels };
  const drawn = randomPermutation(createRng(seed).fork("stability-rows"), X.rows)
    .slice(0, STABILITY_ROWS)
    .sort();
  const data = new Float64Array(STABILITY_ROWS * X.columns);
  drawn.forEach((i, to) => {
    data.set(X.data.subarray(i * X.columns, (i + 1) * X.columns), to * X.columns);
  });
  return { rows: matrix(STABILITY_ROWS, X.columns, data), labels: drawn.map((i) => labels[i]!) };
}
