import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Page } from "@/lib/contracts/page";
import type { TrainingRunView } from "@/lib/contracts/training";
import { isTerminal } from "@/lib/domain/runs";
import { fetchJson, withQuery } from "./fetch-json";

const POLL_MS = 1_000;

export const runKeys = {
  all: (store: string) => ["runs", store] as const,
  list: (store: string, query: Readonly<Record<string, string>>) =>
    [...runKeys.all(store), "list", query] as const,
  detail: (store: string, id: string) => [...runKeys.all(store), "detail", id] as const,
};

/** One run, asked again every second until it has ended. */
export const runOptions = (store: string, id: string) =>
  queryOptions({
    queryKey: runKeys.detail(store, id),
    queryFn: ({ signal }) => fetchJson<TrainingRunView>(`/api/internal/${store}/runs/${id}`, signal),
    refetchInterval: ({ state }) => (state.data && isTerminal(state.data.status) ? false : POLL_MS),
    staleTime: 0,
  });

/** Runs, newest first, asked again every second while one of them is alive. */
export const runListOptions = (store: string, query: Readonly<Record<string, string>>) =>
  infiniteQueryOptions({
    queryKey: runKeys.list(store, query),
    queryFn: ({ pageParam, signal }) =>
      fetchJson<Page<TrainingRunView>>(
        withQuery(`/api/internal/${store}/runs`, { ...query, cursor: pageParam }),
        signal,
      ),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.nextCursor,
    refetchInterval: ({ state }) =>
      state.data?.pages.some((page) => page.rows.some((run) => !isTerminal(run.status)))
        ? POLL_MS
        : 10 * POLL_MS,
    staleTime: 0,
  });
