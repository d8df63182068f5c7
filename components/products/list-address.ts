/** What of the list's address a product's page carries along, so that the way back leads to the same view. */
const CARRIED = ["q", "sort", "direction", "category", "stock", "margin", "sales", "columns"] as const;
const MOST_LETTERS = 600;

/** The list's state as one text; empty for the list as it is at first. */
export function listState(search: Pick<URLSearchParams, "get">): string {
  const kept = new URLSearchParams();
  for (const name of CARRIED) {
    const value = search.get(name);
    if (value) kept.set(name, value);
  }
  const text = kept.toString();
  return text.length > MOST_LETTERS ? "" : text;
}

/** The list in the state that a product's page was handed; anything else in it is left behind. */
export function productsHref(store: string, state: string | null | undefined): string {
  const kept = listState(new URLSearchParams(state ?? ""));
  return `/${store}/products${kept ? `?${kept}` : ""}`;
}

/** A product's page that knows the way back. */
export function productHref(store: string, id: string, state: string): string {
  return `/${store}/products/${id}${state ? `?${new URLSearchParams({ list: state })}` : ""}`;
}
