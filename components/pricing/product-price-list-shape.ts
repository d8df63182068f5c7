import type { ListShape } from "@/components/list/list-definition";

export const PRICE_FILTERS = ["sufficiency", "category", "proposal"] as const;
export type PriceFilterKey = (typeof PRICE_FILTERS)[number];

/** First what there is most to gain by; the browser adds labels and options to the filters. */
export const PRODUCT_PRICE_LIST_SHAPE: ListShape = {
  defaultSort: { key: "gainMinor", direction: "desc" },
  filters: PRICE_FILTERS.map((key) => ({ kind: "choice", key, label: key, options: [] })),
};
