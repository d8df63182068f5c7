import type { ProductFacts } from "./candidates";
import type { RankingPolicy } from "./policy";
import type { Removal } from "./trace";

/** Counts what stands in a list by kind and says whether one more would be too many. O(categories) a call. */
export class KindCaps {
  readonly #categories = new Map<string, number>();
  readonly #brands = new Map<string, number>();
  /** Group → the variants shown. */
  readonly #groups = new Map<string, string[]>();

  constructor(private readonly caps: RankingPolicy["caps"]) {}

  count({ productId, categories, brand, groupId }: ProductFacts): void {
    for (const category of categories)
      this.#categories.set(category, (this.#categories.get(category) ?? 0) + 1);
    if (brand !== null) this.#brands.set(brand, (this.#brands.get(brand) ?? 0) + 1);
    const variants = this.#groups.get(groupId);
    if (variants) variants.push(productId);
    else this.#groups.set(groupId, [productId]);
  }

  /** The cap that one more product would break, or null. */
  breachedBy({ categories, brand, groupId }: ProductFacts): Removal | null {
    const variants = this.#groups.get(groupId);
    if (variants && this.caps.group !== null && variants.length >= this.caps.group)
      return { reason: "variant", key: variants[0]! };
    const full = (cap: number | null, shown: number) => cap !== null && shown >= cap;
    for (const category of categories)
      if (full(this.caps.category, this.#categories.get(category) ?? 0))
        return { reason: "category-cap", key: category };
    if (brand !== null && full(this.caps.brand, this.#brands.get(brand) ?? 0))
      return { reason: "brand-cap", key: brand };
    return null;
  }
}
