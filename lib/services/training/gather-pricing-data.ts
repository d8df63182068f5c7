import type { PricingParams } from "@/lib/contracts/pricing";
import { type DemandWeek, readDemandWeeks } from "@/lib/data/demand-observations";
import { type PricingFacts, readPricingFacts } from "@/lib/data/pricing-facts";
import type { StoreScope } from "@/lib/data/scope";
import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { type ObservedWeeks, observeWeeks, type ProductWeek } from "@/lib/ml/pricing/observe-weeks";

const WEEK_MS = 7 * 86_400_000;

/** What a run knows of the shop before it learns: products in the order of the model's numbers, and their weeks. */
export interface PricingData {
  readonly products: readonly PricingFacts[];
  readonly weeksOf: ReadonlyMap<string, readonly DemandWeek[]>;
  readonly weeks: number;
  readonly groups: Int32Array;
  readonly rows: readonly ProductWeek[];
  readonly observed: ObservedWeeks;
  readonly horizonWeeks: number;
}

/** Reads a run's weeks and products. O(weeks × products). */
export async function gatherPricingData(
  scope: StoreScope,
  options: { now: Date; params: PricingParams; policy: Pick<PricingPolicy, "horizonWeeks" | "ladders"> },
): Promise<PricingData> {
  const { now, params, policy } = options;
  const from = new Date(now.getTime() - (params.weeks + 1) * WEEK_MS);
  const all = await readDemandWeeks(scope, { from });
  const products = await readPricingFacts(scope, now, policy);
  const numbers = new Map(products.map(({ id }, number) => [id, number]));
  const moments = [...new Set(all.map(({ week }) => week.getTime()))].sort((a, b) => a - b);
  const weekNumbers = new Map(moments.map((moment, number) => [moment, number]));
  const categories = new Map<string, number>();
  const groups = Int32Array.from(products, ({ categories: own }) => {
    const name = own[0] ?? "";
    if (!categories.has(name)) categories.set(name, categories.size);
    return categories.get(name)!;
  });
  const weeksOf = new Map<string, DemandWeek[]>();
  const rows: ProductWeek[] = [];
  for (const week of all) {
    const product = numbers.get(week.productId);
    if (product === undefined) continue;
    const own = weeksOf.get(week.productId);
    if (own) own.push(week);
    else weeksOf.set(week.productId, [week]);
    rows.push({ ...week, product, week: weekNumbers.get(week.week.getTime())! });
  }
  const shape = { products: products.length, weeks: moments.length, groups };
  return {
    products,
    weeksOf,
    weeks: moments.length,
    groups,
    rows,
    observed: observeWeeks(rows, shape),
    horizonWeeks: policy.horizonWeeks,
  };
}
