import { type AuditDetail, appendAuditEvents } from "@/lib/data/audit-events";
import type { DemandEstimateRecord } from "@/lib/data/demand-estimates";
import {
  findSettledProducts,
  insertPriceProposals,
  supersedeModelProposals,
} from "@/lib/data/price-proposals";
import type { PricingFacts } from "@/lib/data/pricing-facts";
import type { StoreScope } from "@/lib/data/scope";
import { systemActor } from "@/lib/domain/actor";
import { choosePrice } from "@/lib/domain/pricing/choose-price";
import type { PricingFamily } from "@/lib/domain/pricing/demand-family";
import { brokenOrder, feasibleRange } from "@/lib/domain/pricing/guardrails";
import { transitionPriceChange } from "@/lib/domain/pricing/price-change";
import type { NoProposal, PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { priceSetOf } from "@/lib/domain/pricing/price-set";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { buildProposal } from "./build-proposal";
import { type CurrentPolicy, currentPolicy } from "./current-policy";
import { demandOf } from "./demand-of";
import { type PricingShop, toPricedProduct } from "./priced-product";

export interface ModelProposals {
  readonly estimates: readonly DemandEstimateRecord[];
  readonly facts: readonly PricingFacts[];
  readonly modelVersionId: string;
  readonly version: number;
  /** The family whose curves decide. */
  readonly champion: PricingFamily;
  readonly terms: PricingShop;
  /** The shop's time, and the wall's. */
  readonly now: Date;
  readonly wallNow: Date;
}

/**
 * Proposes a price for every product that can gain by one, in place of the model's earlier proposals that nobody decided
 * on; what a person proposed stays. Where the policy acts, small sure changes are approved by its version and scheduled.
 * Call in the transaction that stores the model. @returns how many, and why the others got none
 */
export async function proposeFromModel(
  tx: StoreScope,
  input: ModelProposals,
): Promise<{ proposed: number; approvedByPolicy: number; replaced: number }> {
  const { wallNow } = input;
  const current = await currentPolicy(tx);
  const settled = await findSettledProducts(tx);
  const replaced = await supersedeModelProposals(tx, input.now);
  const estimates = new Map(input.estimates.map((estimate) => [estimate.productId, estimate]));
  const proposals = input.facts.flatMap((facts) => {
    const estimate = estimates.get(facts.id);
    // Where an approved set of prices is being tried, the sampler moves the price until the set ends.
    if (!estimate || settled.has(facts.id) || priceSetOf(current.policy, facts.id, input.now)) return [];
    const proposal = proposeOne(facts, estimate, input, current);
    return "none" in proposal ? [] : [proposal];
  });
  const decided = approveInOrder(proposals, input, current);
  await insertPriceProposals(tx, decided);
  const byPolicy = decided.filter(({ approval }) => approval);
  const told = (action: string, { id, fromMinor, toMinor }: (typeof replaced)[number], by: AuditDetail) => ({
    ...{ at: wallNow, actor: systemActor(tx.storeId), action, subjectKind: "price-proposal", subjectId: id },
    detail: { ...by, from: fromMinor, to: toMinor },
  });
  const byVersion = { by: "policy", policyVersion: current.version };
  await appendAuditEvents(tx, [
    ...replaced.map((one) => told("price.superseded", one, { by: "model", modelVersion: input.version })),
    ...byPolicy.map((one) => told("price.approved", one, byVersion)),
  ]);
  return {
    proposed: decided.length,
    approvedByPolicy: byPolicy.length,
    replaced: replaced.length,
  };
}

function proposeOne(
  facts: PricingFacts,
  estimate: DemandEstimateRecord,
  { terms, now, modelVersionId, version, champion }: ModelProposals,
  current: CurrentPolicy,
): PriceProposal | { none: NoProposal } {
  const demand = demandOf(estimate, facts, terms, champion);
  if (!demand) return { none: facts.unitCostMinor === null ? "NO_COST" : "NO_PRICE" };
  // A promotion has its own end; what follows it is the everyday price, which is not in force now.
  if (facts.compareAtMinor !== null && facts.compareAtMinor > facts.priceMinor!) return { none: "RESTING" };
  const product = toPricedProduct(facts, terms, now);
  const choice = choosePrice(product, guardrailsFor(current.policy, facts), demand.judge);
  if ("none" in choice) return choice;
  return buildProposal({
    ...{ facts, estimate, modelVersionId, current, now, champion },
    shop: terms,
    toMinor: choice.toMinor,
    compareAtMinor: null,
    effectiveAt: null,
    origin: "model",
    proposer: { id: "system", name: `Model v${version}` },
  });
}

/** One after the other: what was approved for one product is what its neighbours are held against. */
function approveInOrder(
  proposals: readonly PriceProposal[],
  { facts, terms, now }: ModelProposals,
  current: CurrentPolicy,
): PriceProposal[] {
  const known = new Map(facts.map((one) => [one.id, one]));
  const decided = new Map<string, number>();
  return proposals.map((proposal) => {
    const product = known.get(proposal.productId)!;
    const neighbours = product.neighbours.map((neighbour) => {
      const minor = decided.get(neighbour.productId);
      return minor === undefined ? neighbour : { ...neighbour, heldMinor: [...neighbour.heldMinor, minor] };
    });
    const range = feasibleRange(
      toPricedProduct({ ...product, neighbours }, terms, now),
      guardrailsFor(current.policy, product),
    );
    const fits = brokenOrder(proposal.toMinor, range) === undefined;
    const next = fits ? approveByPolicy(proposal, current, now) : proposal;
    if (next.approval) decided.set(proposal.productId, proposal.toMinor);
    return next;
  });
}

function approveByPolicy(proposal: PriceProposal, current: CurrentPolicy, now: Date): PriceProposal {
  const { objections } = proposal.evidence;
  if (objections.length > 0 || current.approvedById === null) return proposal;
  const { contentHash, inputsHash } = proposal;
  const by = {
    kind: "policy",
    version: current.version,
    approvedById: current.approvedById,
    objections,
  } as const;
  const approved = transitionPriceChange(proposal, { event: "approve", by, contentHash, inputsHash }, now);
  return {
    ...transitionPriceChange(approved, { event: "schedule", inputsHash }, now),
    approverName: `Policy v${current.version}`,
  };
}
