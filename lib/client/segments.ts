import { queryOptions } from "@tanstack/react-query";
import type { SegmentationMap } from "@/lib/contracts/segments";
import { fetchJson } from "./fetch-json";

export const segmentKeys = {
  all: (store: string) => ["segments", store] as const,
  map: (store: string, segmentationId: string) => [...segmentKeys.all(store), "map", segmentationId] as const,
};

/** The map never changes once a segmentation stands. */
export const segmentationMapOptions = (store: string, segmentationId: string) =>
  queryOptions({
    queryKey: segmentKeys.map(store, segmentationId),
    queryFn: ({ signal }) =>
      fetchJson<SegmentationMap>(`/api/internal/${store}/segmentations/${segmentationId}/map`, signal),
    staleTime: Number.POSITIVE_INFINITY,
  });
