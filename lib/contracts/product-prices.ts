import { z } from "zod";
import {
  type OpenChangeState,
  PROPOSAL_STATES,
  SUFFICIENCY_STATES,
} from "@/lib/domain/pricing/price-filters";
import { pageFields, searchText } from "./page";
import type { PricedProductView, ProductPriceView } from "./pricing";

export const PRODUCT_PRICE_SORTS = ["name", "priceMinor", "margin", "elasticity", "gainMinor"] as const;

/** Filters of the list of prices as they stand in its address; first what there is most to gain by. */
export const productPriceListQuery = z.object({
  ...pageFields,
  direction: pageFields.direction.default("desc"),
  sort: z.enum(PRODUCT_PRICE_SORTS).default("gainMinor"),
  q: searchText,
  category: z.string().max(120).optional(),
  sufficiency: z.enum(SUFFICIENCY_STATES).optional(),
  proposal: z.enum(PROPOSAL_STATES).optional(),
});
export type ProductPriceListQuery = z.infer<typeof productPriceListQuery>;

/** One product's price in a list; amounts are in minor units of the shop's currency. */
export interface ProductPriceRow extends Omit<PricedProductView, "translations"> {
  /** In force now, as customers pay it. */
  readonly priceMinor: number | null;
  readonly unitCostMinor: number | null;
  /** Share of the net price that remains after the cost of the goods. */
  readonly margin: number | null;
  /** By the family that proposes, with the range that holds nine times in ten; null before a model knows the product. */
  readonly elasticity: { readonly value: number; readonly low: number; readonly high: number } | null;
  readonly sufficiency: ProductPriceView["sufficiency"];
  /** The cheapest competitor seen lately, in stock and surely the same thing. */
  readonly cheapestMinor: number | null;
  /** The change that waits for a decision, or is decided on and to come. */
  readonly proposal: {
    readonly id: string;
    readonly state: OpenChangeState;
    readonly fromMinor: number;
    readonly toMinor: number;
    /** When it comes into force; null: as soon as it is approved. */
    readonly countsFrom: string | null;
    /** Profit over its horizon that it should bring; null where no model could say. */
    readonly gainMinor: number | null;
  } | null;
}
