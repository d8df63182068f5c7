import { db } from "./scope";

/**
 * Counts uses of `key` in its fixed window and says how many it now holds.
 * One statement, so that processes at the same moment cannot both take the last place.
 */
export async function countUse(
  key: string,
  options: { windowMs: number; now: Date; uses?: number },
): Promise<{ count: number; windowStartAt: Date }> {
  const { uses = 1 } = options;
  const expiredBefore = new Date(options.now.getTime() - options.windowMs);
  const rows = await db().$queryRaw<{ count: number; windowStartAt: Date }[]>`
    INSERT INTO "rate_limit" AS r ("key", "windowStartAt", "count")
    VALUES (${key}, ${options.now}, ${uses}::int)
    ON CONFLICT ("key") DO UPDATE SET
      "count" = CASE WHEN r."windowStartAt" <= ${expiredBefore} THEN ${uses}::int ELSE r."count" + ${uses}::int END,
      "windowStartAt" = CASE WHEN r."windowStartAt" <= ${expiredBefore} THEN EXCLUDED."windowStartAt"
                             ELSE r."windowStartAt" END
    RETURNING "count", "windowStartAt"`;
  return rows[0]!;
}

export async function forgetUses(key: string): Promise<void> {
  await db().rateLimit.deleteMany({ where: { key } });
}
