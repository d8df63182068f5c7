import { countShopCustomers, findNewestActivity, listCustomerFigures } from "@/lib/data/customer-features";
import type { StoreScope } from "@/lib/data/scope";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import { type FeatureColumn, FeatureColumns } from "@/lib/domain/features/feature-columns";
import { refreshFeatures } from "../customers/refresh-features";
import type { RunControl } from "./run-control";

const READ_CUSTOMERS = 5_000;

export interface GatheredFeatures {
  readonly customerIds: readonly string[];
  readonly columns: readonly FeatureColumn[];
  readonly newestActivityAt: Date | null;
}

/** Rebuilds the customers' figures from their facts, a stretch at a time, then reads the chosen features. */
export async function gatherFeatures(
  scope: StoreScope,
  features: readonly FeatureName[],
  now: Date,
  control: RunControl,
  /** Shares of the whole run: where this part begins and ends. */
  share: { from: number; to: number; of: number },
): Promise<GatheredFeatures> {
  const total = Math.max(1, await countShopCustomers(scope));
  const half = (share.to - share.from) / 2;
  const report = (phase: string, from: number, done: number) =>
    control.step(phase, Math.round(from + half * Math.min(1, done / total)), share.of);

  await refreshFeatures(scope, now, (done) => report("features", share.from, done));

  const newestActivityAt = await findNewestActivity(scope);
  const columns = new FeatureColumns(features, newestActivityAt);
  const customerIds: string[] = [];
  for (;;) {
    await report("reading", share.from + half, customerIds.length);
    const stretch = await listCustomerFigures(scope, customerIds.at(-1) ?? null, READ_CUSTOMERS);
    for (const customer of stretch) {
      customerIds.push(customer.customerId);
      columns.add(customer);
    }
    if (stretch.length < READ_CUSTOMERS) break;
  }
  return { customerIds, columns: columns.finish(), newestActivityAt };
}
