import type { ProductFacts } from "./candidates";
import type { RankingPolicy } from "./policy";
import { holdsAt, matchesProduct } from "./product-match";
import type { Removal } from "./trace";

const DAY_MS = 86_400_000;

/** What the hard rules look at; products go by id, or by a number where a server keeps them in arrays. */
export interface HardFacts<Key> {
  readonly facts: { get(product: Key): ProductFacts | undefined };
  readonly bought: { get(product: Key): Date | undefined };
  readonly context: Iterable<Key>;
  readonly excluded: Iterable<Key>;
  readonly now: Date;
}

/**
 * The rules that nothing overrides, not a pin and not an empty list: what is not sold, hidden, out of stock, on the
 * page or in the cart already, unwanted, bought, or filtered by the policy.
 * @returns a function that gives the first reason against a product, or null. O(rules) a call.
 */
export function hardRules<Key>(
  input: HardFacts<Key>,
  policy: Pick<RankingPolicy, "filters" | "bought">,
): (product: Key) => Removal | null {
  const context = new Set(input.context);
  const excluded = new Set(input.excluded);
  const filters = policy.filters.filter((filter) => holdsAt(filter, input.now));
  const { rule, withinDays, exceptCategories } = policy.bought;
  const since = withinDays === null ? Number.NEGATIVE_INFINITY : input.now.getTime() - withinDays * DAY_MS;
  return (product) => {
    const facts = input.facts.get(product);
    if (!facts) return { reason: "not-sold" };
    if (facts.hidden) return { reason: "hidden" };
    if (facts.onHand !== null && !(facts.onHand > 0)) return { reason: "out-of-stock" };
    if (context.has(product)) return { reason: "in-context" };
    if (excluded.has(product)) return { reason: "excluded" };
    const at = rule === "never" ? input.bought.get(product) : undefined;
    if (
      at &&
      at.getTime() >= since &&
      !facts.categories.some((category) => exceptCategories.includes(category))
    )
      return { reason: "bought", at: at.toISOString() };
    for (const { id, keep, match } of filters)
      if (matchesProduct(match, facts) !== (keep === "only")) return { reason: "filter", ruleId: id };
    return null;
  };
}
