import type { ProductFacts } from "@/lib/domain/recommendations/candidates";
import { earningRanks } from "@/lib/domain/recommendations/earning-ranks";
import {
  implicitStrength,
  type Signal,
  type SignalKind,
} from "@/lib/domain/recommendations/implicit-strength";
import { newProducts } from "@/lib/domain/recommendations/new-products";
import { REBUY_DAYS, reboughtCategories } from "@/lib/domain/recommendations/rebought-categories";
import type { Meeting, ProductContent, Sale, ShopHistory } from "@/lib/ml/serving/shop-history";
import type { Met } from "@/lib/ml/serving/shop-model";
import type { DayEvents, EventType } from "@/lib/world/types";

const DAY_MS = 86_400_000;
const RECENT_DAYS = 28;

const KINDS: Partial<Record<EventType, SignalKind>> = {
  product_viewed: "view",
  cart_added: "cart",
  wishlist_added: "cart",
  recommendation_clicked: "click",
};

interface Known {
  readonly content: ProductContent;
  readonly groupId: string;
  readonly releasedAtMs: number;
  readonly taxRate: number;
  readonly unitCostMinor: number;
  priceMinor: number;
  onHand: number;
}

/** Collects from each day's rows what a shop's recommender is trained on and served with. Ids are numbers as text. */
export class ShopWatcher {
  private products = new Map<string, Known>();
  /** Customer → product → signals. */
  private signals = new Map<string, Map<string, readonly Signal[]>>();
  private sales: Sale[] = [];
  /** Customer/product → the first purchase. */
  private firstBoughtMs = new Map<string, number>();
  private lastMet = new Map<string, readonly string[]>();
  private nowMs = 0;

  /** A watcher that knows the same and goes its own way. O(everything known). */
  copy(): ShopWatcher {
    const copy = new ShopWatcher();
    copy.products = new Map(Array.from(this.products, ([id, known]) => [id, { ...known }]));
    copy.signals = new Map(Array.from(this.signals, ([id, own]) => [id, new Map(own)]));
    copy.sales = [...this.sales];
    copy.lastMet = new Map(this.lastMet);
    copy.firstBoughtMs = new Map(this.firstBoughtMs);
    copy.nowMs = this.nowMs;
    return copy;
  }

  watch(day: DayEvents): void {
    this.nowMs = day.endsAt;
    for (const row of day.products)
      this.products.set(String(row.productNo), {
        content: {
          productId: String(row.productNo),
          categories: [row.category],
          brand: row.brand,
          tags: row.tags,
          name: row.name.en,
        },
        groupId: String(row.groupNo),
        releasedAtMs: row.createdAt,
        taxRate: row.taxRate,
        unitCostMinor: row.unitCostMinor,
        priceMinor: row.listPriceMinor,
        onHand: 0,
      });
    for (const { productNo, priceMinor } of day.prices) this.of(productNo).priceMinor = priceMinor;
    for (const { productNo, onHand } of day.stock) this.of(productNo).onHand = onHand;
    const seen = new Set<string>();
    for (const { messageId, type, customerNo, productNo, occurredAt } of day.events) {
      const kind = KINDS[type];
      // The same message twice is one event, as in the shop's own table.
      if (!kind || productNo === null || seen.has(messageId)) continue;
      seen.add(messageId);
      this.note(customerNo, productNo, kind, occurredAt);
    }
    for (const order of day.orders) {
      for (const { productNo, quantity } of order.lines) {
        if (quantity <= 0) continue;
        this.note(order.customerNo, productNo, "purchase", order.placedAt);
        const pair = `${order.customerNo}/${productNo}`;
        if (!this.firstBoughtMs.has(pair)) this.firstBoughtMs.set(pair, order.placedAt);
        this.sales.push({
          orderId: String(order.orderNo),
          productId: String(productNo),
          atMs: order.placedAt,
        });
      }
    }
  }

  /** Everything until now. */
  history(): ShopHistory {
    const now = new Date(this.nowMs);
    const meetings: Meeting[] = [];
    for (const [customerId, products] of this.signals)
      for (const [productId, signals] of products) {
        const strength = implicitStrength(signals, now);
        if (strength > 0) meetings.push({ customerId, productId, strength });
      }
    return {
      products: Array.from(this.products.values(), ({ content }) => content),
      meetings,
      sales: this.sales,
      segmentOf: new Map(),
      nowMs: this.nowMs,
    };
  }

