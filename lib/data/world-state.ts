import type { StoreScope } from "./scope";

/** Where a simulated shop stands. It lies in a schema of its own, so that no query of the app meets it. */
export interface StoredWorldState {
  /** The next day to be stepped. */
  readonly day: number;
  readonly content: Uint8Array<ArrayBuffer>;
  /** Wall time of the last step; null before the first beyond the history. */
  readonly steppedAt: Date | null;
}

export async function findWorldState({ storeId, db }: StoreScope): Promise<StoredWorldState | null> {
  const rows = await db.$queryRaw<StoredWorldState[]>`
    SELECT "day", "content", "steppedAt" FROM "souk_world"."state" WHERE "storeId" = ${storeId}::uuid`;
  return rows[0] ?? null;
}

/** When the world was last stepped and which day comes next, without its content. */
export async function findWorldPace({
  storeId,
  db,
}: StoreScope): Promise<Pick<StoredWorldState, "day" | "steppedAt"> | null> {
  const rows = await db.$queryRaw<Pick<StoredWorldState, "day" | "steppedAt">[]>`
    SELECT "day", "steppedAt" FROM "souk_world"."state" WHERE "storeId" = ${storeId}::uuid`;
  return rows[0] ?? null;
}

/** Keeps the state at the end of a history; one that is there stays. */
export async function insertWorldState(
  { storeId, db }: StoreScope,
  state: Omit<StoredWorldState, "steppedAt">,
): Promise<void> {
  await db.$executeRaw`
    INSERT INTO "souk_world"."state" ("storeId", "day", "content")
    VALUES (${storeId}::uuid, ${state.day}, ${state.content}) ON CONFLICT ("storeId") DO NOTHING`;
}

/**
 * Moves the state one day on, provided that it still stands where it was read.
 * @returns false when another process has moved it meanwhile
 */
export async function moveWorldState(
  { storeId, db }: StoreScope,
  from: number,
  to: StoredWorldState,
): Promise<boolean> {
  const moved = await db.$executeRaw`
    UPDATE "souk_world"."state"
    SET "day" = ${to.day}, "content" = ${to.content}, "steppedAt" = ${to.steppedAt}
    WHERE "storeId" = ${storeId}::uuid AND "day" = ${from}`;
  return moved === 1;
}
