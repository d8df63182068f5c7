/** What is approved when a price change is approved. */
export interface PriceChangeContent {
  readonly productId: string;
  /** ISO 4217. */
  readonly currency: string;
  readonly fromMinor: number;
  readonly toMinor: number;
  /** The struck-through price beside it; null for an everyday price. */
  readonly compareAtMinor: number | null;
  /** ISO time from which it is to hold; null: once approved. */
  readonly effectiveAt: string | null;
}

/** What the decision rested on: when one of these moves, the approval is void. */
export interface PriceChangeInputs {
  readonly priceMinor: number;
  readonly unitCostMinor: number | null;
  readonly taxRate: number;
  readonly currency: string;
  readonly policyVersion: number;
}

/** The one text of a content or of inputs, the same for equal values whatever their order: what a hash is taken of. */
export function canonicalText(value: PriceChangeContent | PriceChangeInputs): string {
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return JSON.stringify(entries);
}
