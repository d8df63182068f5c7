import { apiRoute } from "@/app/_doors/api-route";
import { downloadResponse } from "@/app/_doors/internal-route";
import { apiExportQuery, EXPORT_TYPES } from "@/lib/contracts/recommendation-export";
import { exportEmailBlocks } from "@/lib/services/recommendations/export-email-blocks";

export const GET = apiRoute(async ({ actor, query, now }) => {
  const asked = apiExportQuery.parse(query);
  const blocks = await exportEmailBlocks(actor, asked, now);
  return downloadResponse(
    blocks,
    `email-blocks.${asked.format === "csv" ? "csv" : "jsonl"}`,
    EXPORT_TYPES[asked.format],
  );
});
