import type { CustomerDetail, CustomerSegment } from "@/lib/contracts/customers";
import { findCustomerFacts, listRecentOrders, listRecentRatings } from "@/lib/data/customer-detail";
import {
  countKnownFigures,
  findCustomerFigures,
  findNewestActivity,
  readFigureMeans,
  type ScoredFigures,
} from "@/lib/data/customer-features";
import { storeScope } from "@/lib/data/scope";
import { type CustomerMembership, listMemberships } from "@/lib/data/segmentations";
import { countTimelineKinds } from "@/lib/data/timeline-keys";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { FEATURE_NAMES, isNumericFeature } from "@/lib/domain/features/customer-features";
import { columnValue, featureValue } from "@/lib/domain/features/feature-columns";
import { authorise, can } from "@/lib/domain/permissions";
import { describeSegments } from "@/lib/domain/segments/describe-segments";

const RECENT_RATINGS = 20;
const RECENT_ORDERS = 20;
const TOLD_REASONS = 5;
const DAY_MS = 86_400_000;

/** One customer's profile: facts, features, segments, latest ratings. @throws AppError NOT_FOUND */
export async function getCustomer(actor: Actor, id: string): Promise<CustomerDetail> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const facts = await findCustomerFacts(scope, id);
  if (!facts) throw new AppError("NOT_FOUND", "There is no such customer in this shop.");
  const seesContacts = can(actor, "customer-contact:read");
  const memberships = await listMemberships(scope, id);
  const ratings = await listRecentRatings(scope, id, RECENT_RATINGS);
  const orders = await listRecentOrders(scope, id, RECENT_ORDERS);
  const newest = await findNewestActivity(scope);
  const means = await readFigureMeans(scope, newest);
  const figures = await findCustomerFigures(scope, id);
  const known = await countKnownFigures(scope);
  const timeline = await countTimelineKinds(scope, id);
  return {
    id: facts.id,
    name: facts.name,
    email: seesContacts ? facts.email : null,
    age: facts.age,
    gender: facts.gender,
    occupation: facts.occupation,
    postalCode: seesContacts ? facts.postalCode : null,
    city: facts.city,
    region: facts.region,
    country: facts.country,
    language: facts.language,
    acquisitionChannel: facts.acquisitionChannel,
    firstSeenAt: (facts.firstSeenAt ?? facts.createdAt).toISOString(),
    consents: facts.consents.map(({ at, ...consent }) => ({ ...consent, at: at.toISOString() })),
    rfm: scoresOf(figures),
    timeline,
    identities: facts.identities.filter((identity) => seesContacts || identity.kind !== "email"),
    ratingCount: figures?.ratingCount ?? null,
    ratingMean: figures?.ratingMean ?? null,
    ratingDeviation: figures?.ratingDeviation ?? null,
    orderCount: figures?.orderCount ?? null,
    revenueMinor: figures?.revenueMinor ?? null,
    lastOrderAt: figures?.lastOrderAt?.toISOString() ?? null,
    dueAt: dueOf(figures)?.toISOString() ?? null,
    rfmGroup: figures?.rfmGroup ?? null,
    lastActiveAt: figures?.lastActiveAt?.toISOString() ?? null,
    // What nobody in this shop has would only fill the page.
    features: FEATURE_NAMES.filter((name) => known[name] > 0).map((name) => ({
      name,
      value: figures && featureValue(figures, name, newest),
      shopMean: isNumericFeature(name) ? means[name] : null,
    })),
    featuresComputedAt: figures?.computedAt.toISOString() ?? null,
    recentOrders: orders.map(({ placedAt, ...order }) => ({ ...order, placedAt: placedAt.toISOString() })),
    segments: memberships.map((membership) => ({
      ...membership,
      reasons: reasonsOf(membership, figures, newest),
      since: membership.since.toISOString(),
    })),
    recentRatings: ratings.map(({ ratedAt, ...rating }) => ({ ...rating, ratedAt: ratedAt.toISOString() })),
  };
}

/** What sets the segment apart, most telling first, beside the customer's own figures. */
function reasonsOf(
  { siblings, segmentId }: CustomerMembership,
  figures: ScoredFigures | null,
  newest: Date | null,
): CustomerSegment["reasons"] {
  const traits = describeSegments(siblings).find((segment) => segment.segmentId === segmentId)?.traits ?? [];
  return traits.slice(0, TOLD_REASONS).map(({ feature, mean, otherMean, effectSize }) => ({
    ...{ feature, mean, otherMean, effectSize },
    own: figures && columnValue(figures, feature, newest),
  }));
}

function scoresOf(figures: ScoredFigures | null): CustomerDetail["rfm"] {
  if (!figures) return null;
  const { recencyScore: recency, frequencyScore: frequency, monetaryScore: monetary } = figures;
  return recency && frequency && monetary ? { recency, frequency, monetary } : null;
}

/** When the next order would come if the gap to it were the usual one. */
function dueOf(figures: ScoredFigures | null): Date | null {
  if (!figures?.lastOrderAt || figures.daysBetweenOrders === null) return null;
  return new Date(figures.lastOrderAt.getTime() + figures.daysBetweenOrders * DAY_MS);
}
