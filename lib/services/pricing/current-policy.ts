import { findPricingPolicy, type StoredPricingPolicy } from "@/lib/data/pricing-policies";
import type { StoreScope } from "@/lib/data/scope";
import { FIRST_PRICING_POLICY } from "@/lib/domain/pricing/pricing-policy";

export type CurrentPolicy = Pick<StoredPricingPolicy, "version" | "policy" | "approvedById">;

/** The policy that holds. Version 0 holds until the shop approved one of its own; nobody approved it, so it approves nothing. */
export async function currentPolicy(scope: StoreScope): Promise<CurrentPolicy> {
  return (await findPricingPolicy(scope)) ?? { version: 0, policy: FIRST_PRICING_POLICY, approvedById: null };
}
