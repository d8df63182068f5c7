import type { ListFigures, RecommendationResults } from "@/lib/contracts/recommendation-results";
import { listPlacementSettings } from "@/lib/data/ranking-policies";
import { type ListFiguresRow, listRecommendationFigures } from "@/lib/data/recommendation-log";
import { findNewestSegmentation } from "@/lib/data/recommendation-training";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import { findSegmentation } from "@/lib/data/segmentations";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { clickRate, clickRateDifference } from "@/lib/domain/recommendations/list-figures";
import { shopNow } from "@/lib/domain/shop";
import { compareArms } from "./compare-arms";
import { resultsWindow } from "./results-window";

/** What the lists of the last ninety days brought, by placement, policy and segment. */
export async function getResults(actor: Actor, wallNow: Date): Promise<RecommendationResults> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const shop = await findStore(scope);
  const until = shop ? shopNow(shop, wallNow) : wallNow;
  const window = resultsWindow(until);
  const segmentationId = await findNewestSegmentation(scope);
  const segmentation = segmentationId ? await findSegmentation(scope, segmentationId) : null;
  const bySegment = await listRecommendationFigures(scope, { ...window, segmentationId });
  const rows = overSegments(bySegment);
  const versus = await differences(scope, rows, window);
  return {
    since: window.since.toISOString(),
    until: until.toISOString(),
    attributionDays: window.attributionDays,
    rows: rows.map((row) => {
      const random = rows.find(
        (other) => other.explored && other.placement === row.placement && other.policy === row.policy,
      );
      return {
        ...toFigures(row),
        explored: row.explored,
        lift: random && !row.explored ? clickRateDifference(random, row) : null,
        versus: row.explored ? null : (versus.get(row.policy) ?? null),
      };
    }),
    segmentRows: (segmentation ? bySegment : [])
      .filter(({ explored }) => !explored)
      .map((row) => ({ ...toFigures(row), segmentId: row.segmentId })),
    segments: segmentation?.segments ?? [],
  };
}

/** All customers together: each stands in one segment of a segmentation or in none, so that every sum adds up. */
function overSegments(bySegment: readonly ListFiguresRow[]): ListFiguresRow[] {
  const whole = new Map<string, ListFiguresRow>();
  for (const row of bySegment) {
    const { placement, policy, explored } = row;
    const key = JSON.stringify([placement, policy, explored]);
    const before = whole.get(key);
    whole.set(key, before ? addFigures(before, row) : { ...row, segmentId: null });
  }
  return [...whole.values()];
}

function addFigures(a: ListFiguresRow, b: ListFiguresRow): ListFiguresRow {
  return {
    ...{ placement: a.placement, policy: a.policy, explored: a.explored, segmentId: null },
    firstAt: new Date(Math.min(a.firstAt.getTime(), b.firstAt.getTime())),
    customers: a.customers + b.customers,
    lists: a.lists + b.lists,
    clicked: a.clicked + b.clicked,
    clicks: a.clicks + b.clicks,
    bought: a.bought + b.bought,
    seen: a.seen + b.seen,
    revenueMinor: a.revenueMinor + b.revenueMinor,
    profitMinor: a.profitMinor + b.profitMinor,
    withoutCost: a.withoutCost + b.withoutCost,
    clickedSquared: a.clickedSquared + b.clickedSquared,
    clickedTimesLists: a.clickedTimesLists + b.clickedTimesLists,
    listsSquared: a.listsSquared + b.listsSquared,
  };
}

function toFigures(row: ListFiguresRow): Omit<ListFigures, "explored" | "lift" | "versus"> {
  return {
    ...{ placement: row.placement, policy: row.policy },
    ...{ customers: row.customers, lists: row.lists, clickRate: clickRate(row) },
    conversion: row.clicks > 0 ? row.bought / row.clicks : null,
    seen: row.seen > 0 ? row.seen / row.lists : null,
    withoutCost: row.withoutCost,
    revenuePerThousandMinor: (1000 * row.revenueMinor) / row.lists,
    profitPerThousandMinor: (1000 * row.profitMinor) / row.lists,
  };
}

/** By policy: what it does against the one that most customers of its placement meet, where fixed shares tell. */
async function differences(
  scope: StoreScope,
  rows: readonly ListFiguresRow[],
  window: { until: Date; attributionDays: number },
): Promise<ReadonlyMap<string, NonNullable<ListFigures["versus"]>>> {
  const found = new Map<string, NonNullable<ListFigures["versus"]>>();
  const { settings, policies } = await listPlacementSettings(scope);
  for (const setting of settings) {
    if (setting.allocation !== "fixed" || setting.arms.length < 2) continue;
    const { arms } = await compareArms(scope, setting, policies, rows, window);
    for (const { label, difference } of arms)
      if (difference) found.set(label, { policy: arms[0]!.label, difference });
  }
  return found;
}
