import type { WaitingPrices } from "@/lib/contracts/pricing";
import { sumWaitingProposals } from "@/lib/data/price-proposals";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise, can } from "@/lib/domain/permissions";

/** Price changes that wait for this reader to decide; null for whoever may not, so that nothing seems to wait for them. */
export async function getWaitingPrices(actor: Actor): Promise<WaitingPrices | null> {
  authorise(actor, "shop:read");
  if (!can(actor, "price:approve")) return null;
  return sumWaitingProposals(storeScope(actor.storeId));
}
