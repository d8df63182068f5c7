import { z } from "zod";
import { MARGIN_BANDS, SALES_TRENDS, STOCK_STATES } from "@/lib/domain/products/product-filters";
import { chosenIds, pageFields, searchText } from "./page";

export const PRODUCT_SORTS = [
  "name",
  "priceMinor",
  "marginShare",
  "onHand",
  "coverDays",
  "recentUnits",
  "recentRevenueMinor",
  "ratingCount",
  "ratingMean",
] as const;
export type ProductSort = (typeof PRODUCT_SORTS)[number];

/** Filters of the product list as they stand in its address. */
export const productListQuery = z.object({
  ...pageFields,
  direction: pageFields.direction.default("desc"),
  sort: z.enum(PRODUCT_SORTS).default("recentRevenueMinor"),
  q: searchText,
  category: z.string().max(120).optional(),
  stock: z.enum(STOCK_STATES).optional(),
  margin: z.enum(MARGIN_BANDS).optional(),
  sales: z.enum(SALES_TRENDS).optional(),
  ids: chosenIds,
});
export type ProductListQuery = z.infer<typeof productListQuery>;

export interface ProductRow {
  readonly id: string;
  /** In the reader's language where the shop has it, else in the shop's first. */
  readonly name: string;
  readonly sku: string | null;
  readonly categories: readonly string[];
  /** Hash of the first picture; null without one. */
  readonly pictureHash: string | null;
  /** The price in force, as customers pay it. */
  readonly priceMinor: number | null;
  /** The struck-through price beside it. */
  readonly compareAtMinor: number | null;
  /** Price without tax less cost, as a share of the price without tax. */
  readonly marginShare: number | null;
  readonly onHand: number | null;
  readonly onOrder: number | null;
  /** How long the stock lasts at the recent pace; null without a sale in 28 days. */
  readonly coverDays: number | null;
  /** The last 28 days, and the 28 before them. */
  readonly recentUnits: number | null;
  readonly beforeUnits: number | null;
  readonly recentRevenueMinor: number | null;
  readonly beforeRevenueMinor: number | null;
  /** Pieces in each of the last 12 weeks, oldest first; empty before they were counted. */
  readonly weeklyUnits: readonly number[];
  readonly ratingCount: number | null;
  readonly ratingMean: number | null;
}

/** What the shop's products come to, and which columns and filters make sense in it. */
export interface Catalogue {
  readonly products: number;
  readonly recentRevenueMinor: number;
  readonly beforeRevenueMinor: number;
  readonly sellers: number;
  readonly outOfStock: number;
  readonly lowOnStock: number;
  readonly rated: number;
  readonly ratings: number;
  readonly knows: CatalogueKnows;
  /** Those that occur, those of most products first. */
  readonly categories: readonly { readonly category: string; readonly products: number }[];
}

/** Of what anything is known in the shop at all. */
export interface CatalogueKnows {
  readonly orders: boolean;
  readonly prices: boolean;
  readonly costs: boolean;
  readonly stock: boolean;
  readonly ratings: boolean;
  readonly pictures: boolean;
}

export interface ProductVariant {
  readonly id: string;
  readonly name: string;
  readonly pictureHash: string | null;
  readonly priceMinor: number | null;
  readonly onHand: number | null;
  readonly recentUnits: number | null;
}

export interface ProductCompanion {
  readonly id: string;
  readonly name: string;
  readonly pictureHash: string | null;
  readonly priceMinor: number | null;
  /** Orders that hold both. */
  readonly together: number;
  /** Share of this product's orders that hold the other too, 0–1. */
  readonly share: number;
  /** How many times as often as chance would bring the two together. */
  readonly lift: number;
}

export interface ProductReview {
  readonly customerId: string;
  readonly customerName: string;
  readonly value: number;
  readonly review: string | null;
  readonly ratedAt: string;
}

/** What came back of what was sold in a year. */
export interface ProductReturns {
  readonly soldUnits: number;
  readonly returnedUnits: number;
  readonly refundedMinor: number;
  /** Most frequent first. */
  readonly reasons: readonly { readonly reason: string; readonly units: number }[];
}

export interface ProductDetail extends ProductRow {
  readonly groupId: string;
  readonly description: string | null;
  readonly brand: string | null;
  readonly tags: readonly string[];
  readonly unitCostMinor: number | null;
  /** 0–1. */
  readonly taxRate: number;
  readonly pricesIncludeTax: boolean;
  readonly releasedAt: string | null;
  readonly url: string | null;
  readonly identities: readonly { readonly source: string; readonly value: string }[];
  /** The others of its group, by name. */
  readonly variants: readonly ProductVariant[];
  /** Of how many orders, and in how many days, the companions are drawn; strongest tie first. */
  readonly basketOrders: number;
  readonly basketDays: number;
  readonly companions: readonly ProductCompanion[];
  readonly returns: ProductReturns | null;
  /** How often each value was given, highest first. */
  readonly ratingCounts: readonly { readonly value: number; readonly count: number }[];
  readonly reviews: readonly ProductReview[];
  readonly asOf: string | null;
}

/** A price from `at` until the next. */
export interface PricePointView {
  readonly at: string;
  readonly priceMinor: number;
  readonly compareAtMinor: number | null;
  readonly reason: string;
}
export interface CompetitorView {
  readonly name: string;
  /** How sure the latest match is, 0–1. */
  readonly confidence: number;
  readonly inStock: boolean;
  /** Oldest first. */
  readonly prices: readonly { readonly at: string; readonly priceMinor: number }[];
}
export interface StockLevelView {
  readonly at: string;
  readonly onHand: number;
  readonly onOrder: number;
}
export interface SalesWeekView {
  readonly from: string;
  readonly to: string;
  readonly units: number;
  readonly revenueMinor: number;
}
/** A campaign by whose code this product was sold. */
export interface ProductCampaignView {
  readonly id: string;
  readonly name: string;
  readonly startsAt: string;
  readonly endsAt: string;
  readonly units: number;
}

/** A product's past, from `from` to the shop's now; what nothing is known of is empty. */
export interface ProductHistory {
  readonly from: string;
  readonly to: string;
  readonly prices: readonly PricePointView[];
  readonly competitors: readonly CompetitorView[];
  readonly stock: readonly StockLevelView[];
  /** Every week of the shop's calendar since the first sale; the last may still be running. */
  readonly weeks: readonly SalesWeekView[];
  readonly campaigns: readonly ProductCampaignView[];
}
