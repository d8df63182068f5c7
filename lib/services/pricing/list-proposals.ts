import type { PricedProductView, ProposalListQuery, ProposalPage } from "@/lib/contracts/pricing";
import { listPriceProposals } from "@/lib/data/price-proposals";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import type { PriceChangeStatus } from "@/lib/domain/pricing/price-change";
import type { QueueView } from "@/lib/domain/pricing/queue-views";
import { toProposalView } from "./to-proposal-view";

/** Which states of a change each view of the queue shows. */
export const STATUSES_OF_VIEW: Record<QueueView, readonly PriceChangeStatus[]> = {
  waiting: ["proposed"],
  scheduled: ["approved", "scheduled"],
  active: ["active"],
  closed: ["rejected", "countered", "expired", "withdrawn", "superseded", "reverted"],
};

/** Price changes in one state of affairs, by profit at stake. */
export async function listProposals(actor: Actor, query: ProposalListQuery): Promise<ProposalPage> {
  authorise(actor, "shop:read");
  const { view, ...rest } = query;
  const page = await listPriceProposals(storeScope(actor.storeId), {
    ...rest,
    statuses: STATUSES_OF_VIEW[view],
  });
  return {
    ...page,
    rows: page.rows.map(({ proposal, product }) =>
      toProposalView(
        proposal,
        {
          ...product,
          id: proposal.productId,
          translations: product.translations as PricedProductView["translations"],
        },
        actor,
      ),
    ),
  };
}
