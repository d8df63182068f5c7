import { z } from "zod";

/** One stretch of a long list. `nextCursor` fetches what follows; null at the end. */
export interface Page<T> {
  readonly rows: readonly T[];
  readonly nextCursor: string | null;
  /** Rows that match the filters, all stretches together. */
  readonly total: number;
}

export const PAGE_SIZE = 50;
export const SORT_DIRECTIONS = ["asc", "desc"] as const;
export type SortDirection = (typeof SORT_DIRECTIONS)[number];

/** What every list's address carries besides its own filters. */
export const pageFields = {
  cursor: z.string().max(500).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(PAGE_SIZE),
  direction: z.enum(SORT_DIRECTIONS).default("asc"),
};

/** Search text as typed; blank means none. */
export const searchText = z
  .string()
  .trim()
  .max(200)
  .optional()
  .transform((text) => text || undefined);

/** Chosen rows, joined by commas. */
export const chosenIds = z
  .string()
  .max(400_000)
  .transform((text) => text.split(","))
  .pipe(z.array(z.uuid()).max(10_000))
  .optional();
