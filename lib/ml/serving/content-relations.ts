import { cosine } from "../similarity/similarity";
import type { SparseMatrix } from "../similarity/sparse-matrix";
import { ItemRelations } from "./item-relations";
import type { ProductContent } from "./shop-history";

/** Say of each kind of word, before its rarity. */
const KIND_WEIGHT = { category: 1, brand: 0.5, tag: 0.8, name: 0.6 } as const;
/** Words that more of the goods carry tell them apart too little to be worth comparing everything with everything. */
const COMMONEST_SHARE = 0.3;
const MANY_PRODUCTS = 1_000;

/**
 * Which products are described alike: cosine over category, brand, tags and words of the name, each weighted by
 * ln(1 + n/n_w) of the n_w products that carry it. Needs nobody to have bought anything.
 * Cost O(Σ_w n_w²/2). Source: Salton & Buckley (1988), term weighting.
 */
export function contentRelations(products: readonly ProductContent[], kept: number): ItemRelations {
  const words = new Map<string, number>();
  const rows = products.map((product) => {
    const own = new Map<number, number>();
    const add = (kind: keyof typeof KIND_WEIGHT, word: string) => {
      const key = `${kind}:${word}`;
      const index = words.get(key) ?? words.size;
      words.set(key, index);
      own.set(index, KIND_WEIGHT[kind]);
    };
    for (const category of product.categories) add("category", category);
    if (product.brand) add("brand", product.brand);
    for (const tag of product.tags) add("tag", tag);
    for (const word of product.name.toLowerCase().match(/\p{L}{3,}/gu) ?? []) add("name", word);
    return own;
  });
  const carriers = new Float64Array(words.size);
  for (const row of rows) for (const word of row.keys()) carriers[word]!++;
  const n = products.length;
  const tells = (word: number) =>
    carriers[word]! > 1 && (n < MANY_PRODUCTS || carriers[word]! <= COMMONEST_SHARE * n);
  const starts = new Int32Array(n + 1);
  const indices: number[] = [];
  const values: number[] = [];
  rows.forEach((row, i) => {
    for (const word of [...row.keys()].filter(tells).sort((a, b) => a - b)) {
      indices.push(word);
      values.push(row.get(word)! * Math.log(1 + n / carriers[word]!));
    }
    starts[i + 1] = indices.length;
  });
  if (indices.length === 0) return ItemRelations.none(n);
  const X: SparseMatrix = {
    rows: n,
    columns: words.size,
    starts,
    indices: Int32Array.from(indices),
    values: Float64Array.from(values),
  };
  return ItemRelations.fromTargets(cosine(X), kept);
}
