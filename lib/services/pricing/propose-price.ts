import type { z } from "zod";
import {
  counterPriceInput,
  type ProposePriceInput,
  proposePriceInput,
  revertPriceInput,
} from "@/lib/contracts/pricing";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { findDemandEstimate } from "@/lib/data/demand-estimates";
import { findProposalsOf, insertPriceProposals } from "@/lib/data/price-proposals";
import { readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import { inTransaction, type StoreScope, storeScope } from "@/lib/data/scope";
import { findStore, lockStore } from "@/lib/data/stores";
import type { Actor } from "@/lib/domain/actor";
import { AppError } from "@/lib/domain/errors";
import { authorise } from "@/lib/domain/permissions";
import { brokenRuleError, brokenRules, rulesFor } from "@/lib/domain/pricing/broken-rules";
import { PRICE_CHANGE_REFUSALS } from "@/lib/domain/pricing/price-change";
import type { PriceProposal, ProposalOrigin } from "@/lib/domain/pricing/price-proposal";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { START_REFUSALS, startOf } from "@/lib/domain/pricing/start-day";
import { shopNow } from "@/lib/domain/shop";
import { dateIn, startOfDate } from "@/lib/domain/zoned-time";
import { buildProposal } from "./build-proposal";
import { currentChampion } from "./current-champion";
import { currentPolicy } from "./current-policy";
import { moveProposal, readProposalContext } from "./decide-proposal";
import { toPricedProduct } from "./priced-product";

const NO_SUCH_PRODUCT = "There is no such product in this shop.";
const NO_PRICE = "This product has no price yet.";
const SAME_PRICE = "This is the price that holds already.";

/** Proposes a price of a person's own, inside the guardrails. @returns the change's id */
export async function proposePrice(
  actor: Actor,
  input: ProposePriceInput,
  wallNow: Date,
): Promise<{ id: string }> {
  authorise(actor, "price:propose");
  const { productId, toMinor, compareAtMinor, effectiveAt } = proposePriceInput.parse(input);
  return inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    const at = await startAsked(tx, effectiveAt, wallNow);
    return propose(tx, actor, {
      productId,
      toMinor,
      compareAtMinor,
      effectiveAt: at,
      origin: "person",
      wallNow,
    });
  });
}

/** @throws AppError INVALID for a day that has passed in the shop, or lies too far ahead */
async function startAsked(tx: StoreScope, asked: string | null, wallNow: Date): Promise<Date | null> {
  const shop = (await findStore(tx))!;
  const now = shopNow(shop, wallNow);
  const today = startOfDate(dateIn(shop.timeZone, now), shop.timeZone);
  const start = startOf(asked ? new Date(asked) : null, { now, today });
  if ("at" in start) return start.at;
  const message = START_REFUSALS[start.refusal];
  throw new AppError("INVALID", message, { fieldErrors: { effectiveAt: message } });
}

/** Answers a proposal with another price inside the guardrails; it takes somebody else's yes in turn. */
export async function counterPrice(
  actor: Actor,
  input: z.input<typeof counterPriceInput>,
  wallNow: Date,
): Promise<{ id: string }> {
  authorise(actor, "price:approve");
  const { id, contentHash, toMinor, reason } = counterPriceInput.parse(input);
  return inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    const context = await readProposalContext(tx, id, wallNow);
    const { proposal } = context;
    if (proposal.contentHash !== contentHash)
      throw new AppError("CONFLICT", PRICE_CHANGE_REFUSALS.contentChanged);
    await moveProposal(
      tx,
      context,
      { event: "counter" },
      { actor, wallNow, changes: { reason }, detail: { reason } },
    );
    return propose(tx, actor, {
      ...{ productId: proposal.productId, toMinor, reason, wallNow },
      compareAtMinor: proposal.compareAtMinor,
      effectiveAt: proposal.effectiveAt,
      origin: "counter",
      answersId: id,
    });
  });
}

/** Proposes the way back from a price that holds: a change like any other, which somebody else approves. */
export async function revertPrice(
  actor: Actor,
  input: z.input<typeof revertPriceInput>,
  wallNow: Date,
): Promise<{ id: string }> {
  authorise(actor, "price:propose");
  const { id, reason } = revertPriceInput.parse(input);
  return inTransaction(storeScope(actor.storeId), async (tx) => {
    await lockStore(tx);
    const { proposal } = await readProposalContext(tx, id, wallNow);
    if (proposal.status !== "active") throw new AppError("CONFLICT", PRICE_CHANGE_REFUSALS.notPossible);
    return propose(tx, actor, {
      ...{ productId: proposal.productId, toMinor: proposal.fromMinor, reason, wallNow },
      compareAtMinor: null,
      effectiveAt: null,
      origin: "revert",
      answersId: id,
    });
  });
}

interface Request {
  readonly productId: string;
  readonly toMinor: number;
  readonly compareAtMinor: number | null;
  readonly effectiveAt: Date | null;
  readonly origin: ProposalOrigin;
  readonly reason?: string;
  readonly answersId?: string;
  readonly wallNow: Date;
}

async function propose(tx: StoreScope, actor: Actor, request: Request): Promise<{ id: string }> {
  const { productId, toMinor, origin, wallNow } = request;
  const shop = (await findStore(tx))!;
  const now = shopNow(shop, wallNow);
  const current = await currentPolicy(tx);
  const [facts] = await readPricingFacts(tx, now, current.policy, [productId]);
  if (!facts) throw new AppError("NOT_FOUND", NO_SUCH_PRODUCT);
  if (!facts.priceMinor) throw new AppError("INVALID", NO_PRICE, { fieldErrors: { toMinor: NO_PRICE } });
  if (toMinor === facts.priceMinor && request.compareAtMinor === facts.compareAtMinor)
    throw new AppError("INVALID", SAME_PRICE, { fieldErrors: { toMinor: SAME_PRICE } });
  const terms = await readPriceTerms(tx);
  const rules = rulesFor(
    toPricedProduct(facts, terms, request.effectiveAt ?? now),
    guardrailsFor(current.policy, facts),
  );
  const [broken] = brokenRules(toMinor, rules, origin === "revert");
  if (broken) throw brokenRuleError("INVALID", broken, terms.currency);
  const estimate = await findDemandEstimate(tx, productId);
  const proposal = buildProposal({
    ...request,
    ...{ facts, current, now, estimate },
    champion: (await currentChampion(tx)).family,
    shop: terms,
    modelVersionId: estimate?.modelVersionId ?? null,
    proposer: actor,
  });
  await replaceWaiting(tx, actor, proposal, { now, wallNow });
  await insertPriceProposals(tx, [proposal]);
  await appendAuditEvent(tx, {
    at: wallNow,
    actor,
    action: "price.proposed",
    subjectKind: "price-proposal",
    subjectId: proposal.id,
    detail: { from: proposal.fromMinor, to: toMinor, origin, answers: request.answersId ?? null },
  });
  return { id: proposal.id };
}

/** One open question a product: what waited is over when somebody proposes anew. What was decided on stands until a decision. */
async function replaceWaiting(
  tx: StoreScope,
  actor: Actor,
  proposal: PriceProposal,
  { now, wallNow }: { now: Date; wallNow: Date },
): Promise<void> {
  const waiting = await findProposalsOf(tx, ["proposed"], [proposal.productId]);
  for (const old of waiting)
    await moveProposal(
      tx,
      { proposal: old, inputsHash: old.inputsHash, now },
      { event: "supersede", by: proposal.status },
      { actor, wallNow },
    );
}
