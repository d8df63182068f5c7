import { z } from "zod";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import type { OrderStatus } from "@/lib/domain/orders";
import { RFM_GROUP_NAMES } from "@/lib/domain/rfm";
import type { SegmentFeature, SegmentSummary } from "@/lib/domain/segments/segmentation";
import type { TimelineKind } from "@/lib/domain/timeline";
import { chosenIds, pageFields, searchText } from "./page";

export const CUSTOMER_SORTS = [
  "name",
  "age",
  "orderCount",
  "revenueMinor",
  "lastOrderAt",
  "dueAt",
  "rfmGroup",
  "ratingCount",
  "ratingMean",
  "ratingDeviation",
  "lastActiveAt",
] as const;
export type CustomerSort = (typeof CUSTOMER_SORTS)[number];

const wholeNumber = z.coerce.number().int().min(0).max(1_000_000).optional();

/** Filters of the customer list as they stand in its address. */
export const customerListQuery = z.object({
  ...pageFields,
  sort: z.enum(CUSTOMER_SORTS).default("name"),
  q: searchText,
  gender: z.string().max(40).optional(),
  segment: z.uuid().optional(),
  ids: chosenIds,
  ageFrom: wholeNumber,
  ageTo: wholeNumber,
  /** Groups, joined by commas. */
  rfm: z
    .string()
    .max(200)
    .transform((text) => text.split(","))
    .pipe(z.array(z.enum(RFM_GROUP_NAMES)))
    .optional(),
  /** Days since the last order. */
  silentFrom: wholeNumber,
  silentTo: wholeNumber,
  /** Days past the order that the customer's own rhythm would have brought. */
  overdueFrom: wholeNumber,
  overdueTo: wholeNumber,
  /** In whole units of the shop's currency. */
  revenueFrom: wholeNumber,
  revenueTo: wholeNumber,
  ordersFrom: wholeNumber,
  ordersTo: wholeNumber,
  ratingsFrom: wholeNumber,
  ratingsTo: wholeNumber,
});
export type CustomerListQuery = z.infer<typeof customerListQuery>;

/** Where a customer stands in one segmentation. */
export interface CustomerSegment {
  readonly segmentationId: string;
  /** Null where nobody gave one: it is called after its model's version. */
  readonly segmentationName: string | null;
  readonly modelVersion: number | null;
  readonly segmentId: string;
  /** All segments of that segmentation: a name is written so that it tells them apart. */
  readonly siblings: readonly SegmentSummary[];
  /** Where the segment differs most from everyone else, and where this customer stands there. */
  readonly reasons: readonly (SegmentFeature & { readonly own: number | null })[];
  readonly since: string;
}

export interface CustomerRow {
  readonly id: string;
  readonly name: string;
  /** Null where none is known and where the reader may not see contact data. */
  readonly email: string | null;
  readonly age: number | null;
  readonly gender: string | null;
  readonly orderCount: number | null;
  /** Paid less refunded, in the shop's currency. */
  readonly revenueMinor: number | null;
  readonly lastOrderAt: string | null;
  /** When the next order would come if the gap to it were the usual one; null before the second order. */
  readonly dueAt: string | null;
  readonly rfmGroup: string | null;
  readonly ratingCount: number | null;
  readonly ratingMean: number | null;
  readonly ratingDeviation: number | null;
  readonly lastActiveAt: string | null;
}

/** One feature of one customer beside the shop's average; a category is its word and has no average. */
export interface CustomerFeatureValue {
  readonly name: FeatureName;
  readonly value: number | string | null;
  readonly shopMean: number | null;
}

export interface CustomerDetail extends CustomerRow {
  readonly occupation: string | null;
  readonly postalCode: string | null;
  readonly city: string | null;
  readonly region: string | null;
  readonly country: string | null;
  readonly language: string | null;
  readonly acquisitionChannel: string | null;
  /** When the shop first saw this customer, or took the row in where that is not known. */
  readonly firstSeenAt: string;
  readonly consents: readonly { readonly channel: string; readonly granted: boolean; readonly at: string }[];
  /** Null before the first order. */
  readonly rfm: { readonly recency: number; readonly frequency: number; readonly monetary: number } | null;
  /** How much the timeline holds of each kind; kinds without any are absent. */
  readonly timeline: Readonly<Partial<Record<TimelineKind, number>>>;
  readonly features: readonly CustomerFeatureValue[];
  readonly featuresComputedAt: string | null;
  readonly identities: readonly { readonly kind: string; readonly value: string }[];
  readonly segments: readonly CustomerSegment[];
  readonly recentOrders: readonly CustomerOrder[];
  readonly recentRatings: readonly CustomerRating[];
}

export interface CustomerRating {
  readonly productId: string;
  readonly productName: string;
  readonly value: number;
  readonly ratedAt: string;
}

export interface CustomerOrder {
  readonly id: string;
  readonly reference: string;
  readonly placedAt: string;
  readonly status: OrderStatus;
  readonly totalMinor: number;
  readonly currency: string;
  readonly pieces: number;
}
