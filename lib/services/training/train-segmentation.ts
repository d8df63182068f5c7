import { type SegmentationParams, segmentationParams } from "@/lib/contracts/segmentation";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { insertModelVersion } from "@/lib/data/model-versions";
import type { StoreScope } from "@/lib/data/scope";
import { insertSegmentation } from "@/lib/data/segmentation-results";
import { eraseDeletedSegmentations } from "@/lib/data/segmentations";
import { findStore } from "@/lib/data/stores";
import { profileSegments } from "@/lib/domain/segments/profile-segments";
import type { ClusterCandidate, SegmentationQuality } from "@/lib/domain/segments/segmentation";
import { shopNow } from "@/lib/domain/shop";
import { RunFailed } from "@/lib/domain/training/run-failure";
import type { TrainingRun } from "@/lib/domain/training/training-run";
import { type ClusterChoice, chooseClustersSteps } from "@/lib/ml/cluster/choose-clusters";
import { type FittedKMeans, KMeans } from "@/lib/ml/cluster/kmeans";
import { Pca } from "@/lib/ml/cluster/pca";
import { type Matrix, matrix } from "@/lib/ml/core/shapes";
import { newId } from "@/lib/platform/ids";
import { driveSteps } from "./drive-steps";
import { gatherFeatures } from "./gather-features";
import { judgeSegmentation } from "./judge-segmentation";
import { fitPreparation, toMatrix, toProfileColumns } from "./prepare-features";
import type { RunControl } from "./run-control";
import type { StoreResult } from "./trainer";

const STARTS = 10;
const MOST_TRIED = 10;
/** Customers a segment needs on average before its profile means anything. */
const CUSTOMERS_PER_SEGMENT = 10;
/** How long a removed segmentation can be brought back. */
const KEPT_DELETED_MS = 86_400_000;
/** How the run's steps share its progress bar. */
const OF = 100;
const SHARES = { gathered: 30, prepared: 33, chosen: 70, clustered: 75, judged: 95, drawn: 96 } as const;

/**
 * Groups a shop's customers by k-means over the chosen features and says how far the groups may be believed.
 * The same customers, options and seed give the same segments.
 * @throws RunFailed with figures when the data cannot answer
 */
export async function trainSegmentation(
  scope: StoreScope,
  run: TrainingRun,
  control: RunControl,
): Promise<StoreResult> {
  const parsed = segmentationParams.safeParse(run.params);
  if (!parsed.success) throw new RunFailed("BAD_PARAMS");
  const params = parsed.data;
  const shop = (await findStore(scope))!;
  const now = shopNow(shop, run.startedAt!);

  const share = { from: 0, to: SHARES.gathered, of: OF };
  const gathered = await gatherFeatures(scope, params.features, now, control, share);
  checkEnough(gathered.customerIds.length, params.clusters);

  await control.step("preprocessing", SHARES.gathered, OF);
  const raw = toMatrix(gathered.columns);
  const preparation = fitPreparation(gathered.columns, raw);
  const X = preparation.transform(raw);
  checkDistinct(X, params.clusters);

  const choice = params.clusters === "auto" ? await choose(X, params, control) : null;
  const clusters = choice?.clusters ?? (params.clusters as number);
  const model = await driveSteps(
    new KMeans({ clusters, starts: STARTS, seed: params.seed }).fitSteps(X),
    () => control.step("clustering", SHARES.chosen, OF),
  );
  const { labels, squaredDistances } = model.assign(X);

  const judged = await judgeSegmentation(X, { model, labels, seed: params.seed }, (fraction) =>
    control.step("quality", Math.round(SHARES.clustered + (SHARES.judged - SHARES.clustered) * fraction), OF),
  );

  await control.step("map", SHARES.judged, OF);
  const map = drawMap(X);
  const quality: SegmentationQuality = {
    ...judged,
    mapVarianceShare: map.varianceShare,
    candidates: choice ? choice.candidates.map(toCandidate) : [],
  };
  const profiles = profileSegments(toProfileColumns(gathered.columns), labels, clusters);
  await control.step("saving", SHARES.drawn, OF);

  return async (tx, wallNow) => {
    const modelVersionId = newId();
    const segmentationId = newId();
    const segments = profiles.map((profile, position) => ({
      id: newId(),
      size: model.sizes[position]!,
      profile,
    }));
    const { randomLabels, ...metrics } = quality;
    const version = await insertModelVersion(tx, {
      id: modelVersionId,
      kind: "segmentation",
      trainingRunId: run.id,
      snapshot: {
        kind: "segmentation",
        version: 1,
        params,
        featureNames: [...params.features],
        state: snapshotState(preparation.toSnapshot(), model, map.snapshot, choice),
      },
      metrics,
      baseline: { randomLabels },
      dataWindow: {
        customers: gathered.customerIds.length,
        newestActivityAt: gathered.newestActivityAt?.toISOString() ?? null,
        readAt: run.startedAt!.toISOString(),
      },
      seed: run.seed,
      createdAt: wallNow,
    });
    const name = params.name ?? null;
    await eraseDeletedSegmentations(tx, new Date(wallNow.getTime() - KEPT_DELETED_MS));
    await insertSegmentation(
      tx,
      {
        id: segmentationId,
        name,
        modelVersionId,
        trainingRunId: run.id,
        features: params.features,
        quality,
        createdAt: wallNow,
        createdByName: run.requestedByName,
        segments,
      },
      gathered.customerIds.map((customerId, i) => ({
        customerId,
        segmentId: segments[labels[i]!]!.id,
        distance: Math.sqrt(squaredDistances[i]!),
        mapX: map.points.data[2 * i]!,
        mapY: map.points.data[2 * i + 1]!,
      })),
      now,
    );
    await appendAuditEvent(tx, {
      at: wallNow,
      actor: { id: run.requestedById, name: run.requestedByName },
      action: "segmentation.created",
      subjectKind: "segmentation",
      subjectId: segmentationId,
      detail: { name, clusters, customers: gathered.customerIds.length, modelVersion: version },
    });
    return { modelVersionId };
  };
}

