/** A "charge" stands on order lines but is nothing to sell, price or recommend: postage, a fee, a correction. */
export const PRODUCT_KINDS = ["goods", "charge"] as const;
export type ProductKind = (typeof PRODUCT_KINDS)[number];
