import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { EXPORT_FILES, recommendationExportQuery } from "@/lib/contracts/recommendation-export";
import { exportEmailBlocks } from "@/lib/services/recommendations/export-email-blocks";

export const GET = internalRoute(async ({ actor, shop, query, now }) => {
  const asked = recommendationExportQuery.parse(query);
  const blocks = await exportEmailBlocks(actor, asked, now);
  const { type, ending } = EXPORT_FILES[asked.format];
  return downloadResponse(blocks, `${shop.slug}-email-blocks.${ending}`, type);
});
