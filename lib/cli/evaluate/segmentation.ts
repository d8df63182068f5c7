import type { WorldShop } from "@/lib/demo/world/open-world-shop";
import type { SegmentationReport } from "@/lib/evaluation/segmentation/evaluate-segmentation";
import type { EvaluateOptions } from "./evaluate-options";
import { withDatabase } from "./with-database";

/** How much of the hidden personas the product recovers from the figures it computed in the database. */
export async function evaluateShopSegmentation(
  { size, data }: EvaluateOptions,
  say: (sentence: string) => void,
): Promise<object> {
  return withDatabase(data, async () => {
    const { openWorldShop } = await import("@/lib/demo/world/open-world-shop");
    const shop = await openWorldShop(size, say);
    return { size, ...(await judgeShopSegmentation(shop, { choose: true })) };
  });
}

/** @param options `deal` gives each row to another customer: what then is recovered is chance */
export async function judgeShopSegmentation(
  shop: WorldShop,
  {
    deal = (numbers: readonly number[]) => numbers,
    ...options
  }: {
    readonly choose?: boolean;
    readonly trees?: number;
    readonly deal?: (customerNos: readonly number[]) => readonly number[];
  },
): Promise<SegmentationReport & { readonly features: readonly string[] }> {
  const { systemActor } = await import("@/lib/domain/actor");
  const { defaultSegmentFeatures } = await import("@/lib/domain/features/customer-features");
  const { listAvailableFeatures } = await import("@/lib/services/training/list-available-features");
  const { readPreparedBuyers } = await import("@/lib/services/training/read-prepared-customers");
  const { evaluateSegmentation } = await import("@/lib/evaluation/segmentation/evaluate-segmentation");
  const actor = systemActor(shop.storeId);
  const features = defaultSegmentFeatures(await listAvailableFeatures(actor));
  const { numbers, X } = await readPreparedBuyers(actor, features, shop.source);
  const customerNos = deal(numbers.map(Number));
  return { features, ...evaluateSegmentation(shop.settings, { customerNos, X }, options) };
}
