import { CUSTOMER_FEATURES, type FeatureName } from "./customer-features";

const DAY_MS = 86_400_000;

/** What one customer's features are read off. */
export interface FeatureSource {
  readonly age: number | null;
  readonly gender: string | null;
  readonly ratingCount: number;
  readonly ratingMean: number | null;
  readonly ratingDeviation: number | null;
  readonly lastActiveAt: Date | null;
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
      if (CUSTOMER_FEATURES[feature].kind === "category") this.words[i]!.push(wordOf(customer, feature));
      else this.numbers[i]!.push(this.numberOf(customer, feature));
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

  private numberOf(customer: FeatureSource, feature: FeatureName): number {
    switch (feature) {
      case "ratingCount":
      case "ratingMean":
      case "ratingDeviation":
      case "age":
        return customer[feature] ?? Number.NaN;
      case "daysSinceLastRating":
        return customer.lastActiveAt && this.newestActivityAt
          ? (this.newestActivityAt.getTime() - customer.lastActiveAt.getTime()) / DAY_MS
          : Number.NaN;
      case "gender":
        throw new Error("A category has no number.");
    }
  }
}

function wordOf(customer: FeatureSource, feature: FeatureName): string | null {
  if (feature === "gender") return customer.gender;
  throw new Error(`"${feature}" is no category.`);
}
