import type { DemandEstimateRecord } from "@/lib/data/demand-estimates";
import type { PricingFacts } from "@/lib/data/pricing-facts";
import { objectionsTo, standingOf } from "@/lib/domain/pricing/approval-rules";
import type { PricingFamily } from "@/lib/domain/pricing/demand-family";
import { feasibleRange, marginAt } from "@/lib/domain/pricing/guardrails";
import type { PriceProposal, ProposalEvidence, ProposalOrigin } from "@/lib/domain/pricing/price-proposal";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { newId } from "@/lib/platform/ids";
import type { CurrentPolicy } from "./current-policy";
import { demandOf, elasticityOf } from "./demand-of";
import { contentHashOf, inputsHashOf, type PricingShop, toPricedProduct } from "./priced-product";

const DAY_MS = 86_400_000;

export interface ProposalRequest {
  readonly facts: PricingFacts;
  readonly estimate: DemandEstimateRecord | null;
  readonly modelVersionId: string | null;
  /** The family whose curve tells what a price brings. */
  readonly champion: PricingFamily;
  readonly shop: PricingShop;
  readonly current: CurrentPolicy;
  readonly toMinor: number;
  readonly compareAtMinor: number | null;
  readonly effectiveAt: Date | null;
  readonly origin: ProposalOrigin;
  readonly proposer: { readonly id: string; readonly name: string };
  readonly reason?: string | null;
  readonly answersId?: string | null;
  /** What else it rests on: a draw, or what was watched. */
  readonly evidence?: Partial<Pick<ProposalEvidence, "objections" | "sample" | "watch">>;
  /** The shop's time. */
  readonly now: Date;
}

/** A proposed price change with its evidence and its hashes, not yet stored. Whether it keeps the guardrails is in its evidence. */
export function buildProposal(request: ProposalRequest): PriceProposal {
  const { facts, shop, current, toMinor, compareAtMinor, effectiveAt, now, proposer } = request;
  const evidence = { ...evidenceFor(request), ...request.evidence };
  const content = {
    ...{ productId: facts.id, currency: shop.currency, fromMinor: facts.priceMinor ?? 0 },
    ...{ toMinor, compareAtMinor, effectiveAt },
  };
  const lasts = Math.max(now.getTime(), effectiveAt?.getTime() ?? 0) + current.policy.proposalDays * DAY_MS;
  return {
    id: newId(),
    ...content,
    status: "proposed",
    origin: request.origin,
    expiresAt: new Date(lasts),
    contentHash: contentHashOf(content),
    inputsHash: inputsHashOf(facts, shop, current.version),
    policyVersion: current.version,
    proposerId: proposer.id,
    proposerName: proposer.name,
    approval: null,
    approverName: null,
    modelVersionId: request.modelVersionId,
    stakeMinor: Math.round(Math.abs(evidence.gainMinor ?? 0)),
    evidence,
    reason: request.reason ?? null,
    answersId: request.answersId ?? null,
    revision: 1,
    createdAt: now,
    updatedAt: now,
    activatedAt: null,
  };
}

function evidenceFor(request: ProposalRequest): ProposalEvidence {
  const { facts, estimate, shop, current, toMinor, now } = request;
  const product = toPricedProduct(facts, shop, now);
  const guardrails = guardrailsFor(current.policy, facts);
  const range = feasibleRange(product, guardrails);
  const demand = estimate && demandOf(estimate, facts, shop, request.champion);
  const gainMinor = demand ? demand.judge.gainAt(toMinor) : null;
  const chanceOfLoss = demand ? demand.judge.chanceOfLossAt(toMinor) : null;
  return {
    horizonWeeks: current.policy.horizonWeeks,
    ...(demand ? { family: demand.family } : {}),
    today: demand ? demand.outcome(facts.priceMinor!) : null,
    proposed: demand ? demand.outcome(toMinor) : null,
    gainMinor,
    chanceOfLoss,
    elasticity: estimate && elasticityOf(estimate, request.champion),
    sufficiency: estimate && {
      distinctPrices: estimate.distinctPrices,
      weeksObserved: estimate.weeksObserved,
      units: estimate.unitsObserved,
      enough: estimate.enough,
    },
    limits: range.limits,
    beyondChange: range.beyondChange,
    margin: { today: marginAt(product.priceMinor, product), proposed: marginAt(toMinor, product) },
    objections: objectionsTo(
      {
        toMinor,
        product,
        categories: facts.categories,
        stakeMinor: gainMinor,
        chanceOfLoss,
        ...standingOf(toMinor, { product, range, guardrails }),
      },
      current.policy,
    ),
  };
}
