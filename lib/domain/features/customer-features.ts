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
  | "visits"
  | "acts"
  | "days"
  | "years"
  | "category";

export interface FeatureDefinition {
  /**
   * A number; one of a few words that become yes/no columns; or a mix of shares that add up to one, a column each.
   */
  readonly kind: "number" | "category" | "mix";
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
  orderValue: { kind: "number", unit: "money", group: "behavioural", source: "order", nonNegative: true },
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
  categoryShares: { kind: "mix", unit: "share", group: "behavioural", source: "order", nonNegative: true },
  eveningShare: { kind: "number", unit: "share", group: "behavioural", source: "order", nonNegative: true },
  mobileShare: { kind: "number", unit: "share", group: "behavioural", source: "order", nonNegative: true },
  sessionCount: { kind: "number", unit: "visits", group: "interaction", source: "event", nonNegative: true },
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
  emailClickRate: {
    kind: "number",
    unit: "share",
    group: "interaction",
    source: "campaign",
    nonNegative: true,
  },
  socialCount: { kind: "number", unit: "acts", group: "interaction", source: "event", nonNegative: true },
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
/** Features without an average: words, and mixes of shares. */
export type NumericFeature = {
  [N in FeatureName]: (typeof CUSTOMER_FEATURES)[N]["kind"] extends "number" ? N : never;
}[FeatureName];

export function isNumericFeature(name: FeatureName): name is NumericFeature {
  return CUSTOMER_FEATURES[name].kind === "number";
}

/**
 * What the form offers first where the shop has what it takes: what buyers are worth and how they shop; where visits
 * and mails are unknown their value alone; else the habit of raters.
 */
const FIRST_CHOICES: readonly (readonly FeatureName[])[] = [
  [
    "daysSinceOrder",
    "orderCount",
    "revenue",
    "orderValue",
    "basketSize",
    "discountShare",
    "returnRate",
    "categoryShares",
    "eveningShare",
    "mobileShare",
    "viewsPerOrder",
    "emailOpenRate",
  ],
  ["daysSinceOrder", "orderCount", "revenue"],
  ["ratingCount", "ratingMean", "ratingDeviation"],
];

/** The first choice all of whose features are available; all of them where none is. */
export function defaultSegmentFeatures(available: readonly FeatureName[]): readonly FeatureName[] {
  return FIRST_CHOICES.find((choice) => choice.every((name) => available.includes(name))) ?? available;
}

/** The column of a category's word or of a part of a mix, as profiles name it: `gender=female`, `categoryShares=tea`. */
export function categoryColumn(feature: FeatureName, value: string): string {
  return `${feature}=${value}`;
}

/** The feature and, for a column of one word or part, that word behind a profile's column name. */
export function parseFeatureColumn(column: string): { feature: FeatureName; value: string | null } | null {
  const at = column.indexOf("=");
  const name = at < 0 ? column : column.slice(0, at);
  if (!Object.hasOwn(CUSTOMER_FEATURES, name)) return null;
  return { feature: name as FeatureName, value: at < 0 ? null : column.slice(at + 1) };
}
