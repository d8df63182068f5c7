import { CUSTOMER_FEATURES, type FeatureName } from "./customer-features";

const DAY_MS = 86_400_000;

/** What one customer's features are read off. */
export interface FeatureSource {
  readonly age: number | null;
  readonly gender: string | null;
  readonly ratingCount: number;
  readonly ratingMean: number | null;
  readonly ratingDeviation: number | null;
  readonly orderCount: number;
  /** Paid less refunded. */
  readonly revenueMinor: number;
  readonly lastOrderAt: Date | null;
  readonly basketSize: number | null;
  readonly daysBetweenOrders: number | null;
  readonly discountShare: number | null;
  readonly returnRate: number | null;
  readonly viewsPerOrder: number | null;
  readonly cartAbandonment: number | null;
  readonly emailOpenRate: number | null;
  readonly supportCount: number;
  readonly lastActiveAt: Date | null;
}

/**
 * One feature of one customer, or null where it is not known. Money is in minor units.
 * @param newestActivityAt the shop's newest activity, from which silence is counted
 */
export function featureValue(
  customer: FeatureSource,
  feature: FeatureName,
  newestActivityAt: Date | null,
): number | string | null {
  const daysSince = (at: Date | null) =>
    at && newestActivityAt ? (newestActivityAt.getTime() - at.getTime()) / DAY_MS : null;
  switch (feature) {
    case "daysSinceOrder":
      return daysSince(customer.lastOrderAt);
    case "daysSinceActive":
      return daysSince(customer.lastActiveAt);
    case "revenue":
      return Math.max(0, customer.revenueMinor);
    default:
      return customer[feature];
  }
}

/** One feature over all customers: numbers, or codes that point into `words`. NaN where it is not known. */
export interface FeatureColumn {
  readonly feature: FeatureName;
  readonly values: Float64Array;
  /** The categories by code, in alphabetical order; empty for numbers. */
  readonly words: readonly string[];
}

/** Gathers the chosen features of customers row by row. */
export class FeatureColumns {
  private readonly numbers: number[][];
  private readonly words: (string | null)[][];
  rows = 0;

  /** @param newestActivityAt the shop's newest activity, from which a customer's silence is counted */
  constructor(
    private readonly features: readonly FeatureName[],
    private readonly newestActivityAt: Date | null,
  ) {
    this.numbers = features.map(() => []);
    this.words = features.map(() => []);
  }

  add(customer: FeatureSource): void {
    this.features.forEach((feature, i) => {
      if (CUSTOMER_FEATURES[feature].kind === "category")
        this.words[i]!.push(this.read(customer, feature) as string | null);
      else this.numbers[i]!.push((this.read(customer, feature) as number | null) ?? Number.NaN);
    });
    this.rows++;
  }

  finish(): FeatureColumn[] {
    return this.features.map((feature, i) => {
      if (CUSTOMER_FEATURES[feature].kind === "number")
        return { feature, values: Float64Array.from(this.numbers[i]!), words: [] };
      const words = [...new Set(this.words[i]!.filter((word) => word !== null))].sort();
      const codes = new Map(words.map((word, code) => [word, code]));
      const values = Float64Array.from(this.words[i]!, (word) =>
        word === null ? Number.NaN : codes.get(word)!,
      );
      return { feature, values, words };
    });
  }

  private read(customer: FeatureSource, feature: FeatureName): number | string | null {
    return featureValue(customer, feature, this.newestActivityAt);
  }
}
