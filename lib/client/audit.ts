import { infiniteQueryOptions } from "@tanstack/react-query";
import type { AuditEntry } from "@/lib/contracts/audit";
import type { Page } from "@/lib/contracts/page";
import { fetchJson, withQuery } from "./fetch-json";

type Query = Readonly<Record<string, string>>;

export const auditKeys = {
  all: (store: string) => ["audit", store] as const,
  list: (store: string, query: Query) => [...auditKeys.all(store), "list", query] as const,
};

export const auditListOptions = (store: string, query: Query) =>
  infiniteQueryOptions({
    queryKey: auditKeys.list(store, query),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page<AuditEntry>>(
        withQuery(`/api/internal/${store}/audit`, { ...query, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
  });
