import type { CustomerDetail } from "@/lib/contracts/customers";
import { findCustomerFacts, listRecentRatings } from "@/lib/data/customer-detail";
import { storeScope } from "@/lib/data/scope";
import { listMemberships } from "@/lib/data/segmentations";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise, can } from "@/lib/domain/permissions";

const RECENT_RATINGS = 20;

/** One customer's profile: facts, features, segments, latest ratings. @throws AppError NOT_FOUND */
export async function getCustomer(actor: Actor, id: string): Promise<CustomerDetail> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const facts = await findCustomerFacts(scope, id);
  if (!facts) throw new AppError("NOT_FOUND", "There is no such customer in this shop.");
  const seesContacts = can(actor, "customer-contact:read");
  const memberships = await listMemberships(scope, id);
  const ratings = await listRecentRatings(scope, id, RECENT_RATINGS);
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
    featuresComputedAt: facts.features?.computedAt.toISOString() ?? null,
    segments: memberships.map(({ since, ...membership }) => ({ ...membership, since: since.toISOString() })),
    recentRatings: ratings.map(({ ratedAt, ...rating }) => ({ ...rating, ratedAt: ratedAt.toISOString() })),
  };
}
