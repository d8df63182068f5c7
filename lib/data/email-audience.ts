import { inSegment } from "./in-segment";
import type { StoreScope } from "./scope";

export interface EmailReader {
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly language: string | null;
}

/** The next `limit` customers after `afterId` who may be written to by e-mail; of one segment, where one is named. */
export async function listEmailReaders(
  { storeId, db }: StoreScope,
  options: { segmentId: string | null; afterId: string | null; limit: number },
): Promise<EmailReader[]> {
  const { segmentId, afterId, limit } = options;
  return db.$queryRaw<EmailReader[]>`
    SELECT c."id", c."name", c."email", c."language"
    FROM "customer" c
    JOIN "consent" w ON w."storeId" = c."storeId" AND w."customerId" = c."id" AND w."channel" = 'email' AND w."granted"
    WHERE c."storeId" = ${storeId}::uuid AND c."kind" = 'customer' AND c."email" IS NOT NULL
      AND (${afterId}::uuid IS NULL OR c."id" > ${afterId}::uuid)
      AND (${segmentId}::uuid IS NULL OR ${inSegment(segmentId)})
    ORDER BY c."id" LIMIT ${limit}`;
}
