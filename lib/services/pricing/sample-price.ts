import { appendAuditEvent } from "@/lib/data/audit-events";
import { findDemandEstimate } from "@/lib/data/demand-estimates";
import { findProposalsOf, insertPriceProposals } from "@/lib/data/price-proposals";
import { readPriceSales } from "@/lib/data/price-sales";
import { readPriceTerms, readPricingFacts } from "@/lib/data/pricing-facts";
import type { StoreScope } from "@/lib/data/scope";
import { systemActor } from "@/lib/domain/actor";
import { transitionPriceChange } from "@/lib/domain/pricing/price-change";
import type { PriceProposal } from "@/lib/domain/pricing/price-proposal";
import { objectionsToSample, openPrices, roundOf } from "@/lib/domain/pricing/price-set";
import type { PriceSet } from "@/lib/domain/pricing/pricing-policy";
import { guardrailsFor } from "@/lib/domain/pricing/pricing-policy";
import { createRng } from "@/lib/ml/core/rng";
import { shopProfitAt } from "@/lib/ml/pricing/demand-curve";
import { buildProposal } from "./build-proposal";
import { currentChampion } from "./current-champion";
import { type CurrentPolicy, currentPolicy } from "./current-policy";
import { activateProposal, moveProposal } from "./decide-proposal";
import { learnedSince } from "./learned-since";
import { toPricedProduct } from "./priced-product";

const SAMPLER = { id: "system", name: "Sampler" } as const;

/**
 * Thompson sampling of one product's price inside its approved set: once a stretch, one belief is drawn from what its sales
 * say, by a key that anybody can draw again, and the price that would earn most under it is charged. It is a price change
 * like any other: proposed, approved by the policy version that a person approved with this very set, scheduled,
 * activated, audited. Asked again within the stretch it does the same, which is nothing. Call in a transaction with the
 * shop locked. @returns whether the price moved
 */
export async function samplePrice(
  tx: StoreScope,
  set: PriceSet,
  { now, wallNow }: { readonly now: Date; readonly wallNow: Date },
): Promise<boolean> {
  const current = await currentPolicy(tx);
  const [facts] = await readPricingFacts(tx, now, current.policy, [set.productId]);
  const estimate = await findDemandEstimate(tx, set.productId);
  if (!facts?.priceMinor || facts.unitCostMinor === null || !estimate || current.approvedById === null)
    return false;
  // A promotion has its own end, and a person's open question or decision comes first.
  if (facts.compareAtMinor !== null && facts.compareAtMinor > facts.priceMinor) return false;
  const waiting = await findProposalsOf(tx, ["approved", "scheduled", "proposed"], [set.productId]);
  if (waiting.some(({ origin, approval }) => origin !== "model" || approval?.kind === "person")) return false;
  const terms = await readPriceTerms(tx);
  const product = toPricedProduct(facts, terms, now);
  const { round, began } = roundOf(set, now);
  const from = new Date(Math.max(Date.parse(set.from), estimate.readAt.getTime()));
  const sales = began > from ? await readPriceSales(tx, set.productId, { from, to: began }) : [];
  const champion = (await currentChampion(tx)).family;
  const learned = learnedSince(estimate, champion, sales, current.policy.horizonWeeks);
  const key = `${tx.storeId}/${set.productId}/${set.from}/${round}`;
  const { elasticity } = learned.updated.draw(createRng(key));
  const curve = {
    ...{ referenceMinor: learned.referenceMinor, units: 1, elasticity, deviation: 0 },
    ...{ levelDeviation: 0, dispersion: 0, stock: null },
  };
  const economics = {
    unitCostMinor: facts.unitCostMinor,
    taxDivisor: terms.pricesIncludeTax ? 1 + facts.taxRate : 1,
    ...{ diversion: estimate.diversion, siblingMarginMinor: estimate.siblingMargin },
  };
  const open = openPrices(set, product, guardrailsFor(current.policy, facts));
  const [first, ...others] = open.map((priceMinor) => ({
    priceMinor,
    // The level multiplies every profit alike, so the elasticity alone decides.
    profit: shopProfitAt(curve, economics, priceMinor, facts.priceMinor!),
  }));
  if (!first) return false;
  const { priceMinor } = others.reduce((best, one) => (one.profit > best.profit ? one : best), first);
  if (priceMinor === facts.priceMinor) return false;
  const proposal = buildProposal({
    ...{ facts, estimate, current, champion, now, shop: terms, toMinor: priceMinor },
    modelVersionId: estimate.modelVersionId,
    ...{ compareAtMinor: null, effectiveAt: null, origin: "sampling", proposer: SAMPLER },
    evidence: {
      objections: [],
      sample: {
        ...{ key, round, elasticity, pricesMinor: open },
        ...{ mean: learned.updated.elasticity, deviation: learned.updated.elasticityDeviation },
        ...{ units: learned.units, days: learned.days },
      },
    },
  });
  const objections = objectionsToSample(
    { product: { ...facts, ...product }, toMinor: priceMinor, now },
    current.policy,
  );
  if (objections.length > 0) return false;
  // What a run proposed rested on the price that now goes.
  for (const old of waiting)
    await moveProposal(
      tx,
      { proposal: old, inputsHash: old.inputsHash, now },
      { event: "supersede", by: "approved" },
      { actor: systemActor(tx.storeId), wallNow },
    );
  await chargeByPolicy(tx, proposal, current, { now, wallNow });
  return true;
}

/** Approves by the policy version, schedules and activates, each as its own audited step. */
export async function chargeByPolicy(
  tx: StoreScope,
  proposal: PriceProposal,
  { version, approvedById }: CurrentPolicy,
  { now, wallNow }: { readonly now: Date; readonly wallNow: Date },
): Promise<void> {
  const { contentHash, inputsHash } = proposal;
  const by = { kind: "policy", version, approvedById, objections: [] } as const;
  const approved = transitionPriceChange(proposal, { event: "approve", by, contentHash, inputsHash }, now);
  const scheduled = {
    ...transitionPriceChange(approved, { event: "schedule", inputsHash }, now),
    approverName: `Policy v${version}`,
  };
  await insertPriceProposals(tx, [scheduled]);
  const actor = systemActor(tx.storeId);
  await appendAuditEvent(tx, {
    at: wallNow,
    actor,
    action: "price.approved",
    subjectKind: "price-proposal",
    subjectId: proposal.id,
    detail: {
      ...{ by: "policy", policyVersion: version, origin: proposal.origin },
      ...{ from: proposal.fromMinor, to: proposal.toMinor, draw: proposal.evidence.sample?.key ?? null },
    },
  });
  await activateProposal(tx, { proposal: scheduled, inputsHash, now }, { actor, wallNow });
}
