import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { recommendationExportQuery } from "@/lib/contracts/recommendation-export";
import { exportEmailBlocks } from "@/lib/services/recommendations/export-email-blocks";

export const GET = internalRoute(async ({ actor, shop, query, now }) => {
  const asked = recommendationExportQuery.parse(query);
  const blocks = await exportEmailBlocks(actor, asked, now);
  return asked.format === "csv"
    ? downloadResponse(blocks, `${shop.slug}-email-blocks.csv`, "text/csv")
    : downloadResponse(blocks, `${shop.slug}-email-blocks.jsonl`, "application/jsonl");
});
