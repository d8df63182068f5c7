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

const DAY_MS = 86_400_000;
const DAYS = 90;
/** A purchase counts for a list when the product was clicked in it so many days before at most. */
const ATTRIBUTION_DAYS = 7;

/** What the lists of the last ninety days brought, by placement, policy and segment. */
export async function getResults(actor: Actor, wallNow: Date): Promise<RecommendationResults> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const shop = await findStore(scope);
  const until = shop ? shopNow(shop, wallNow) : wallNow;
  const since = new Date(until.getTime() - DAYS * DAY_MS);
  const window = { until, attributionDays: ATTRIBUTION_DAYS };
  const rows = await listRecommendationFigures(scope, { ...window, since, segmentationId: null });
  const versus = await compareArms(scope, rows, window);
  const segmentationId = await findNewestSegmentation(scope);
  const bySegment = segmentationId
    ? await listRecommendationFigures(scope, { ...window, since, segmentationId })
    : [];
  const segmentation = segmentationId ? await findSegmentation(scope, segmentationId) : null;
  return {
    since: since.toISOString(),
    until: until.toISOString(),
    attributionDays: ATTRIBUTION_DAYS,
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
    segmentRows: bySegment
      .filter(({ explored }) => !explored)
      .map((row) => ({ ...toFigures(row), segmentId: row.segmentId })),
    segments: segmentation?.segments ?? [],
  };
}

function toFigures(row: ListFiguresRow): Omit<ListFigures, "explored" | "lift" | "versus"> {
  return {
    ...{ placement: row.placement, policy: row.policy },
    ...{ customers: row.customers, lists: row.lists, clickRate: clickRate(row) },
    conversion: row.clicks > 0 ? row.bought / row.clicks : null,
    revenuePerThousandMinor: (1000 * row.revenueMinor) / row.lists,
    profitPerThousandMinor: (1000 * row.profitMinor) / row.lists,
  };
}

/**
 * Policies that share a placement's customers by fixed shares, against the one that most meet; counted since the last
 * of them began, for what one of them did alone before compares with nothing. Shares that follow what earns say nothing.
 */
async function compareArms(
  scope: StoreScope,
  rows: readonly ListFiguresRow[],
  window: { until: Date; attributionDays: number },
): Promise<ReadonlyMap<string, NonNullable<ListFigures["versus"]>>> {
  const found = new Map<string, NonNullable<ListFigures["versus"]>>();
  const { settings, policies } = await listPlacementSettings(scope);
  for (const { placement, allocation, arms } of settings) {
    if (allocation !== "fixed" || arms.length < 2) continue;
    const names = [...arms]
      .sort((a, b) => b.share - a.share)
      .map(({ policyId }) => `${placement}-${policies.find(({ id }) => id === policyId)?.version}`);
    const served = names.flatMap((name) => rows.find((row) => row.policy === name && !row.explored) ?? []);
    if (served.length < names.length) continue;
    const since = new Date(Math.max(...served.map(({ firstAt }) => firstAt.getTime())));
    const together = await listRecommendationFigures(scope, { ...window, since, segmentationId: null });
    const of = (name: string) => together.find((row) => row.policy === name && !row.explored);
    const [most = "", ...others] = names;
    const base = of(most);
    for (const name of others) {
      const own = of(name);
      const difference = base && own ? clickRateDifference(base, own) : null;
      if (difference) found.set(name, { policy: most, difference });
    }
  }
  return found;
}
