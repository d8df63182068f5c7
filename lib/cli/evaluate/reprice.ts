import { processFigures } from "../process/process-figures";
import type { EvaluateOptions } from "./evaluate-options";
import { withDatabase } from "./with-database";

const PRODUCTS = 20_000;

/** Fresh proposals for many products from a model that is stored: what promoting a family, or a run's last step, takes. */
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
    return {
      products: PRODUCTS,
      runs,
      megabytesBefore,
      peakMegabytes: (await processFigures(process.pid)).peakMb,
      databasePeakMegabytes:
        ownerProcessId === undefined ? null : (await processFigures(ownerProcessId)).peakMb,
    };
  });
}
