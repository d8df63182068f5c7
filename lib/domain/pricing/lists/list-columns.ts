/** A column of a list and the names that it goes by; the first is the one that exports write. */
export interface ListColumn {
  readonly names: readonly string[];
  /** Whether a file without it can be read. */
  readonly optional?: boolean;
}

/** What names a product in a list: our id, the SKU, or any number that the shop knows it by. */
const PRODUCT_COLUMNS = {
  id: { names: ["product_id", "id"], optional: true },
  sku: { names: ["sku", "variant_sku"], optional: true },
  number: { names: ["gtin", "ean", "barcode", "product_number"], optional: true },
} as const satisfies Record<string, ListColumn>;

export const PRICE_LIST_COLUMNS = {
  ...PRODUCT_COLUMNS,
  // An export holds both: today's price to read, and an empty column to fill in.
  price: { names: ["new_price", "price", "variant_price"] },
  compareAt: { names: ["new_compare_at", "new_compare_at_price"], optional: true },
  effective: { names: ["effective_from", "effective_date", "valid_from"], optional: true },
  currency: { names: ["currency"], optional: true },
} as const satisfies Record<string, ListColumn>;

export const COMPETITOR_LIST_COLUMNS = {
  ...PRODUCT_COLUMNS,
  competitor: { names: ["competitor", "seller", "shop"] },
  price: { names: ["price"] },
  observed: { names: ["observed_at", "seen_at", "date"] },
  currency: { names: ["currency"], optional: true },
  shipping: { names: ["shipping"], optional: true },
  inStock: { names: ["in_stock", "availability"], optional: true },
  url: { names: ["url", "link"], optional: true },
  confidence: { names: ["confidence", "match_confidence"], optional: true },
} as const satisfies Record<string, ListColumn>;

export type ListColumns = Readonly<Record<string, ListColumn>>;
/** Where each column that a file has stands, from 0. */
export type ListPlaces<C extends ListColumns> = Readonly<Partial<Record<keyof C, number>>>;

/**
 * Finds a list's columns in its first line; upper case, spaces and dashes do not matter. O(fields).
 * @returns the columns it lacks instead, where it lacks any; a product must be named by one of three
 */
export function findListColumns<C extends ListColumns>(
  header: readonly string[],
  columns: C,
): { readonly places: ListPlaces<C> } | { readonly missing: readonly string[] } {
  const fields = header.map((field) =>
    field
      .trim()
      .toLowerCase()
      .replaceAll(/[\s-]+/g, "_"),
  );
  const places: Partial<Record<keyof C, number>> = {};
  const missing: string[] = [];
  for (const [key, { names, optional }] of Object.entries(columns)) {
    const at = names.map((name) => fields.indexOf(name)).find((place) => place >= 0);
    if (at !== undefined) places[key as keyof C] = at;
    else if (!optional) missing.push(names[0]!);
  }
  if (["id", "sku", "number"].every((key) => places[key] === undefined)) missing.unshift("sku");
  return missing.length > 0 ? { missing } : { places };
}
