import { pageContext } from "@/app/_doors/page-context";
import { SegmentationExplorer } from "@/components/segmentation/segmentation-explorer";
import { SegmentationHeader } from "@/components/segmentation/segmentation-header";
import type { SegmentationView } from "@/lib/contracts/segments";
import { can } from "@/lib/domain/permissions";
import { isTerminal } from "@/lib/domain/runs";
import { listSegmentValues } from "@/lib/services/segments/list-segment-values";
import { listAvailableFeatures } from "@/lib/services/training/list-available-features";
import { listRuns } from "@/lib/services/training/list-runs";
import { cancelRunAction } from "../models/runs/actions";
import {
  deleteSegmentationAction,
  renameSegmentAction,
  restoreSegmentationAction,
  startSegmentationAction,
} from "./actions";

/** One segmentation with its siblings in reach; the same page at both addresses. */
export async function SegmentsPage({
  store,
  segmentation,
  all,
}: {
  store: string;
  segmentation: SegmentationView | undefined;
  all: readonly SegmentationView[];
}) {
  const { actor, now } = await pageContext(store);
  const newestRuns = await listRuns(actor, { limit: 5 });
  const mayWrite = can(actor, "segment:write");
  const mayTrain = can(actor, "training:run");
  return (
    <>
      <SegmentationHeader
        key={segmentation?.id ?? "none"}
        store={store}
        segmentation={segmentation}
        others={all.map(({ id, name, modelVersion, createdAt }) => ({ id, name, modelVersion, createdAt }))}
        liveRun={newestRuns.rows.find((run) => run.kind === "segmentation" && !isTerminal(run.status))}
        availableFeatures={mayTrain ? await listAvailableFeatures(actor) : []}
        startAction={mayTrain ? startSegmentationAction.bind(null, store) : undefined}
        cancelAction={mayTrain ? cancelRunAction.bind(null, store) : undefined}
        deleteAction={mayWrite ? deleteSegmentationAction.bind(null, store) : undefined}
        restoreAction={mayWrite ? restoreSegmentationAction.bind(null, store) : undefined}
      />
      {segmentation ? (
        <SegmentationExplorer
          store={store}
          segmentation={segmentation}
          values={await listSegmentValues(actor, segmentation.id, now)}
          renameAction={mayWrite ? renameSegmentAction.bind(null, store) : undefined}
        />
      ) : null}
    </>
  );
}
