import type { SegmentValue } from "@/lib/contracts/segments";
import { storeScope } from "@/lib/data/scope";
import { sumSegmentMembers } from "@/lib/data/segment-values";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";

const DAY_MS = 86_400_000;

/** What each segment brings and how many of it are overdue; empty where nobody has ordered. @param now the shop's time */
export async function listSegmentValues(
  actor: Actor,
  segmentationId: string,
  now: Date,
): Promise<SegmentValue[]> {
  authorise(actor, "shop:read");
  // Overdue from the first full day on, as in the customer list.
  const dueTo = new Date(now.getTime() - DAY_MS);
  const sums = await sumSegmentMembers(storeScope(actor.storeId), segmentationId, dueTo);
  const revenueMinor = sums.reduce((sum, segment) => sum + segment.revenueMinor, 0);
  if (revenueMinor <= 0) return [];
  return sums.map((segment) => ({ ...segment, revenueShare: segment.revenueMinor / revenueMinor }));
}
