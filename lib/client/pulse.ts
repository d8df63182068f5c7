import { queryOptions } from "@tanstack/react-query";
import type { Pulse } from "@/lib/contracts/pulse";
import { fetchJson } from "./fetch-json";

/** A simulated clock may jump a day at any moment; on the wall's nothing is expected within the minute. */
const SIMULATED_MS = 10_000;
const WALL_MS = 60_000;

export const pulseKeys = { all: (store: string) => ["pulse", store] as const };

/** The shop's clock, asked again and again while the page is looked at. @param first as the page was made with */
export const pulseOptions = (store: string, simulated: boolean, first: Pulse) =>
  queryOptions({
    queryKey: pulseKeys.all(store),
    queryFn: ({ signal }) => fetchJson<Pulse>(`/api/internal/${store}/pulse`, signal),
    initialData: first,
    refetchInterval: simulated ? SIMULATED_MS : WALL_MS,
    retry: false,
  });
