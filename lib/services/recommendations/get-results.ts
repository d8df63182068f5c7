import type { RecommendationResults } from "@/lib/contracts/recommendation-results";
import { listRecommendationFigures } from "@/lib/data/recommendation-log";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { clickRate, clickRateDifference } from "@/lib/domain/recommendations/list-figures";
import { shopNow } from "@/lib/domain/shop";

const DAY_MS = 86_400_000;
const DAYS = 90;
/** A purchase counts for a list when the product was clicked in it so many days before at most. */
const ATTRIBUTION_DAYS = 7;

/** What the lists of the last ninety days brought, by placement and policy. */
export async function getResults(actor: Actor, wallNow: Date): Promise<RecommendationResults> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const shop = await findStore(scope);
  const until = shop ? shopNow(shop, wallNow) : wallNow;
  const since = new Date(until.getTime() - DAYS * DAY_MS);
  const rows = await listRecommendationFigures(scope, { since, until, attributionDays: ATTRIBUTION_DAYS });
  return {
    since: since.toISOString(),
    until: until.toISOString(),
    attributionDays: ATTRIBUTION_DAYS,
    rows: rows.map((row) => {
      const random = rows.find(
        (other) => other.explored && other.placement === row.placement && other.policy === row.policy,
      );
      return {
        ...{ placement: row.placement, policy: row.policy, explored: row.explored },
        ...{ customers: row.customers, lists: row.lists, clickRate: clickRate(row) },
        conversion: row.clicks > 0 ? row.bought / row.clicks : null,
        revenuePerThousandMinor: (1000 * row.revenueMinor) / row.lists,
        profitPerThousandMinor: (1000 * row.profitMinor) / row.lists,
        lift: random && !row.explored ? clickRateDifference(random, row) : null,
      };
    }),
  };
}
