import { storeScope } from "@/lib/data/scope";

/** Tables that hold how rows came about, not what the shop knows. */
const PROCESS_TABLES = [
  "import_run",
  "import_issue",
  "training_run",
  "model_version",
  "audit_event",
  "member",
  "segmentation",
  "segment",
  "segment_member",
];
/** When a row was written, which hangs on how many days were written at once. */
const STAMPS = ["createdAt", "updatedAt", "computedAt"];

/**
 * One hash per table over all that a shop knows. Ids count by the world's numbers in their first 48 bits and differ
 * between shops in the rest, so the rest is left out: two shops of the same world have the same hashes.
 */
export async function shopFingerprint(storeId: string): Promise<Record<string, string>> {
  const { db } = storeScope(storeId);
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT c."table_name" AS "name" FROM information_schema.columns c
    WHERE c."table_schema" = 'public' AND c."column_name" = 'storeId' ORDER BY 1`;
  const hashes: Record<string, string> = {};
  for (const { name } of tables) {
    if (PROCESS_TABLES.includes(name)) continue;
    const [{ rows, hash }] = await db.$queryRawUnsafe<[{ rows: number; hash: string }]>(
      `SELECT count(*)::int AS "rows", md5(coalesce(string_agg(t."line", E'\\n' ORDER BY t."line"), '')) AS "hash" FROM (
         SELECT regexp_replace((to_jsonb(r) - 'storeId' - $2::text[])::text,
           '([0-9a-f]{8}-[0-9a-f]{4})-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}', '\\1', 'g') AS "line"
         FROM "${name}" r WHERE r."storeId" = $1::uuid) t`,
      storeId,
      STAMPS,
    );
    hashes[name] = `${rows} rows ${hash}`;
  }
  return hashes;
}
