import type { ListFilter } from "./list-definition";

const ALWAYS_CARRIED = ["q", "sort", "direction", "columns"];
const MOST_LETTERS = 600;

/** The way from a list to the page of one of its rows, and back to the list as it was. */
export interface ListAddress {
  /** The list's state as one text; empty for the list as it is at first. */
  readonly state: (search: Pick<URLSearchParams, "get">) => string;
  /** The list in the state that a row's page was handed; anything else in it is left behind. */
  readonly listHref: (store: string, state: string | null | undefined) => string;
  /** A row's page that knows the way back. */
  readonly rowHref: (store: string, id: string, state: string | null | undefined) => string;
}

/** @param place the list's path within a shop @param filters what of its address its rows' pages carry along */
export function listAddress(place: string, filters: readonly ListFilter[]): ListAddress {
  const carried = [
    ...ALWAYS_CARRIED,
    ...filters.flatMap((filter) => (filter.kind === "range" ? [filter.fromKey, filter.toKey] : [filter.key])),
  ];
  const state: ListAddress["state"] = (search) => {
    const kept = new URLSearchParams();
    for (const name of carried) {
      const value = search.get(name);
      if (value) kept.set(name, value);
    }
    const text = kept.toString();
    return text.length > MOST_LETTERS ? "" : text;
  };
  return {
    state,
    listHref: (store, given) => {
      const kept = state(new URLSearchParams(given ?? ""));
      return `/${store}/${place}${kept ? `?${kept}` : ""}`;
    },
    rowHref: (store, id, given) =>
      `/${store}/${place}/${id}${given ? `?${new URLSearchParams({ list: given })}` : ""}`,
  };
}
