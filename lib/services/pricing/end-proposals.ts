import type { z } from "zod";
import { type DecisionOutcome, rejectPricesInput, withdrawPriceInput } from "@/lib/contracts/pricing";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise, can } from "@/lib/domain/permissions";
import { decided } from "./approve-prices";
import { moveProposal, readProposalContext } from "./decide-proposal";

/** Turns down price changes for one reason. Each is decided on its own. */
export async function rejectPrices(
  actor: Actor,
  input: z.input<typeof rejectPricesInput>,
  wallNow: Date,
): Promise<DecisionOutcome[]> {
  authorise(actor, "price:approve");
  const { ids, reason } = rejectPricesInput.parse(input);
  const outcomes: DecisionOutcome[] = [];
  for (const id of ids)
    outcomes.push(
      await decided(id, () =>
        inTransaction(storeScope(actor.storeId), async (tx) => {
          const context = await readProposalContext(tx, id, wallNow);
          const record = { actor, wallNow, changes: { reason }, detail: { reason } };
          await moveProposal(tx, context, { event: "reject" }, record);
        }),
      ),
    );
  return outcomes;
}

/** Takes a price change back before it holds: one's own, or anybody's for whoever decides on prices. */
export async function withdrawPrice(
  actor: Actor,
  input: z.input<typeof withdrawPriceInput>,
  wallNow: Date,
): Promise<void> {
  authorise(actor, "price:propose");
  const { id, reason } = withdrawPriceInput.parse(input);
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    const context = await readProposalContext(tx, id, wallNow);
    await moveProposal(
      tx,
      context,
      { event: "withdraw", by: { id: actor.id, mayApprove: can(actor, "price:approve") } },
      {
        ...{ actor, wallNow },
        changes: { reason },
        detail: { reason },
      },
    );
  });
}