  met(customerId: string): Met[] {
    const now = new Date(this.nowMs);
    return Array.from(this.signals.get(customerId) ?? [], ([productId, signals]) => ({
      productId,
      strength: implicitStrength(signals, now),
    }));
  }

  bought(customerId: string): Map<string, Date> {
    return new Map(
      Array.from(this.signals.get(customerId) ?? []).flatMap(([productId, signals]) => {
        const purchase = signals.find(({ kind }) => kind === "purchase");
        return purchase ? [[productId, purchase.lastAt] as const] : [];
      }),
    );
  }

  /** The newest first. */
  latest(customerId: string): readonly string[] {
    return this.lastMet.get(customerId) ?? [];
  }

  fresh(): string[] {
    const products = Array.from(this.products, ([productId, { releasedAtMs }]) => ({
      productId,
      releasedAt: new Date(releasedAtMs),
    }));
    return newProducts(products, this.now);
  }

  facts(): { facts: Map<string, ProductFacts>; bestSelling: string[] } {
    const units = new Map<string, number>();
    for (let k = this.sales.length - 1; k >= 0; k--) {
      const { productId, atMs } = this.sales[k]!;
      if (atMs < this.nowMs - (RECENT_DAYS + 2) * DAY_MS) break;
      if (atMs >= this.nowMs - RECENT_DAYS * DAY_MS) units.set(productId, (units.get(productId) ?? 0) + 1);
    }
    const sold = (id: string) => units.get(id) ?? 0;
    const bestSelling = [...this.products.keys()].sort((a, b) => sold(b) - sold(a) || Number(a) - Number(b));
    const earns = earningRanks(
      bestSelling.map((productId) => {
        const { priceMinor, taxRate, unitCostMinor } = this.products.get(productId)!;
        return priceMinor / (1 + taxRate) - unitCostMinor;
      }),
    );
    const facts = bestSelling.map((productId, k): [string, ProductFacts] => {
      const known = this.products.get(productId)!;
      const perWeek = sold(productId) / (RECENT_DAYS / 7);
      return [
        productId,
        {
          ...{ productId, groupId: known.groupId, categories: known.content.categories },
          ...{ brand: known.content.brand, tags: known.content.tags, priceMinor: known.priceMinor },
          earningRank: earns[k]!,
          onHand: known.onHand,
          coverWeeks: perWeek > 0 ? known.onHand / perWeek : null,
          popularityRank: 1 - k / bestSelling.length,
          hidden: false,
        },
      ];
    });
    return { facts: new Map(facts), bestSelling };
  }

  /** Categories whose goods were bought again so far. */
  rebought(): string[] {
    const counts = new Map<string, { pairs: number; again: number }>();
    for (const [customerId, products] of this.signals)
      for (const [productId, signals] of products) {
        const purchase = signals.find(({ kind }) => kind === "purchase");
        const since = this.firstBoughtMs.get(`${customerId}/${productId}`);
        if (!purchase || since === undefined || since > this.nowMs - REBUY_DAYS * DAY_MS) continue;
        for (const category of this.products.get(productId)!.content.categories) {
          const own = counts.get(category) ?? { pairs: 0, again: 0 };
          counts.set(category, { pairs: own.pairs + 1, again: own.again + (purchase.count > 1 ? 1 : 0) });
        }
      }
    return reboughtCategories(Array.from(counts, ([category, own]) => ({ category, ...own })));
  }

  get now(): Date {
    return new Date(this.nowMs);
  }

  private of(productNo: number): Known {
    return this.products.get(String(productNo))!;
  }

  private note(customerNo: number, productNo: number, kind: SignalKind, atMs: number): void {
    const customerId = String(customerNo);
    const productId = String(productNo);
    const own = this.signals.get(customerId) ?? new Map<string, readonly Signal[]>();
    this.signals.set(customerId, own);
    const signals = own.get(productId) ?? [];
    const before = signals.findIndex((signal) => signal.kind === kind);
    const count = (signals[before]?.count ?? 0) + 1;
    const signal: Signal = { kind, count, value: null, lastAt: new Date(atMs) };
    own.set(productId, before < 0 ? [...signals, signal] : signals.with(before, signal));
    const latest = this.lastMet.get(customerId) ?? [];
    this.lastMet.set(customerId, [productId, ...latest.filter((id) => id !== productId)].slice(0, 5));
  }
}
