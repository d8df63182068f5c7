import type { ProductFacts } from "./candidates";
import type { RankingPolicy } from "./policy";
import { holdsAt, matchesProduct } from "./product-match";
import type { Removal } from "./trace";

const DAY_MS = 86_400_000;

/** What the hard rules look at; products go by id, or by a number where a server keeps them in arrays. */
export interface HardFacts<Key> {
  readonly facts: { get(product: Key): ProductFacts | undefined };
  /** `unsoldOf` of a product's facts, where a server knows it without reading them. */
  readonly unsold?: (product: Key) => Removal | null;
  readonly bought: { get(product: Key): Date | undefined };
  readonly context: Iterable<Key>;
  readonly excluded: Iterable<Key>;
  readonly now: Date;
}

const NOT_SOLD: Removal = { reason: "not-sold" };
const HIDDEN: Removal = { reason: "hidden" };
const OUT_OF_STOCK: Removal = { reason: "out-of-stock" };

/** Why nobody can be sold a product now, or null. */
export function unsoldOf(facts: ProductFacts | undefined): Removal | null {
  if (!facts) return NOT_SOLD;
  if (facts.hidden) return HIDDEN;
  return facts.onHand !== null && !(facts.onHand > 0) ? OUT_OF_STOCK : null;
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
  const unsold = input.unsold ?? ((product: Key) => unsoldOf(input.facts.get(product)));
  const since = withinDays === null ? Number.NEGATIVE_INFINITY : input.now.getTime() - withinDays * DAY_MS;
  return (product) => {
    const gone = unsold(product);
    if (gone) return gone;
    if (context.has(product)) return { reason: "in-context" };
    if (excluded.has(product)) return { reason: "excluded" };
    const at = rule === "never" ? input.bought.get(product) : undefined;
    const isRecent = at !== undefined && at.getTime() >= since;
    if (!isRecent && filters.length === 0) return null;
    const facts = input.facts.get(product)!;
    if (isRecent && !facts.categories.some((category) => exceptCategories.includes(category)))
      return { reason: "bought", at: at.toISOString() };
    for (const { id, keep, match } of filters)
      if (matchesProduct(match, facts) !== (keep === "only")) return { reason: "filter", ruleId: id };
    return null;
  };
}
