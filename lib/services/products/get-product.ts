import type { ProductDetail, ProductReturns } from "@/lib/contracts/products";
import {
  countRatingValues,
  findProductFacts,
  listProductIdentities,
  listReviews,
  listVariants,
} from "@/lib/data/product-detail";
import { countSoldUnits, listReturnReasons, type Period } from "@/lib/data/product-sales";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { languageOf } from "@/lib/domain/products/product-language";
import { YEAR_DAYS } from "@/lib/domain/products/product-periods";
import { findCompanions } from "./find-companions";
import { toProductRow } from "./list-products";

const MOST_VARIANTS = 30;
const SHOWN_REVIEWS = 6;
const DAY_MS = 86_400_000;

/**
 * One product: facts, the others of its group, ratings, returns, what is bought with it.
 * @param locale the reader's @param now the shop's time @throws AppError NOT_FOUND
 */
export async function getProduct(
  actor: Actor,
  id: string,
  locale: string,
  now: Date,
): Promise<ProductDetail> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const language = languageOf(locale);
  const facts = await findProductFacts(scope, id, language);
  if (!facts) throw new AppError("NOT_FOUND", "There is no such product in this shop.");
  const year = { from: new Date(now.getTime() - YEAR_DAYS * DAY_MS), to: now };
  const { orders, since, companions } = await findCompanions(scope, id, year, language);
  const reviews = await listReviews(scope, id, SHOWN_REVIEWS);
  return {
    ...facts,
    ...toProductRow(facts),
    releasedAt: facts.releasedAt?.toISOString() ?? null,
    asOf: facts.asOf?.toISOString() ?? null,
    identities: await listProductIdentities(scope, id),
    variants: await listVariants(scope, facts, language, MOST_VARIANTS),
    basketOrders: orders,
    basketDays: Math.max(1, Math.round((now.getTime() - since.getTime()) / DAY_MS)),
    companions,
    returns: await readReturns(scope, id, year),
    ratingCounts: await countRatingValues(scope, id),
    reviews: reviews.map(({ ratedAt, ...review }) => ({ ...review, ratedAt: ratedAt.toISOString() })),
  };
}

/** Null where nothing was sold and nothing came back: then there is no share to speak of. */
async function readReturns(scope: StoreScope, id: string, year: Period): Promise<ProductReturns | null> {
  const soldUnits = await countSoldUnits(scope, id, year);
  const reasons = await listReturnReasons(scope, id, year);
  if (soldUnits === 0 && reasons.length === 0) return null;
  return {
    soldUnits,
    returnedUnits: reasons.reduce((sum, { units }) => sum + units, 0),
    refundedMinor: reasons.reduce((sum, { refundedMinor }) => sum + refundedMinor, 0),
    reasons: reasons.map(({ reason, units }) => ({ reason, units })),
  };
}
