import type { CompetitorDoubt } from "./competitor-use";

/** A product's week as its price page draws it. */
export interface PriceWeek {
  /** ISO time of the week's first moment. */
  readonly week: string;
  readonly units: number;
  /** What was paid for them, net of tax, and what of it remains after today's cost; null where no cost is known. */
  readonly revenueMinor: number;
  readonly profitMinor: number | null;
  readonly priceMinor: number | null;
  readonly promotionShare: number;
  readonly stockShare: number;
}

export interface PriceHistoryPoint {
  readonly effectiveAt: string;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: string;
}

export interface CompetitorSeen {
  readonly competitor: string;
  readonly priceMinor: number;
  readonly inStock: boolean;
  readonly confidence: number;
  readonly observedAt: string;
  readonly shippingMinor: number | null;
  readonly url: string | null;
  /** Why it is compared with nothing; null: it counts. */
  readonly doubt: CompetitorDoubt | null;
}
