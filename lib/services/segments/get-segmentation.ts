import type { SegmentationMap, SegmentationView } from "@/lib/contracts/segments";
import { storeScope } from "@/lib/data/scope";
import { findSegmentation, listMapPoints } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { toSegmentationView } from "./to-segmentation-view";

/** A map with more points shows no more: they lie on one another. */
const MAP_POINTS = 10_000;

/** @throws AppError NOT_FOUND */
export async function getSegmentation(actor: Actor, id: string): Promise<SegmentationView> {
  authorise(actor, "shop:read");
  const segmentation = await findSegmentation(storeScope(actor.storeId), id);
  if (!segmentation) throw new AppError("NOT_FOUND", "There is no such segmentation in this shop.");
  return toSegmentationView(segmentation);
}

/** The segmentation's customers on two axes. @throws AppError NOT_FOUND */
export async function getSegmentationMap(actor: Actor, id: string): Promise<SegmentationMap> {
  const { customerCount } = await getSegmentation(actor, id);
  const points = await listMapPoints(storeScope(actor.storeId), id, MAP_POINTS);
  return {
    customerIds: points.map((point) => point.customerId),
    names: points.map((point) => point.name),
    positions: points.map((point) => point.position),
    x: points.map((point) => point.x),
    y: points.map((point) => point.y),
    customerCount,
  };
}
