/** What a feature's figures are counted in; the page has words and formats for each. */
export type FeatureUnit = "ratings" | "stars" | "days" | "years" | "category";

export interface FeatureDefinition {
  /** A number, or one of a few words that become yes/no columns. */
  readonly kind: "number" | "category";
  readonly unit: FeatureUnit;
  readonly group: "demographic" | "behavioural" | "interaction";
  /** The table that holds the rows behind the number. */
  readonly source: "customer" | "rating";
  /** May never be negative, so that its logarithm may be taken where it is skewed. */
  readonly nonNegative: boolean;
}

/**
 * Every feature a customer can be segmented by. The label, the sentence that defines it and its formula stand under
 * `features.<name>.label`, `.definition` and `.formula` in both languages.
 */
export const CUSTOMER_FEATURES = {
  ratingCount: {
    kind: "number",
    unit: "ratings",
    group: "interaction",
    source: "rating",
    nonNegative: true,
  },
  ratingMean: { kind: "number", unit: "stars", group: "interaction", source: "rating", nonNegative: true },
  ratingDeviation: {
    kind: "number",
    unit: "stars",
    group: "interaction",
    source: "rating",
    nonNegative: true,
  },
  daysSinceLastRating: {
    kind: "number",
    unit: "days",
    group: "behavioural",
    source: "rating",
    nonNegative: true,
  },
  age: { kind: "number", unit: "years", group: "demographic", source: "customer", nonNegative: true },
  gender: {
    kind: "category",
    unit: "category",
    group: "demographic",
    source: "customer",
    nonNegative: false,
  },
} as const satisfies Record<string, FeatureDefinition>;

export type FeatureName = keyof typeof CUSTOMER_FEATURES;
export const FEATURE_NAMES = Object.keys(CUSTOMER_FEATURES) as [FeatureName, ...FeatureName[]];
/** What the form offers first: how much, how kindly and how evenly a customer rates. */
export const DEFAULT_SEGMENT_FEATURES: readonly FeatureName[] = [
  "ratingCount",
  "ratingMean",
  "ratingDeviation",
];

/** A category's yes/no column, as profiles name it: `gender=female`. */
export function categoryColumn(feature: FeatureName, value: string): string {
  return `${feature}=${value}`;
}

/** The feature and, for a yes/no column, the category's word behind a profile's column name. */
export function parseFeatureColumn(column: string): { feature: FeatureName; value: string | null } | null {
  const at = column.indexOf("=");
  const name = at < 0 ? column : column.slice(0, at);
  if (!Object.hasOwn(CUSTOMER_FEATURES, name)) return null;
  return { feature: name as FeatureName, value: at < 0 ? null : column.slice(at + 1) };
}
