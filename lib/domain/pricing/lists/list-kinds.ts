export const LIST_KINDS = ["prices", "competitor-prices"] as const;
/** Prices of ours to propose, or prices that were seen at competitors. */
export type ListKind = (typeof LIST_KINDS)[number];

/** Bytes of a list at most; a line of prices is some fifty. */
export const LONGEST_LIST_BYTES = 10_000_000;

export const EXPORT_KINDS = ["prices", "proposals", "history", "competitor-prices"] as const;
