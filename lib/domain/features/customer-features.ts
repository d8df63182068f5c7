/** What a feature's figures are counted in; the page has words and formats for each. */
export type FeatureUnit =
  | "ratings"
  | "stars"
  | "orders"
  | "pieces"
  | "money"
  | "share"
  | "views"
  | "conversations"
  | "days"
  | "years"
  | "category";

export interface FeatureDefinition {
  /** A number, or one of a few words that become yes/no columns. */
  readonly kind: "number" | "category";
  readonly unit: FeatureUnit;
  readonly group: "demographic" | "behavioural" | "interaction";
  /** The table that holds the rows behind the number. */
  readonly source: "customer" | "rating" | "order" | "event" | "campaign" | "conversation" | "activity";
  /** May never be negative, so that its logarithm may be taken where it is skewed. */
  readonly nonNegative: boolean;
}

/**
 * Every feature a customer can be segmented by. The label, the sentence that defines it and its formula stand under
 * `features.<name>.label`, `.definition` and `.formula` in both languages.
 */
export const CUSTOMER_FEATURES = {
  daysSinceOrder: { kind: "number", unit: "days", group: "behavioural", source: "order", nonNegative: true },
  orderCount: { kind: "number", unit: "orders", group: "behavioural", source: "order", nonNegative: true },
  revenue: { kind: "number", unit: "money", group: "behavioural", source: "order", nonNegative: true },
  basketSize: { kind: "number", unit: "pieces", group: "behavioural", source: "order", nonNegative: true },
  daysBetweenOrders: {
    kind: "number",
    unit: "days",
    group: "behavioural",
    source: "order",
    nonNegative: true,
  },
  discountShare: { kind: "number", unit: "share", group: "behavioural", source: "order", nonNegative: true },
  returnRate: { kind: "number", unit: "share", group: "behavioural", source: "order", nonNegative: true },
  viewsPerOrder: { kind: "number", unit: "views", group: "interaction", source: "event", nonNegative: true },
  cartAbandonment: {
    kind: "number",
    unit: "share",
    group: "interaction",
    source: "event",
    nonNegative: false,
  },
  emailOpenRate: {
    kind: "number",
    unit: "share",
    group: "interaction",
    source: "campaign",
    nonNegative: true,
  },
  supportCount: {
    kind: "number",
    unit: "conversations",
    group: "interaction",
    source: "conversation",
    nonNegative: true,
  },
  ratingCount: { kind: "number", unit: "ratings", group: "interaction", source: "rating", nonNegative: true },
  ratingMean: { kind: "number", unit: "stars", group: "interaction", source: "rating", nonNegative: true },
  ratingDeviation: {
    kind: "number",
    unit: "stars",
    group: "interaction",
    source: "rating",
    nonNegative: true,
  },
  daysSinceActive: {
    kind: "number",
    unit: "days",
    group: "behavioural",
    source: "activity",
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
/** What the form offers first where the shop has what it takes: value and habit of buyers, else of raters. */
const FIRST_CHOICES: readonly (readonly FeatureName[])[] = [
  ["daysSinceOrder", "orderCount", "revenue"],
  ["ratingCount", "ratingMean", "ratingDeviation"],
];

/** The first choice all of whose features are available; all of them where none is. */
export function defaultSegmentFeatures(available: readonly FeatureName[]): readonly FeatureName[] {
  return FIRST_CHOICES.find((choice) => choice.every((name) => available.includes(name))) ?? available;
}

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
