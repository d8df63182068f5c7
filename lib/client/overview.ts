import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Overview } from "@/lib/contracts/overview";
import type { OverviewPeriod } from "@/lib/domain/overview/overview-choices";
import { fetchJson, withQuery } from "./fetch-json";

export const overviewKeys = {
  all: (store: string) => ["overview", store] as const,
  period: (store: string, days: OverviewPeriod) => [...overviewKeys.all(store), days] as const,
};

export const overviewOptions = (store: string, days: OverviewPeriod) =>
  queryOptions({
    queryKey: overviewKeys.period(store, days),
    queryFn: ({ signal }) =>
      fetchJson<Overview>(withQuery(`/api/internal/${store}/overview`, { days }), signal),
    placeholderData: keepPreviousData,
  });
