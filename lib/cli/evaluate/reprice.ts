import type { Actor } from "@/lib/domain/actor";
import { processFigures } from "../process/process-figures";
import type { EvaluateOptions } from "./evaluate-options";
import { withDatabase } from "./with-database";

const PRODUCTS = 20_000;
/** Of several readings of a page the quickest counts. */
const READINGS = 5;

/**
 * Fresh proposals for many products from a model that is stored: what promoting a family, or a run's last step, takes;
 * and what the first page of the list of their prices takes, in every order.
 */
export async function evaluateReprice(
  { seed = 1 }: EvaluateOptions,
  say: (sentence: string) => void,
): Promise<object> {
  return withDatabase(undefined, async ({ ownerProcessId }) => {
    const { fillPricedCatalogue } = await import("@/lib/demo/priced-catalogue");
    const { promoteFamily } = await import("@/lib/services/pricing/promote-family");
    say(`writing ${PRODUCTS} products with a model's estimates`);
    const { manager } = await fillPricedCatalogue({ products: PRODUCTS, seed });
    const { peakMb: megabytesBefore } = await processFigures(process.pid);
    const runs = [];
    for (const family of ["log-log", "trees"] as const) {
      const cpu = process.cpuUsage();
      const startedMs = performance.now();
      const { proposed } = await promoteFamily(manager, { family }, new Date());
      const { user, system } = process.cpuUsage(cpu);
      runs.push({
        family,
        proposed,
        seconds: (performance.now() - startedMs) / 1000,
        cpuSeconds: (user + system) / 1e6,
      });
    }
    say("reading the list of prices in every order");
    return {
      products: PRODUCTS,
      runs,
      firstPageMs: await timeFirstPages(manager),
      megabytesBefore,
      peakMegabytes: (await processFigures(process.pid)).peakMb,
      databasePeakMegabytes:
        ownerProcessId === undefined ? null : (await processFigures(ownerProcessId)).peakMb,
    };
  });
}

async function timeFirstPages(reader: Actor): Promise<Record<string, number>> {
  const { PRODUCT_PRICE_SORTS, productPriceListQuery } = await import("@/lib/contracts/product-prices");
  const { listProductPrices } = await import("@/lib/services/pricing/list-product-prices");
  const taken: Record<string, number> = {};
  for (const sort of PRODUCT_PRICE_SORTS) {
    const query = productPriceListQuery.parse({ sort });
    const readings: number[] = [];
    for (let turn = 0; turn < READINGS; turn++) {
      const startedMs = performance.now();
      await listProductPrices(reader, query, "en", new Date());
      readings.push(performance.now() - startedMs);
    }
    taken[sort] = Math.round(Math.min(...readings));
  }
  return taken;
}
