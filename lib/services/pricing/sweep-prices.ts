import { findProposalsOf, type OpenShop, shopsWithOpenPrices } from "@/lib/data/price-proposals";
import { inTransaction, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import { systemActor } from "@/lib/domain/actor";
import { shopNow } from "@/lib/domain/shop";
import { activateProposal, moveProposal, readProposalContext } from "./decide-proposal";

export interface SweptPrices {
  readonly activated: number;
  readonly expired: number;
  readonly invalidated: number;
}

/**
 * Moves prices on with the clock of their shop: those due come into force, those nobody decided on run out, and an
 * approval whose inputs changed goes back to be decided anew. Called again and again by the worker; each change is a
 * transaction of its own, so two workers do each once.
 */
export async function sweepPrices(wallNow: Date): Promise<SweptPrices> {
  const swept = { activated: 0, expired: 0, invalidated: 0 };
  for (const shop of await shopsWithOpenPrices()) await sweepShop(shop, wallNow, swept);
  return swept;
}

async function sweepShop(
  shop: OpenShop,
  wallNow: Date,
  swept: { activated: number; expired: number; invalidated: number },
): Promise<void> {
  const scope = storeScope(shop.id);
  const now = shopNow(shop, wallNow);
  const open = await findProposalsOf(scope, ["proposed", "approved", "scheduled"]);
  const due = open.filter(
    ({ status, expiresAt, effectiveAt }) =>
      now >= expiresAt || (status === "scheduled" && (!effectiveAt || effectiveAt <= now)),
  );
  for (const { id } of due)
    await inTransaction(scope, async (tx) => {
      await lockStore(tx);
      const context = await readProposalContext(tx, id, wallNow);
      const { proposal, inputsHash } = context;
      const record = { actor: systemActor(shop.id), wallNow };
      if (!["proposed", "approved", "scheduled"].includes(proposal.status)) return;
      if (context.now >= proposal.expiresAt) {
        await moveProposal(tx, context, { event: "expire" }, record);
        swept.expired++;
      } else if (proposal.status === "scheduled" && proposal.approval?.inputsHash !== inputsHash) {
        await moveProposal(tx, context, { event: "invalidate", inputsHash }, record);
        swept.invalidated++;
      } else if (
        proposal.status === "scheduled" &&
        (!proposal.effectiveAt || proposal.effectiveAt <= context.now)
      ) {
        await activateProposal(tx, context, record);
        swept.activated++;
      }
    });
}
