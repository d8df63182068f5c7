import { type CatalogueRow, listCatalogue } from "@/lib/data/recommendation-serving";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { ProductFacts } from "@/lib/domain/recommendations/candidates";
import { shopNow } from "@/lib/domain/shop";
import { KeptFresh } from "./kept-fresh";

/** A shop's goods as lists know them. Stock and hiding are read again for each list. */
export interface ShopCatalogue {
  readonly facts: ReadonlyMap<string, ProductFacts>;
  /** The same without today's stock and hiding, for lists of another day. */
  readonly anytime: ReadonlyMap<string, ProductFacts>;
  readonly rows: ReadonlyMap<string, CatalogueRow>;
  /** The best selling first. */
  readonly bestSelling: readonly string[];
  /** Of the last two months, newest first. */
  readonly fresh: readonly string[];
  /** Where the shop's clock stands, beside the wall. */
  readonly clock: { readonly clockKind: "wall" | "simulated"; readonly clockAt: Date | null };
}

const FRESH_MS = 20_000;
const DAY_MS = 86_400_000;
const NEW_DAYS = 60;
const RECENT_WEEKS = 4;
const holders = new Map<string, KeptFresh<ShopCatalogue>>();

export function shopCatalogue(storeId: string, wallNowMs: number): Promise<ShopCatalogue> {
  let holder = holders.get(storeId);
  if (!holder) {
    holder = new KeptFresh(() => load(storeId), { freshMs: FRESH_MS, whileOld: true });
    holders.set(storeId, holder);
  }
  return holder.get(wallNowMs);
}

/** After a change in this process that lists must see. */
export function forgetShopCatalogue(storeId: string): void {
  holders.delete(storeId);
}

async function load(storeId: string): Promise<ShopCatalogue> {
  const scope = storeScope(storeId);
  const shop = await findStore(scope);
  const clock = shop ?? ({ clockKind: "wall", clockAt: null } as const);
  const now = shopNow(clock, new Date());
  return toCatalogue(await listCatalogue(scope, now), now, clock);
}

/** Figures that lists weigh, from what the shop's tables say. O(n log n). */
export function toCatalogue(
  rows: readonly CatalogueRow[],
  now: Date,
  clock: ShopCatalogue["clock"],
): ShopCatalogue {
  const bySales = [...rows].sort(
    (a, b) => b.recentUnits - a.recentUnits || (a.productId < b.productId ? -1 : 1),
  );
  const rankOf = new Map(bySales.map(({ productId }, k) => [productId, 1 - k / Math.max(1, rows.length)]));
  const facts = rows.map((row): ProductFacts => {
    const netMinor = row.priceMinor === null ? null : row.priceMinor / (1 + row.taxRate);
    const known = netMinor !== null && netMinor > 0 && row.unitCostMinor !== null;
    const perWeek = row.recentUnits / RECENT_WEEKS;
    return {
      productId: row.productId,
      groupId: row.groupId,
      categories: row.categories,
      brand: row.brand,
      tags: row.tags,
      priceMinor: row.priceMinor,
      marginShare: known ? (netMinor - row.unitCostMinor!) / netMinor : null,
      onHand: row.onHand,
      coverWeeks: row.onHand !== null && perWeek > 0 ? row.onHand / perWeek : null,
      popularityRank: rankOf.get(row.productId) ?? null,
      hidden: row.hidden,
    };
  });
  const since = now.getTime() - NEW_DAYS * DAY_MS;
  const isNew = (row: CatalogueRow) =>
    row.releasedAt !== null && row.releasedAt.getTime() > since && row.releasedAt <= now;
  return {
    facts: new Map(facts.map((product) => [product.productId, product])),
    anytime: new Map(
      facts.map((product) => [product.productId, { ...product, onHand: null, hidden: false }]),
    ),
    rows: new Map(rows.map((row) => [row.productId, row])),
    bestSelling: bySales.map(({ productId }) => productId),
    fresh: rows
      .filter(isNew)
      .sort((a, b) => b.releasedAt!.getTime() - a.releasedAt!.getTime())
      .map(({ productId }) => productId),
    clock: { clockKind: clock.clockKind, clockAt: clock.clockAt },
  };
}
