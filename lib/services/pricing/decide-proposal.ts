import { type AuditDetail, appendAuditEvent } from "@/lib/data/audit-events";
import { insertPricePoints } from "@/lib/data/catalogue-facts";
import { findPriceProposal, findProposalsOf, updatePriceProposal } from "@/lib/data/price-proposals";
import { findSku, nextPriceMoment, readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { refreshPricesInForce } from "@/lib/data/product-figures";
import type { StoreScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import {
  PRICE_CHANGE_REFUSALS,
  type PriceChangeCommand,
  transitionPriceChange,
} from "@/lib/domain/pricing/price-change";
import type { PriceLimit } from "@/lib/domain/pricing/price-limit";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { shopNow } from "@/lib/domain/shop";
import { announceEvent } from "../webhooks/announce-event";
import { currentPolicy } from "./current-policy";
import { standingNow } from "./priced-product";

export const NO_SUCH_PROPOSAL = "There is no such price change in this shop.";

/** What a decision is made on: the change as stored, and what it rests on now. */
export interface ProposalContext {
  readonly proposal: PriceProposal;
  /** The hash of the inputs as they are now, which need not be those it was proposed on. */
  readonly inputsHash: string;
  /** The shop's time. */
  readonly now: Date;
}

/** The same with what stands beside the product. */
export interface ReadContext extends ProposalContext {
  /** The line that its price would cross now: a competitor or a neighbour may have moved, or been decided on, since. */
  readonly crossed: PriceLimit | null;
}

/** @throws AppError NOT_FOUND for a change that is not in this shop */
export async function readProposalContext(tx: StoreScope, id: string, wallNow: Date): Promise<ReadContext> {
  const proposal = await findPriceProposal(tx, id);
  if (!proposal) throw new AppError("NOT_FOUND", NO_SUCH_PROPOSAL);
  const now = shopNow((await findStore(tx))!, wallNow);
  const current = await currentPolicy(tx);
  const [facts] = await readPricingFacts(tx, now, current.policy, [proposal.productId]);
  if (!facts) return { proposal, inputsHash: "", now, crossed: null };
  const shop = await readPriceTerms(tx);
  return { proposal, now, ...standingNow(proposal, facts, { shop, current, now }) };
}

/**
 * The one way a price change moves on: the state machine decides, the row is written over the revision that was read,
 * and the audit row goes with it. Call in a transaction.
 * @throws AppError CONFLICT when somebody else was first or the machine refuses
 */
export async function moveProposal(
  tx: StoreScope,
  context: ProposalContext,
  command: PriceChangeCommand,
  record: {
    readonly actor: Pick<Actor, "id" | "name">;
    readonly wallNow: Date;
    readonly changes?: Partial<PriceProposal>;
    readonly detail?: AuditDetail;
  },
): Promise<PriceProposal> {
  const { proposal, now } = context;
  const moved: PriceProposal = {
    ...transitionPriceChange(proposal, command, now),
    ...record.changes,
    updatedAt: now,
  };
  if (!(await updatePriceProposal(tx, moved, proposal.revision)))
    throw new AppError("CONFLICT", PRICE_CHANGE_REFUSALS.notPossible);
  await appendAuditEvent(tx, {
    at: record.wallNow,
    actor: record.actor,
    action: `price.${PAST[command.event]}`,
    subjectKind: "price-proposal",
    subjectId: proposal.id,
    detail: { from: moved.fromMinor, to: moved.toMinor, ...record.detail },
  });
  return { ...moved, revision: proposal.revision + 1 };
}

const PAST = {
  submit: "submitted",
  amend: "amended",
  approve: "approved",
  reject: "rejected",
  counter: "countered",
  withdraw: "withdrawn",
  expire: "expired",
  supersede: "superseded",
  invalidate: "invalidated",
  schedule: "scheduled",
  activate: "activated",
  revert: "reverted",
} as const satisfies Record<PriceChangeCommand["event"], string>;

/** What was decided on for the product gives way to what is decided on now. Call in the transaction of that decision. */
export async function replaceDecided(
  tx: StoreScope,
  context: ProposalContext,
  record: { readonly actor: Pick<Actor, "id" | "name">; readonly wallNow: Date },
): Promise<void> {
  const { id, productId, status } = context.proposal;
  const before = await findProposalsOf(tx, ["approved", "scheduled"], [productId]);
  for (const old of before.filter((one) => one.id !== id))
    await moveProposal(tx, { ...context, proposal: old }, { event: "supersede", by: status }, record);
}

/**
 * Puts a scheduled change into force: its price joins the history and the lists, and the change that held before is
 * over. Call in a transaction, with the shop locked, after `schedule`.
 */
export async function activateProposal(
  tx: StoreScope,
  context: ProposalContext,
  record: { readonly actor: Pick<Actor, "id" | "name">; readonly wallNow: Date },
): Promise<PriceProposal> {
  const { inputsHash, now, proposal } = context;
  const active = await moveProposal(
    tx,
    context,
    { event: "activate", inputsHash },
    {
      ...record,
      changes: { activatedAt: now },
    },
  );
  const before = await findProposalsOf(tx, ["active"], [proposal.productId]);
  for (const old of before.filter(({ id }) => id !== proposal.id))
    await moveProposal(tx, { ...context, proposal: old }, { event: "supersede", by: active.status }, record);
  await insertPricePoints(tx, [
    {
      productId: proposal.productId,
      effectiveAt: await nextPriceMoment(tx, proposal.productId, now),
      priceMinor: proposal.toMinor,
      compareAtMinor: proposal.compareAtMinor,
      reason: proposal.origin === "revert" ? "revert" : "decision",
    },
  ]);
  await refreshPricesInForce(tx, now, { productIds: [proposal.productId] });
  await announceEvent(tx, "price.activated", () => activatedPrice(tx, active), {
    at: now,
    wallNow: record.wallNow,
  });
  return active;
}

/** What the shop's other systems are told of a price that came into force. */
async function activatedPrice(tx: StoreScope, proposal: PriceProposal) {
  const { pricesIncludeTax } = await readPriceTerms(tx);
  const { id: proposalId, productId, currency, approval, approverName, origin } = proposal;
  return {
    ...{ proposalId, productId, sku: await findSku(tx, productId), currency, pricesIncludeTax },
    ...{ priceMinor: proposal.toMinor, compareAtMinor: proposal.compareAtMinor },
    previousPriceMinor: proposal.fromMinor,
    origin,
    approvedBy: { kind: approval!.kind, name: approverName },
  };
}
