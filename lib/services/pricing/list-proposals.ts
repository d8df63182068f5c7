import type { PricedProductView, ProposalListQuery, ProposalPage } from "@/lib/contracts/pricing";
import { findProposalsOf, listPriceProposals } from "@/lib/data/price-proposals";
import { readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import type { PriceChangeStatus } from "@/lib/domain/pricing/price-change";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import type { QueueView } from "@/lib/domain/pricing/queue-views";
import { shopNow } from "@/lib/domain/shop";
import { currentPolicy } from "./current-policy";
import { standingNow } from "./priced-product";
import { toProposalView } from "./to-proposal-view";

/** Which states of a change each view of the queue shows. */
export const STATUSES_OF_VIEW: Record<QueueView, readonly PriceChangeStatus[]> = {
  waiting: ["proposed"],
  scheduled: ["approved", "scheduled"],
  active: ["active"],
  closed: ["rejected", "countered", "expired", "withdrawn", "superseded", "reverted"],
};

/** Price changes in one state of affairs, by profit at stake. */
export async function listProposals(
  actor: Actor,
  query: ProposalListQuery,
  wallNow: Date,
): Promise<ProposalPage> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const { view, ...rest } = query;
  const page = await listPriceProposals(scope, { ...rest, statuses: STATUSES_OF_VIEW[view] });
  const now = shopNow((await findStore(scope))!, wallNow);
  const ids = [...new Set(page.rows.map(({ proposal }) => proposal.productId))];
  const current = await currentPolicy(scope);
  const facts = ids.length > 0 ? await readPricingFacts(scope, now, current.policy, ids) : [];
  const shop = await readPriceTerms(scope);
  const known = new Map(facts.map((one) => [one.id, one]));
  const decided = ids.length > 0 ? await findProposalsOf(scope, ["approved", "scheduled"], ids) : [];
  const decidedOf = new Map(decided.map((one) => [one.productId, one]));
  const standing = (proposal: PriceProposal) => {
    const one = known.get(proposal.productId);
    const standing = one
      ? standingNow(proposal, one, { shop, current, now })
      : { inputsHash: "", crossed: null };
    return { ...standing, replaces: decidedOf.get(proposal.productId) };
  };
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
        standing(proposal),
      ),
    ),
  };
}
