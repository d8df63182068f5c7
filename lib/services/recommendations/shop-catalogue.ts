import { setImmediate as nextTurn, setTimeout as rest } from "node:timers/promises";
import {
  type CatalogueRow,
  listCatalogueStretch,
  readCatalogueStamp,
} from "@/lib/data/recommendation-serving";
import { storeScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import type { ProductFacts } from "@/lib/domain/recommendations/candidates";
import { earningRanks } from "@/lib/domain/recommendations/earning-ranks";
import { newProducts } from "@/lib/domain/recommendations/new-products";
import { SlotScorer } from "@/lib/domain/recommendations/score-slots";
import { SlotFigures } from "@/lib/domain/recommendations/slot-figures";
import { shopNow } from "@/lib/domain/shop";
import { KeptFresh } from "./kept-fresh";

/**
 * A shop's goods as lists know them. Stock and hiding are read again for each list. A product's slot is its place in
 * the order of ids.
 */
export interface ShopCatalogue {
  readonly facts: ReadonlyMap<string, ProductFacts>;
  readonly rows: ReadonlyMap<string, CatalogueRow>;
  readonly slotOf: ReadonlyMap<string, number>;
  readonly factsAt: readonly ProductFacts[];
  /** The best selling first. */
  readonly bestSelling: readonly string[];
  readonly bestSellingSlots: Int32Array;
  /** Of the last two months, newest first. */
  readonly fresh: readonly string[];
  readonly freshSlots: Int32Array;
  /** Room for one slot more: products that the shop no longer has. */
  readonly scorer: SlotScorer;
  /** What the tables said when it was read. */
  readonly stamp: string;
  /** By a clock that only runs on. */
  readonly readAtMs: number;
  /** Where the shop's clock stands, beside the wall. */
  readonly clock: { readonly clockKind: "wall" | "simulated"; readonly clockAt: Date | null };
}

const FRESH_MS = 20_000;
/** What sold of late and how long stock lasts may be so old where nothing else changed. */
const SALES_FRESH_MS = 300_000;
const RECENT_WEEKS = 4;
/** Products read and worked on before other requests have their turn: some two milliseconds. */
const STRETCH = 100;
/** Between two stretches of a refresh, while the old catalogue serves: a refresh must not be felt. */
const REST_MS = 40;
const holders = new Map<string, KeptFresh<ShopCatalogue>>();

export function shopCatalogue(storeId: string, wallNowMs: number): Promise<ShopCatalogue> {
  let holder = holders.get(storeId);
  if (!holder) {
    holder = new KeptFresh((before) => load(storeId, before), {
      freshMs: FRESH_MS,
      whileOld: true,
    });
    holders.set(storeId, holder);
  }
  return holder.get(wallNowMs);
}

/** After a change in this process that lists must see. */
export function forgetShopCatalogue(storeId: string): void {
  holders.delete(storeId);
}

async function load(storeId: string, before: ShopCatalogue | undefined): Promise<ShopCatalogue> {
  const scope = storeScope(storeId);
  const shop = await findStore(scope);
  const clock = shop ?? ({ clockKind: "wall", clockAt: null } as const);
  const now = shopNow(clock, new Date());
  const stamp = await readCatalogueStamp(scope, now);
  const sameClock =
    before?.clock.clockKind === clock.clockKind &&
    before.clock.clockAt?.getTime() === clock.clockAt?.getTime();
  const ageMs = before ? performance.now() - before.readAtMs : 0;
  if (before && sameClock && before.stamp === stamp && ageMs < SALES_FRESH_MS) return before;
  const rows: CatalogueRow[] = [];
  for (let afterId: string | null = null; ; ) {
    const stretch: CatalogueRow[] = await listCatalogueStretch(scope, { now, afterId, limit: STRETCH });
    for (const row of stretch) rows.push(row);
    if (stretch.length < STRETCH) break;
    afterId = stretch.at(-1)!.productId;
    if (before) await rest(REST_MS);
  }
  return { ...(await toCatalogue(rows, now, clock)), stamp, readAtMs: performance.now() };
}

/** Figures that lists weigh, from what the shop's tables say; others have their turn in between. O(n log n). */
async function toCatalogue(
  rows: readonly CatalogueRow[],
  now: Date,
  clock: ShopCatalogue["clock"],
): Promise<Omit<ShopCatalogue, "stamp" | "readAtMs">> {
  const sold = Float64Array.from(rows, ({ recentUnits }) => recentUnits);
  const bestSellingSlots = Int32Array.from(rows.keys()).sort((a, b) => sold[b]! - sold[a]! || a - b);
  const rankOf = new Float64Array(rows.length);
  bestSellingSlots.forEach((slot, rank) => {
    rankOf[slot] = 1 - rank / Math.max(1, rows.length);
  });
  await nextTurn();
  const earns = earningRanks(rows.map(earnedMinor));
  await nextTurn();
  const factsAt: ProductFacts[] = [];
  const facts = new Map<string, ProductFacts>();
  const byId = new Map<string, CatalogueRow>();
  const slotOf = new Map<string, number>();
  for (const [slot, row] of rows.entries()) {
    const own = toFacts(row, rankOf[slot]!, earns[slot]!);
    factsAt.push(own);
    facts.set(row.productId, own);
    byId.set(row.productId, row);
    slotOf.set(row.productId, slot);
    if (slot % STRETCH === STRETCH - 1) await nextTurn();
  }
  const fresh = newProducts(rows, now);
  return {
    ...{ facts, factsAt, slotOf, rows: byId, fresh, bestSellingSlots },
    bestSelling: Array.from(bestSellingSlots, (slot) => rows[slot]!.productId),
    freshSlots: Int32Array.from(fresh, (id) => slotOf.get(id)!),
    scorer: new SlotScorer(new SlotFigures(factsAt)),
    clock: { clockKind: clock.clockKind, clockAt: clock.clockAt },
  };
}

/** What a sale leaves of the price, without tax. */
function earnedMinor({ priceMinor, unitCostMinor, taxRate }: CatalogueRow): number | null {
  return priceMinor === null || unitCostMinor === null ? null : priceMinor / (1 + taxRate) - unitCostMinor;
}

/** @param popularityRank share of products that sell no better */
function toFacts(row: CatalogueRow, popularityRank: number, earningRank: number | null): ProductFacts {
  const perWeek = row.recentUnits / RECENT_WEEKS;
  return {
    ...{ productId: row.productId, groupId: row.groupId, categories: row.categories, brand: row.brand },
    ...{ tags: row.tags, priceMinor: row.priceMinor, onHand: row.onHand, hidden: row.hidden, popularityRank },
    earningRank,
    coverWeeks: row.onHand !== null && perWeek > 0 ? row.onHand / perWeek : null,
  };
}

/** The facts of a product of some other day: stock and hiding of today say nothing of it. */
export function anytimeFacts(catalogue: ShopCatalogue): Pick<ReadonlyMap<string, ProductFacts>, "get"> {
  return {
    get(id) {
      const own = catalogue.facts.get(id);
      return own && { ...own, onHand: null, hidden: false };
    },
  };
}
