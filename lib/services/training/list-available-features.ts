import { countKnownFigures } from "@/lib/data/customer-features";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { FEATURE_NAMES, type FeatureName } from "@/lib/domain/features/customer-features";
import { authorise } from "@/lib/domain/permissions";

/** Features known of at least two customers: what nobody has cannot tell customers apart. */
export async function listAvailableFeatures(actor: Actor): Promise<FeatureName[]> {
  authorise(actor, "shop:read");
  const known = await countKnownFigures(storeScope(actor.storeId));
  return FEATURE_NAMES.filter((name) => known[name] > 1);
}
