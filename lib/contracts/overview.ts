export interface Overview {
  readonly customers: number;
  readonly products: number;
  readonly ratings: number;
  readonly ratedProducts: number;
  /** Null without ratings. */
  readonly meanRating: number | null;
  /** Every month from the first rating to the last, `YYYY-MM`; 0 where none was given. */
  readonly monthlyRatings: readonly { readonly month: string; readonly ratings: number }[];
  /** The last 30 days against the 30 before; null in a shop without orders. */
  readonly sales: { readonly now: SalesPeriod; readonly before: SalesPeriod } | null;
  /** Paid orders by month of the shop's zone; refunds are taken off in the figures, not here. */
  readonly monthlyRevenue: readonly { readonly month: string; readonly revenueMinor: number }[];
}

export interface SalesPeriod {
  readonly orders: number;
  readonly revenueMinor: number;
  readonly buyers: number;
}
