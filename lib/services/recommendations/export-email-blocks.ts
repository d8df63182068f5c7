import {
  type RecommendationExportQuery,
  recommendationExportQuery,
} from "@/lib/contracts/recommendation-export";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { listEmailReaders } from "@/lib/data/email-audience";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { csvHeader, csvLines } from "../csv-text";
import { recommend } from "./recommend";

const BATCH = 200;

/**
 * The e-mail block of everybody who may be written to, or the next `limit` of them, in pieces: CSV with a column for each place, or one JSON object a
 * line. Each block is a served list of the placement "email" and takes feedback by its id. Who took it along is in the
 * audit log before the first row leaves.
 * @param now wall time
 */
export async function exportEmailBlocks(
  actor: Actor,
  query: RecommendationExportQuery,
  now: Date,
): Promise<AsyncGenerator<string>> {
  authorise(actor, "recommendation:export");
  const { segment, n, format, after, limit = Infinity } = recommendationExportQuery.parse(query);
  const scope = storeScope(actor.storeId);
  await inTransaction(scope, (tx) =>
    appendAuditEvent(tx, {
      ...{ at: now, actor, action: "recommendations.exported", subjectKind: "customer-list" },
      subjectId: segment ?? "customers",
      detail: { places: n, format },
    }),
  );
  return blocks();

  async function* blocks(): AsyncGenerator<string> {
    const places = Array.from({ length: n }, (_, k) => k + 1);
    if (format === "csv") {
      const columns = places.flatMap((place) => [`productId${place}`, `productName${place}`]);
      yield csvHeader(["customerId", "name", "email", "recommendationId", ...columns]);
    }
    let afterId = after ?? null;
    for (let left = limit; left > 0; ) {
      const batch = Math.min(BATCH, left);
      const readers = await listEmailReaders(scope, { segmentId: segment ?? null, afterId, limit: batch });
      const rows: string[] = [];
      for (const { id, name, email } of readers) {
        const list = await recommend(actor, { placement: "email", customer: id, count: n }, now);
        const { recommendationId, items } = list;
        if (format === "json") {
          rows.push(`${JSON.stringify({ customerId: id, name, email, recommendationId, items })}\n`);
          continue;
        }
        const cells = places.flatMap((place) => {
          const item = items[place - 1];
          return [item?.productId ?? "", item?.name ?? ""];
        });
        rows.push(csvLines([[id, name, email, recommendationId, ...cells]]));
      }
      if (rows.length > 0) yield rows.join("");
      if (readers.length < batch) return;
      left -= batch;
      afterId = readers.at(-1)!.id;
    }
  }
}
