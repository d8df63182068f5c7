import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { CustomerRow } from "@/lib/contracts/customers";
import type { Page } from "@/lib/contracts/page";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { fetchJson, withQuery } from "./fetch-json";

type Query = Readonly<Record<string, string | undefined>>;

export const recommendationKeys = {
  all: (store: string) => ["recommendations", store] as const,
  preview: (store: string, query: Query) => [...recommendationKeys.all(store), "preview", query] as const,
};

export const previewOptions = (store: string, query: Query) =>
  queryOptions({
    queryKey: recommendationKeys.preview(store, query),
    queryFn: ({ signal }) =>
      fetchJson<RecommendationPreview>(
        withQuery(`/api/internal/${store}/recommendations/preview`, query),
        signal,
      ),
    placeholderData: keepPreviousData,
  });

/** Customers of that name, for a choice of one. */
export const findCustomersOptions = (store: string, text: string) =>
  queryOptions({
    queryKey: ["customers", store, "find", text],
    queryFn: ({ signal }) =>
      fetchJson<Page<CustomerRow>>(
        withQuery(`/api/internal/${store}/customers`, { q: text, limit: 8 }),
        signal,
      ),
    placeholderData: keepPreviousData,
  });
