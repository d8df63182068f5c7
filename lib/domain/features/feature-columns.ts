import { CUSTOMER_FEATURES, categoryColumn, type FeatureName, parseFeatureColumn } from "./customer-features";

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
  /** Category → share of what was spent on goods, 0–1. */
  readonly categoryShares: Readonly<Record<string, number>> | null;
  /** 0–1 of the orders: placed from six in the evening on, placed on a phone. */
  readonly eveningShare: number | null;
  readonly mobileShare: number | null;
  readonly sessionCount: number;
  readonly viewsPerOrder: number | null;
  readonly cartAbandonment: number | null;
  readonly emailOpenRate: number | null;
  readonly emailClickRate: number | null;
  readonly socialCount: number;
  readonly supportCount: number;
  readonly lastActiveAt: Date | null;
}

/**
 * One feature of one customer, or null where it is not known. Money is in minor units; of a mix the largest part's word.
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
    case "orderValue":
      return customer.orderCount > 0 ? Math.max(0, customer.revenueMinor) / customer.orderCount : null;
    case "categoryShares":
      return largestPart(customer.categoryShares);
    default:
      return customer[feature];
  }
}

/**
 * One customer's figure in a profile's column: a part's share of a mix, 1 or 0 for a word, else the number itself;
 * null where it is not known.
 */
export function columnValue(
  customer: FeatureSource,
  column: string,
  newestActivityAt: Date | null,
): number | null {
  const parsed = parseFeatureColumn(column);
  if (!parsed) return null;
  const { feature, value: part } = parsed;
  if (part !== null && CUSTOMER_FEATURES[feature].kind === "mix") return customer.categoryShares?.[part] ?? 0;
  const value = featureValue(customer, feature, newestActivityAt);
  if (part !== null) return value === null ? null : Number(value === part);
  return typeof value === "number" ? value : null;
}

function largestPart(shares: Readonly<Record<string, number>> | null): string | null {
  const parts = Object.entries(shares ?? {}).sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return parts[0]?.[0] ?? null;
}

/** Parts of a mix that become columns: those with the largest shares over all customers. */
const MOST_PARTS = 30;

/**
 * One feature over all customers: numbers, or codes that point into `words`. NaN where it is not known. A mix gives a
 * column for each of its parts, in which whoever has nothing to mix has 0 of everything.
 */
export interface FeatureColumn {
  readonly feature: FeatureName;
  /** Which part of a mix; null for everything else. */
  readonly part: string | null;
  readonly values: Float64Array;
  /** The categories by code, in alphabetical order; empty for numbers. */
  readonly words: readonly string[];
}

/** How a column is called where all are told apart: the feature, or the feature and its part. */
export function columnName({ feature, part }: Pick<FeatureColumn, "feature" | "part">): string {
  return part === null ? feature : categoryColumn(feature, part);
}

/** Gathers the chosen features of customers row by row. */
export class FeatureColumns {
  private readonly numbers: number[][];
  private readonly words: (string | null)[][];
  private readonly mixes: Readonly<Record<string, number>>[][];
  rows = 0;

  /** @param newestActivityAt the shop's newest activity, from which a customer's silence is counted */
  constructor(
    private readonly features: readonly FeatureName[],
    private readonly newestActivityAt: Date | null,
  ) {
    this.numbers = features.map(() => []);
    this.words = features.map(() => []);
    this.mixes = features.map(() => []);
  }

  add(customer: FeatureSource): void {
    this.features.forEach((feature, i) => {
      const { kind } = CUSTOMER_FEATURES[feature];
      if (kind === "mix") this.mixes[i]!.push(customer.categoryShares ?? {});
      else if (kind === "category") this.words[i]!.push(this.read(customer, feature) as string | null);
      else this.numbers[i]!.push((this.read(customer, feature) as number | null) ?? Number.NaN);
    });
    this.rows++;
  }

  finish(): FeatureColumn[] {
    return this.features.flatMap((feature, i): FeatureColumn[] => {
      const { kind } = CUSTOMER_FEATURES[feature];
      if (kind === "number")
        return [{ feature, part: null, values: Float64Array.from(this.numbers[i]!), words: [] }];
      if (kind === "mix") return mixColumns(feature, this.mixes[i]!);
      const words = [...new Set(this.words[i]!.filter((word) => word !== null))].sort();
      const codes = new Map(words.map((word, code) => [word, code]));
      const values = Float64Array.from(this.words[i]!, (word) =>
        word === null ? Number.NaN : codes.get(word)!,
      );
      return [{ feature, part: null, values, words }];
    });
  }

  private read(customer: FeatureSource, feature: FeatureName): number | string | null {
    return featureValue(customer, feature, this.newestActivityAt);
  }
}

/** A column for each of the largest parts, in alphabetical order; parts that are the same for everybody say nothing. */
function mixColumns(
  feature: FeatureName,
  mixes: readonly Readonly<Record<string, number>>[],
): FeatureColumn[] {
  const totals = new Map<string, number>();
  for (const mix of mixes)
    for (const [part, share] of Object.entries(mix)) totals.set(part, (totals.get(part) ?? 0) + share);
  const parts = [...totals]
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
    .slice(0, MOST_PARTS)
    .map(([part]) => part)
    .sort();
  const columns = parts.map((part) => ({
    ...{ feature, part, words: [] },
    values: Float64Array.from(mixes, (mix) => mix[part] ?? 0),
  }));
  if (columns.length === 0)
    return [{ feature, part: null, words: [], values: new Float64Array(mixes.length).fill(Number.NaN) }];
  const telling = columns.filter(({ values }) => values.some((value) => value !== values[0]));
  return telling.length > 0 ? telling : columns.slice(0, 1);
}
