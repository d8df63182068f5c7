import { dropStaleFeatures, refreshCustomerFeatures } from "@/lib/data/customer-features";
import type { StoreScope } from "@/lib/data/scope";

const STRETCH_CUSTOMERS = 1_000;

/**
 * Rebuilds the figures of every customer from their facts, a stretch at a time, so that no statement is long.
 * @param onStretch told how many customers are done; may wait, and may throw to stop
 */
export async function refreshFeatures(
  scope: StoreScope,
  now: Date,
  onStretch: (done: number) => Promise<void> = async () => undefined,
): Promise<void> {
  let done = 0;
  for (let afterId: string | null = null; ; ) {
    await onStretch(done);
    const stretch = await refreshCustomerFeatures(scope, { afterId, limit: STRETCH_CUSTOMERS, now });
    if (!stretch) break;
    afterId = stretch.lastId;
    done += stretch.customers;
  }
  await dropStaleFeatures(scope);
}
