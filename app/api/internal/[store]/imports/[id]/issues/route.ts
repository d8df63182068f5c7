import { z } from "zod";
import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { exportImportIssues } from "@/lib/services/imports/export-import-issues";

export const GET = internalRoute<{ store: string; id: string }>(async ({ actor, shop, params }) => {
  const rows = await exportImportIssues(actor, z.uuid().parse(params.id));
  return downloadResponse(rows, `${shop.slug}-import-issues.csv`, "text/csv");
});
