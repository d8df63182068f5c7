export const WATCHED_METRICS = ["units", "profit", "returns"] as const;
/** What is watched of a price that came into force. */
export type WatchedMetric = (typeof WATCHED_METRICS)[number];
