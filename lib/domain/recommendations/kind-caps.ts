import type { ProductFacts } from "./candidates";
import type { RankingPolicy } from "./policy";
import type { Removal } from "./trace";

/** Counts what stands in a list by kind and says whether one more would be too many. O(categories) a call. */
export class KindCaps {
  readonly #categories = new Map<string, number>();
  readonly #brands = new Map<string, number>();
  /** Group → the variants shown. */
  readonly #groups = new Map<string, string[]>();

  constructor(
    private readonly caps: RankingPolicy["caps"],
    private readonly facts: Pick<ReadonlyMap<string, ProductFacts>, "get">,
  ) {}

  count(productId: string): void {
    const { categories, brand, groupId } = this.facts.get(productId)!;
    for (const category of categories)
      this.#categories.set(category, (this.#categories.get(category) ?? 0) + 1);
    if (brand !== null) this.#brands.set(brand, (this.#brands.get(brand) ?? 0) + 1);
    this.#groups.set(groupId, [...(this.#groups.get(groupId) ?? []), productId]);
  }

  /** The cap that one more product would break, or null. */
  breachedBy(productId: string): Removal | null {
    const { categories, brand, groupId } = this.facts.get(productId)!;
    const variants = this.#groups.get(groupId) ?? [];
    if (this.caps.group !== null && variants.length >= this.caps.group && variants.length > 0)
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
