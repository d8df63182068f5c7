import { apiRoute } from "@/app/_doors/api-route";
import { downloadResponse } from "@/app/_doors/internal-route";
import { apiExportQuery, EXPORT_FILES } from "@/lib/contracts/recommendation-export";
import { exportEmailBlocks } from "@/lib/services/recommendations/export-email-blocks";

export const GET = apiRoute(async ({ actor, query, now }) => {
  const asked = apiExportQuery.parse(query);
  const blocks = await exportEmailBlocks(actor, asked, now);
  const { type, ending } = EXPORT_FILES[asked.format];
  return downloadResponse(blocks, `email-blocks.${ending}`, type);
});
