import { isDataError } from "@/lib/data/data-error";
import { insertRecommendations, type NewRecommendation } from "@/lib/data/events";
import { storeScope } from "@/lib/data/scope";
import { logger } from "@/lib/platform/logger";

/** At most so much of what was served may be lost when a process dies. */
const FLUSH_MS = 200;
const FLUSH_ROWS = 500;
/** While the database is away no more than this is kept. */
const KEPT_ROWS = 20_000;

let waiting: { readonly storeId: string; readonly row: NewRecommendation }[] = [];
let timer: NodeJS.Timeout | undefined;
let writing: Promise<void> = Promise.resolve();

/** Notes a served list; it is written with others within a fifth of a second. */
export function logServed(storeId: string, row: NewRecommendation): void {
  if (waiting.length >= KEPT_ROWS) waiting.shift();
  waiting.push({ storeId, row });
  if (waiting.length >= FLUSH_ROWS) void flushServed();
  timer ??= setTimeout(() => void flushServed(), FLUSH_MS);
}

/** Writes what waits. Resolves when it is stored, or has been put back because the database is away. */
export function flushServed(): Promise<void> {
  clearTimeout(timer);
  timer = undefined;
  const batch = waiting;
  waiting = [];
  writing = writing.then(() => write(batch));
  return writing;
}

async function write(batch: typeof waiting): Promise<void> {
  const byStore = new Map<string, NewRecommendation[]>();
  for (const { storeId, row } of batch) byStore.set(storeId, [...(byStore.get(storeId) ?? []), row]);
  for (const [storeId, rows] of byStore) await store(storeId, rows);
}

/** Stores the rows, or keeps them until the database is back. One that it refuses is found by halves and dropped alone. */
async function store(storeId: string, rows: NewRecommendation[]): Promise<void> {
  try {
    await insertRecommendations(storeScope(storeId), rows);
  } catch (error) {
    if (!isDataError(error)) {
      logger.warn({ err: error, storeId, rows: rows.length }, "served lists wait for the database");
      waiting = [...rows.map((row) => ({ storeId, row })), ...waiting].slice(-KEPT_ROWS);
      timer ??= setTimeout(() => void flushServed(), 4 * FLUSH_MS);
    } else if (rows.length === 1) {
      logger.error({ err: error, storeId, list: rows[0]!.id }, "a served list cannot be stored");
    } else {
      const half = rows.length >> 1;
      await store(storeId, rows.slice(0, half));
      await store(storeId, rows.slice(half));
    }
  }
}
