import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/page";
import type { ProductHistory, ProductRow } from "@/lib/contracts/products";
import { fetchJson, withQuery } from "./fetch-json";

type Query = Readonly<Record<string, string>>;

/** Products speak the reader's language, so what is kept of them is kept by it. */
export const productKeys = {
  all: (store: string) => ["products", store] as const,
  list: (store: string, locale: string, query: Query) =>
    [...productKeys.all(store), "list", locale, query] as const,
  history: (store: string, locale: string, id: string) =>
    [...productKeys.all(store), "history", locale, id] as const,
};

export const productListOptions = (store: string, locale: string, query: Query) =>
  infiniteQueryOptions({
    queryKey: productKeys.list(store, locale, query),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page<ProductRow>>(
        withQuery(`/api/internal/${store}/products`, { ...query, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export const productHistoryOptions = (store: string, locale: string, id: string) =>
  queryOptions({
    queryKey: productKeys.history(store, locale, id),
    queryFn: ({ signal }) =>
      fetchJson<ProductHistory>(`/api/internal/${store}/products/${id}/history`, signal),
  });

export function productExportHref(store: string, query: Query): string {
  return withQuery(`/api/internal/${store}/products/export`, query);
}

/** Where a product's picture is; the hash makes the address change when the picture does. */
export function productPictureHref(store: string, id: string, hash: string): string {
  return withQuery(`/api/internal/${store}/products/${id}/picture`, { v: hash });
}
