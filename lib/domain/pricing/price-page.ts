import type { CompetitorDoubt } from "./competitor-use";

/** A product's week as its price page draws it. */
export interface PriceWeek {
  /** ISO time of the week's first moment. */
  readonly week: string;
  readonly units: number;
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
