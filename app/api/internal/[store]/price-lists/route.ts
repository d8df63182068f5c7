import { downloadResponse, internalRoute } from "@/app/_doors/internal-route";
import { withReceivedFile } from "@/app/_doors/received-file";
import { listUploadQuery } from "@/lib/contracts/price-lists";
import { LONGEST_LIST_BYTES } from "@/lib/domain/pricing/lists/list-kinds";
import { importList, refusedLinesOf } from "@/lib/services/pricing/lists/import-list";

/** A list as the body: what it would do, what it did, or the lines that cannot be used. */
export const POST = internalRoute(async ({ actor, shop, request, query, now }) => {
  const { kind, step, name, hash } = listUploadQuery.parse(query);
  return withReceivedFile(request, LONGEST_LIST_BYTES, async (path) => {
    const file = { path, name };
    if (step !== "refused")
      return importList(actor, kind, file, { apply: step === "apply", expectedHash: hash }, now);
    const text = await refusedLinesOf(actor, kind, file, now);
    return downloadResponse(text, `${shop.slug}-${kind}-refused.csv`, "text/csv");
  });
});
