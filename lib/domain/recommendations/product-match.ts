import type { ProductFacts } from "./candidates";
import type { ProductMatch } from "./policy";

/** Whether a product meets every condition of a rule. A product without a price meets no price condition. */
export function matchesProduct(match: ProductMatch, facts: ProductFacts): boolean {
  const { productIds, categories, brands, tags, priceFromMinor, priceToMinor } = match;
  if (productIds && !productIds.includes(facts.productId)) return false;
  if (categories && !facts.categories.some((category) => categories.includes(category))) return false;
  if (brands && !(facts.brand !== null && brands.includes(facts.brand))) return false;
  if (tags && !facts.tags.some((tag) => tags.includes(tag))) return false;
  const price = facts.priceMinor;
  if (priceFromMinor !== undefined && !(price !== null && price >= priceFromMinor)) return false;
  if (priceToMinor !== undefined && !(price !== null && price <= priceToMinor)) return false;
  return true;
}

/** Whether a dated rule holds at a time: `from` included, `until` not. Unreadable dates never hold. */
export function holdsAt(rule: { from?: string | undefined; until?: string | undefined }, now: Date): boolean {
  if (rule.from !== undefined && !(now.getTime() >= Date.parse(rule.from))) return false;
  return rule.until === undefined || now.getTime() < Date.parse(rule.until);
}
