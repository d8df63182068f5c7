import { db } from "./scope";

/**
 * Counts one use of `key` in its fixed window and says how many it now holds.
 * One statement, so that processes at the same moment cannot both take the last place.
 */
export async function countUse(
  key: string,
  options: { windowMs: number; now: Date },
): Promise<{ count: number; windowStartAt: Date }> {
  const expiredBefore = new Date(options.now.getTime() - options.windowMs);
  const rows = await db().$queryRaw<{ count: number; windowStartAt: Date }[]>`
    INSERT INTO "rate_limit" AS r ("key", "windowStartAt", "count")
    VALUES (${key}, ${options.now}, 1)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN r."windowStartAt" <= ${expiredBefore} THEN 1 ELSE r."count" + 1 END,
      "windowStartAt" = CASE WHEN r."windowStartAt" <= ${expiredBefore} THEN EXCLUDED."windowStartAt"
                             ELSE r."windowStartAt" END
    RETURNING "count", "windowStartAt"`;
  return rows[0]!;
}

export async function forgetUses(key: string): Promise<void> {
  await db().rateLimit.deleteMany({ where: { key } });
}