function checkEnough(have: number, clusters: number | "auto"): void {
  const need = CUSTOMERS_PER_SEGMENT * (clusters === "auto" ? 2 : clusters);
  if (have < need) throw new RunFailed("NOT_ENOUGH_CUSTOMERS", { have, need });
}

function checkDistinct(X: Matrix, clusters: number | "auto"): void {
  const need = clusters === "auto" ? 3 : clusters;
  const seen = new Set<string>();
  for (let i = 0; i < X.rows && seen.size < need; i++)
    seen.add(X.data.subarray(i * X.columns, (i + 1) * X.columns).join(","));
  if (seen.size < need) throw new RunFailed("TOO_FEW_DISTINCT_CUSTOMERS", { have: seen.size, need });
}

/**
 * Compares numbers of segments. Where none comes back in resampled customers the most stable is taken: the page says
 * that no number was accepted, which tells a marketer more than a run without a result.
 */
async function choose(X: Matrix, params: SegmentationParams, control: RunControl): Promise<ClusterChoice> {
  const maximum = Math.min(MOST_TRIED, Math.floor(X.rows / CUSTOMERS_PER_SEGMENT), distinctRows(X) - 2);
  if (maximum < 2) throw new RunFailed("TOO_FEW_DISTINCT_CUSTOMERS", { have: distinctRows(X), need: 4 });
  return driveSteps(chooseClustersSteps(X, { maximum, seed: params.seed }), ({ step, totalSteps = step }) =>
    control.step(
      "choosing",
      Math.round(SHARES.prepared + (SHARES.chosen - SHARES.prepared) * (step / totalSteps)),
      OF,
    ),
  );
}

/** Different rows, counted up to a few more than are ever tried. */
function distinctRows(X: Matrix): number {
  const seen = new Set<string>();
  for (let i = 0; i < X.rows && seen.size <= MOST_TRIED + 2; i++)
    seen.add(X.data.subarray(i * X.columns, (i + 1) * X.columns).join(","));
  return seen.size;
}

function toCandidate(candidate: ClusterChoice["candidates"][number]): ClusterCandidate {
  const { clusters, silhouette, calinskiHarabasz, gap, stability, smallestShare } = candidate;
  return {
    ...{ clusters, silhouette, gap, stability, smallestShare },
    calinskiHarabasz: calinskiHarabasz ?? Number.MAX_VALUE,
    accepted: candidate.refusedBecause === null,
  };
}

/** Two coordinates per customer; with a single column the second is zero. */
function drawMap(X: Matrix): { points: Matrix; varianceShare: number; snapshot: object } {
  const pca = new Pca({ components: Math.min(2, X.columns) }).fit(X);
  const drawn = pca.transform(X);
  const points = drawn.columns === 2 ? drawn : matrix(X.rows, 2, new Float64Array(2 * X.rows));
  if (drawn.columns === 1) for (let i = 0; i < X.rows; i++) points.data[2 * i] = drawn.data[i]!;
  const varianceShare = Math.min(
    1,
    pca.varianceShare.reduce((sum, part) => sum + part, 0),
  );
  return { points, varianceShare, snapshot: pca.toSnapshot() };
}

function snapshotState(
  preparation: object,
  model: FittedKMeans,
  map: object,
  choice: ClusterChoice | null,
): object {
  const chosen = choice && {
    basis: choice.basis,
    hasStructure: choice.hasStructure,
    preferred: choice.preferred,
    rowsUsed: choice.rowsUsed,
  };
  return { preparation, model: model.toSnapshot(), map, choice: chosen };
}
