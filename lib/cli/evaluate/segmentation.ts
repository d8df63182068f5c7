import type { EvaluateOptions } from "./evaluate-options";
import { withDatabase } from "./with-database";

/** How much of the hidden personas the product recovers from the figures it computed in the database. */
export async function evaluateShopSegmentation(
  { size, data }: EvaluateOptions,
  say: (sentence: string) => void,
): Promise<object> {
  return withDatabase(data, async () => {
    const { openWorldShop } = await import("@/lib/demo/world/open-world-shop");
    const { systemActor } = await import("@/lib/domain/actor");
    const { defaultSegmentFeatures } = await import("@/lib/domain/features/customer-features");
    const { listAvailableFeatures } = await import("@/lib/services/training/list-available-features");
    const { readPreparedBuyers } = await import("@/lib/services/training/read-prepared-customers");
    const { judgePersonas } = await import("@/lib/evaluation/segmentation/judge-personas");
    const shop = await openWorldShop(size, say);
    const actor = systemActor(shop.storeId);
    const features = defaultSegmentFeatures(await listAvailableFeatures(actor));
    const { numbers, X } = await readPreparedBuyers(actor, features, shop.source);
    say(`${X.rows} customers who ordered, ${features.length} features, ${X.columns} columns`);
    const report = judgePersonas(shop.settings, { customerNos: numbers.map(Number), X }, { choose: true });
    return { size: shop.settings.size, features, ...report };
  });
}
