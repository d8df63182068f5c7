import { brokenLimits, feasibleRange, type PricedProduct } from "./guardrails";
import type { CompetitorRule, Guardrails, PricingPolicy, ProductGuardrails } from "./pricing-policy";

/** Share of the way from competition to monopoly that two learners' profits may rise under a shop's guardrails. */
export const MOST_COLLUSION = 0.2;

/** Whether the guardrails would let two such learners keep prices up at the buyers' cost. O(1). */
export function lettingCollude(profitGain: number): boolean {
  return profitGain > MOST_COLLUSION;
}

/**
 * How prices that no person looks at stand to competitors where the policy says nothing: a step of two percent is too
 * small for learners to lead one another upwards by.
 */
export const UNATTENDED_POSITION: CompetitorRule = { against: "cheapest", mostAbove: 0.02 };

/**
 * The guardrails of a price that is charged without a person's look at it: a sampler's draw, a Q-learner's ladder, a
 * proposal that the policy approves. A position that a person wrote holds instead, tighter or looser. O(1).
 */
export function unattendedGuardrails<G extends Guardrails>(guardrails: G): G {
  return { ...guardrails, competitor: guardrails.competitor ?? UNATTENDED_POSITION };
}

/** Whether a price lies above what may be charged unattended, beside competitors whose prices are known. O(competitors). */
export function isAboveRivals(
  toMinor: number,
  product: PricedProduct,
  guardrails: ProductGuardrails,
): boolean {
  const range = feasibleRange(product, unattendedGuardrails(guardrails));
  return brokenLimits(toMinor, range).some(({ kind }) => kind === "competitor");
}

/** Those unattended guardrails among a policy's own and its rules' that let prices rise farthest above rivals. O(rules). */
export function loosestUnattended({ guardrails, rules }: PricingPolicy): Guardrails {
  const mostAbove = (one: Guardrails): number => unattendedGuardrails(one).competitor!.mostAbove;
  const all = rules.map((rule): Guardrails => ({ ...guardrails, ...rule.guardrails }));
  return unattendedGuardrails(
    all.reduce((loosest, one) => (mostAbove(one) > mostAbove(loosest) ? one : loosest), guardrails),
  );
}
