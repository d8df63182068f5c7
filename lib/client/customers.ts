import { infiniteQueryOptions } from "@tanstack/react-query";
import type { CustomerRow } from "@/lib/contracts/customers";
import type { Page } from "@/lib/contracts/page";
import type { TimelinePage } from "@/lib/contracts/timeline";
import type { TimelineKind } from "@/lib/domain/timeline";
import { fetchJson, withQuery } from "./fetch-json";

type Query = Readonly<Record<string, string>>;

export const customerKeys = {
  all: (store: string) => ["customers", store] as const,
  list: (store: string, query: Query) => [...customerKeys.all(store), "list", query] as const,
  timeline: (store: string, id: string, kinds: readonly TimelineKind[]) =>
    [...customerKeys.all(store), "timeline", id, kinds.join()] as const,
};

export const customerListOptions = (store: string, query: Query) =>
  infiniteQueryOptions({
    queryKey: customerKeys.list(store, query),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page<CustomerRow>>(
        withQuery(`/api/internal/${store}/customers`, { ...query, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

/** What happened with one customer, newest first; no kinds means all. */
export const timelineOptions = (store: string, id: string, kinds: readonly TimelineKind[]) =>
  infiniteQueryOptions({
    queryKey: customerKeys.timeline(store, id, kinds),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<TimelinePage>(
        withQuery(`/api/internal/${store}/customers/${id}/timeline`, {
          kinds: kinds.join(),
          cursor: pageParam,
        }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });

export function customerExportHref(store: string, query: Query): string {
  return withQuery(`/api/internal/${store}/customers/export`, query);
}
