import { findNewestActivity, listCustomerFigures } from "@/lib/data/customer-features";
import { listIdentityValues } from "@/lib/data/customers";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import { FeatureColumns } from "@/lib/domain/features/feature-columns";
import { authorise } from "@/lib/domain/permissions";
import type { Matrix } from "@/lib/ml/core/shapes";
import { fitPreparation, toMatrix } from "./prepare-features";

const READ_CUSTOMERS = 5_000;

/** The customers who ordered, exactly as a segmentation over these features sees them. */
export interface PreparedBuyers {
  /** The shop's own number of the customer in each row. */
  readonly numbers: readonly string[];
  /** n × columns, prepared as a segmentation's first step does. */
  readonly X: Matrix;
}

/**
 * Reads the stored figures of everybody who ever ordered and prepares them like a segmentation: for judging what the
 * product's own features can tell.
 * @param source the kind of identity under which the shop's own numbers are kept
 * @throws RunFailed when a feature is unknown for everybody or the same for everybody
 */
export async function readPreparedBuyers(
  actor: Actor,
  features: readonly FeatureName[],
  source: string,
): Promise<PreparedBuyers> {
  authorise(actor, "shop:read");
  const scope = storeScope(actor.storeId);
  const numberOf = await listIdentityValues(scope, source);
  const columns = new FeatureColumns(features, await findNewestActivity(scope));
  const numbers: string[] = [];
  for (let afterId: string | null = null; ; ) {
    const stretch = await listCustomerFigures(scope, afterId, READ_CUSTOMERS);
    for (const customer of stretch) {
      const number = numberOf.get(customer.customerId);
      if (customer.orderCount === 0 || number === undefined) continue;
      numbers.push(number);
      columns.add(customer);
    }
    if (stretch.length < READ_CUSTOMERS) break;
    afterId = stretch.at(-1)!.customerId;
  }
  const finished = columns.finish();
  const raw = toMatrix(finished);
  return { numbers, X: fitPreparation(finished, raw).transform(raw) };
}
