import { analyseGrownTables } from "@/lib/data/analyse";
import { dropStaleFeatures, refreshCustomerFeatures } from "@/lib/data/customer-features";
import type { StoreScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { AppError } from "@/lib/domain/errors";
import { scoreRfm } from "./score-rfm";

const STRETCH_CUSTOMERS = 1_000;

/**
 * Rebuilds the figures of every customer from their facts, a stretch at a time, so that no statement is long, then
 * their recency, frequency and monetary groups, which compare customers with one another.
 * @param onStretch told how many customers are done; may wait, and may throw to stop
 */
export async function refreshFeatures(
  scope: StoreScope,
  now: Date,
  onStretch: (done: number) => Promise<void> = async () => undefined,
): Promise<void> {
  const shop = await findStore(scope);
  if (!shop) throw new AppError("NOT_FOUND", "There is no such shop.");
  await analyseGrownTables(scope);
  let done = 0;
  for (let afterId: string | null = null; ; ) {
    await onStretch(done);
    const { timeZone } = shop;
    const stretch = await refreshCustomerFeatures(scope, {
      afterId,
      limit: STRETCH_CUSTOMERS,
      now,
      timeZone,
    });
    if (!stretch) break;
    afterId = stretch.lastId;
    done += stretch.customers;
  }
  await dropStaleFeatures(scope);
  await scoreRfm(scope, now);
}
