import type { CustomerDetail, CustomerFeatureValue } from "@/lib/contracts/customers";
import {
  type CustomerFacts,
  findCustomerFacts,
  listRecentRatings,
  readFeatureMeans,
  type ShopFeatureMeans,
} from "@/lib/data/customer-detail";
import { storeScope } from "@/lib/data/scope";
import { listMemberships } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { FEATURE_NAMES, type FeatureName } from "@/lib/domain/features/customer-features";
import { authorise, can } from "@/lib/domain/permissions";

const RECENT_RATINGS = 20;
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
  const means = await readFeatureMeans(scope);
  return {
    id: facts.id,
    name: facts.name,
    email: seesContacts ? facts.email : null,
    age: facts.age,
    gender: facts.gender,
    occupation: facts.occupation,
    postalCode: seesContacts ? facts.postalCode : null,
    createdAt: facts.createdAt.toISOString(),
    identities: facts.identities.filter((identity) => seesContacts || identity.kind !== "email"),
    ratingCount: facts.features?.ratingCount ?? null,
    ratingMean: facts.features?.ratingMean ?? null,
    ratingDeviation: facts.features?.ratingDeviation ?? null,
    lastActiveAt: facts.features?.lastActiveAt?.toISOString() ?? null,
    features: featureValues(facts, means),
    featuresComputedAt: facts.features?.computedAt.toISOString() ?? null,
    segments: memberships.map(({ since, ...membership }) => ({ ...membership, since: since.toISOString() })),
    recentRatings: ratings.map(({ ratedAt, ...rating }) => ({ ...rating, ratedAt: ratedAt.toISOString() })),
  };
}

function featureValues(facts: CustomerFacts, means: ShopFeatureMeans): CustomerFeatureValue[] {
  const { features } = facts;
  const { lastActiveAt } = features ?? {};
  const silentMs = means.newestAt && lastActiveAt ? means.newestAt.getTime() - lastActiveAt.getTime() : null;
  const values: Record<FeatureName, number | string | null> = {
    ratingCount: features?.ratingCount ?? null,
    ratingMean: features?.ratingMean ?? null,
    ratingDeviation: features?.ratingDeviation ?? null,
    daysSinceLastRating: silentMs === null ? null : silentMs / DAY_MS,
    age: facts.age,
    gender: facts.gender,
  };
  return FEATURE_NAMES.map((name) => ({
    name,
    value: values[name],
    shopMean: name === "gender" ? null : means[name],
  }));
}
