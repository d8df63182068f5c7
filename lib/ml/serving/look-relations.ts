import { createRng, randomPermutation } from "../core/rng";
import { TopSelection } from "../recommend/top-selection";
import { ItemRelations } from "./item-relations";
import type { ShopHistory } from "./shop-history";

/** Products of fewer orders say too little of who buys them: what they look like speaks for them. */
const FEW_ORDERS = 3;
/** Products that a newcomer's likeness to the rest of the shop is taken from. */
const COMPARED = 200;

/**
 * Which well-known products a newcomer that hardly anybody bought looks like. A picture's likeness s to another counts
 * by how far it passes the mean m of its likenesses to the shop: (s − m) / (1 − m). Products without a picture, and
 * those that orders speak for, are proposed by nothing here. One yield a newcomer. O(newcomers · n · values).
 */
export function* lookRelations(
  { products, sales }: Pick<ShopHistory, "products" | "sales">,
  kept: number,
): Generator<undefined, ItemRelations> {
  const n = products.length;
  const orders = new Map<string, Set<string>>();
  for (const { productId, orderId } of sales) {
    const own = orders.get(productId) ?? new Set();
    orders.set(productId, own.add(orderId));
  }
  const known = Array.from(products.keys()).filter((item) => products[item]!.look);
  const isNew = (item: number) => (orders.get(products[item]!.productId)?.size ?? 0) < FEW_ORDERS;
  const witnesses = known.filter((item) => !isNew(item));
  const drawn = randomPermutation(createRng(1).fork("looks"), witnesses.length).subarray(0, COMPARED);
  const starts = new Int32Array(n + 1);
  const cells: { witness: number; weight: number }[] = [];
  const likeness = (a: number, b: number) => innerProduct(products[a]!.look!, products[b]!.look!);
  const best = new TopSelection(Math.min(kept, witnesses.length));
  for (let item = 0; item < n; item++) {
    if (witnesses.length > 0 && products[item]!.look && isNew(item)) {
      const mean = drawn.reduce((sum, k) => sum + likeness(item, witnesses[k]!), 0) / drawn.length;
      best.reset();
      witnesses.forEach((witness, k) => {
        best.offer(k, likeness(item, witness));
      });
      const near = Array.from(best.ranked(), (k) => witnesses[k]!).sort((a, b) => a - b);
      for (const witness of near) {
        const weight = (likeness(item, witness) - mean) / (1 - mean);
        if (weight > 0) cells.push({ witness, weight });
      }
      yield undefined;
    }
    starts[item + 1] = cells.length;
  }
  const byTarget = {
    ...{ rows: n, columns: n, starts },
    indices: Int32Array.from(cells, ({ witness }) => witness),
    values: Float64Array.from(cells, ({ weight }) => weight),
  };
  return ItemRelations.fromTargets(byTarget, kept);
}

function innerProduct(a: Float32Array, b: Float32Array): number {
  let sum = 0;
  for (let f = 0; f < a.length; f++) sum += a[f]! * b[f]!;
  return sum;
}
