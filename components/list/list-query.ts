import type { ListFilter, ListQuery, ListShape } from "./list-definition";

/** The names in the address that belong to a filter. */
export function filterParams(filter: ListFilter): string[] {
  return filter.kind === "range" ? [filter.fromKey, filter.toKey] : [filter.key];
}

/** Every name of the address that decides which rows are seen and in what order. */
export function queryParams(shape: ListShape): string[] {
  return ["q", "sort", "direction", ...shape.filters.flatMap(filterParams)];
}

type SearchParams = Readonly<Record<string, string | readonly string[] | null | undefined>>;

/**
 * What an address asks for. The page on the server calls it with its `searchParams` to fill the cache under
 * the very key that the list in the browser will look for.
 */
export function listQueryOf(shape: ListShape, search: SearchParams): ListQuery {
  const query: Record<string, string> = {};
  for (const name of queryParams(shape)) {
    const raw = search[name];
    const value = (typeof raw === "string" ? raw : raw?.[0])?.trim();
    if (value) query[name] = value;
  }
  if (!query.sort || query.sort === shape.defaultSort.key) {
    delete query.sort;
    if (!query.direction || query.direction === shape.defaultSort.direction) delete query.direction;
  }
  // The defaults are spoken out when either differs, so that the server never guesses half of a sort.
  if (query.sort || query.direction) {
    query.sort ??= shape.defaultSort.key;
    query.direction ??= "asc";
  }
  return query;
}

/** The order in force. */
export function sortOf(shape: ListShape, query: ListQuery): ListShape["defaultSort"] {
  if (!query.sort) return shape.defaultSort;
  return { key: query.sort, direction: query.direction === "desc" ? "desc" : "asc" };
}

/** Whether anything narrows the list down. */
export function isNarrowed(shape: ListShape, query: ListQuery): boolean {
  return Boolean(query.q) || shape.filters.some((filter) => filterParams(filter).some((name) => query[name]));
}

/** The choices of a filter in force. */
export function chosenValues(filter: ListFilter, query: ListQuery): string[] {
  const value = filter.kind === "choice" ? query[filter.key] : undefined;
  if (!value) return [];
  return filter.kind === "choice" && filter.multiple ? value.split(",").filter(Boolean) : [value];
}
