export interface Overview {
  readonly customers: number;
  readonly products: number;
  readonly ratings: number;
  readonly ratedProducts: number;
  /** Null without ratings. */
  readonly meanRating: number | null;
  /** Every month from the first rating to the last, `YYYY-MM`; 0 where none was given. */
  readonly monthlyRatings: readonly { readonly month: string; readonly ratings: number }[];
}
