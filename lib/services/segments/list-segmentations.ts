import type { SegmentationView } from "@/lib/contracts/segments";
import { storeScope } from "@/lib/data/scope";
import { listSegmentations as readSegmentations } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { toSegmentationView } from "./to-segmentation-view";

const NEWEST = 100;

/** The shop's clusterings, newest first. */
export async function listSegmentations(actor: Actor): Promise<SegmentationView[]> {
  authorise(actor, "shop:read");
  const segmentations = await readSegmentations(storeScope(actor.storeId), NEWEST);
  return segmentations.map(toSegmentationView);
}
