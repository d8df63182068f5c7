import { type ApprovePricesInput, approvePricesInput, type DecisionOutcome } from "@/lib/contracts/pricing";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { brokenRuleError, isOrderRefusal } from "@/lib/domain/pricing/broken-rules";
import { activateProposal, moveProposal, readProposalContext, replaceDecided } from "./decide-proposal";
import { contentHashOf } from "./priced-product";

/**
 * Approves price changes, each bound to the content the approver saw and to today's inputs, and puts those due into
 * force. Each is decided on its own: one that moved on is refused and says why, the others go through.
 */
export async function approvePrices(
  actor: Actor,
  input: ApprovePricesInput,
  wallNow: Date,
): Promise<DecisionOutcome[]> {
  authorise(actor, "price:approve");
  const { proposals, effectiveAt } = approvePricesInput.parse(input);
  const approve = ({ id, contentHash }: (typeof proposals)[number]) =>
    decided(id, () =>
      inTransaction(storeScope(actor.storeId), async (tx) => {
        // Two managers at once: the second reads what the first wrote.
        await lockStore(tx);
        await approveOne(tx, actor, { id, contentHash, effectiveAt }, wallNow);
      }),
    );
  const outcomes = new Map<string, DecisionOutcome>();
  let left = proposals;
  // Neighbours that move together make room for one another: what is refused for its place is asked again after the rest.
  for (let before = Number.POSITIVE_INFINITY; left.length > 0 && left.length < before; ) {
    before = left.length;
    for (const one of left) outcomes.set(one.id, await approve(one));
    left = left.filter(({ id }) => isOutOfOrder(outcomes.get(id)!));
  }
  return proposals.map(({ id }) => outcomes.get(id)!);
}

/** How one of several decisions went; a foreseen refusal is an answer, anything else stops them all. */
export async function decided(id: string, work: () => Promise<void>): Promise<DecisionOutcome> {
  try {
    await work();
    return { id, ok: true, message: null };
  } catch (error) {
    if (!(error instanceof AppError)) throw error;
    const { publicMessage, sentence, values } = error;
    return { id, ok: false, message: publicMessage, refusal: { sentence, values } };
  }
}

function isOutOfOrder({ refusal }: DecisionOutcome): boolean {
  return refusal !== undefined && isOrderRefusal(refusal.sentence);
}

async function approveOne(
  tx: StoreScope,
  actor: Actor,
  request: { id: string; contentHash: string; effectiveAt: string | null },
  wallNow: Date,
): Promise<void> {
  const context = await readProposalContext(tx, request.id, wallNow);
  const { inputsHash, now, crossed } = context;
  if (crossed) throw brokenRuleError("CONFLICT", crossed, context.proposal.currency);
  const record = { actor, wallNow };
  // A system's yes is never a person's: policies approve where proposals are made.
  if (actor.kind !== "person") throw new AppError("FORBIDDEN", "Only a person may approve a price here.");
  const by = { kind: "person", id: actor.id } as const;
  const { proposal } = context;
  // A day that the change has is its content; one that the approver chooses becomes part of what they approve.
  const effectiveAt = proposal.effectiveAt ?? (request.effectiveAt ? new Date(request.effectiveAt) : null);
  if (effectiveAt && effectiveAt >= proposal.expiresAt)
    throw new AppError("INVALID", "This proposal runs out before that day. Choose an earlier one.");
  const from =
    effectiveAt && !proposal.effectiveAt
      ? { effectiveAt, contentHash: contentHashOf({ ...proposal, effectiveAt }) }
      : undefined;
  const approved = await moveProposal(
    tx,
    context,
    { event: "approve", by, contentHash: request.contentHash, inputsHash, from },
    { ...record, changes: { approverName: actor.name } },
  );
  const scheduled = await moveProposal(
    tx,
    { ...context, proposal: approved },
    { event: "schedule", inputsHash },
    record,
  );
  await replaceDecided(tx, { ...context, proposal: scheduled }, record);
  if (!effectiveAt || effectiveAt <= now)
    await activateProposal(tx, { ...context, proposal: scheduled }, record);
}
