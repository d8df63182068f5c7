import { analyseGrownTables } from "@/lib/data/analyse";
import { insertPricePoints } from "@/lib/data/catalogue-facts";
import {
  type DemandEstimateRecord,
  insertDemandEstimates,
  type OtherModelCurve,
} from "@/lib/data/demand-estimates";
import { insertModelVersion } from "@/lib/data/model-versions";
import { insertKnownProducts } from "@/lib/data/products";
import { inTransaction, storeScope, transaction } from "@/lib/data/scope";
import { ensureStore } from "@/lib/data/stores";
import { type Actor, systemActor } from "@/lib/domain/actor";
import { newId } from "@/lib/platform/ids";
import { refreshProductFigures } from "@/lib/services/products/refresh-product-figures";

const SHARES = [0.75, 0.8, 0.85, 0.9, 0.95, 1, 1.05, 1.1, 1.15, 1.2, 1.25];
const FAMILIES = ["level", "linear", "trees", "gru"] as const;
const CATEGORIES = 40;
const TIMEOUT_MS = 600_000;
const START = new Date("2026-01-05T08:00:00.000Z");

/** A shop of many priced products with a stored pricing model, for measuring what it takes to reprice them. */
export async function fillPricedCatalogue(options: {
  readonly products: number;
  readonly seed: number;
}): Promise<{ readonly manager: Actor }> {
  const { shop } = await transaction((tx) =>
    ensureStore(tx, {
      ...{ id: newId(), slug: `catalogue-${options.seed}`, name: "Catalogue", currency: "EUR" },
      ...{ timeZone: "Europe/Dublin", clockKind: "simulated", clockAt: new Date("2026-06-01T08:00:00.000Z") },
      createdAt: START,
    }),
  );
  const products = Array.from({ length: options.products }, (_, k) => productOf(k, options.seed));
  await inTransaction(
    storeScope(shop.id),
    async (tx) => {
      await insertKnownProducts(tx, "catalogue", products, START);
      await insertPricePoints(
        tx,
        products.map(({ id, priceMinor }) => ({
          ...{ productId: id, effectiveAt: START, priceMinor, compareAtMinor: null, reason: "list" },
        })),
      );
      const modelVersionId = newId();
      await insertModelVersion(tx, {
        ...{ id: modelVersionId, kind: "pricing", trainingRunId: newId(), snapshot: {}, baseline: {} },
        metrics: { champion: "log-log", scores: [], credible: { level: 1, linear: 1, trees: 1, gru: 1 } },
        dataWindow: { products: products.length, weeks: 104 },
        ...{ seed: options.seed, createdAt: START },
      });
      await insertDemandEstimates(tx, modelVersionId, products.map(estimateOf));
    },
    { timeoutMs: TIMEOUT_MS },
  );
  // As after any import: plans for empty tables would not do for so many rows.
  await analyseGrownTables(storeScope(shop.id));
  await refreshProductFigures(storeScope(shop.id), () => START);
  return { manager: systemActor(shop.id) };
}

type CatalogueProduct = ReturnType<typeof productOf>;

/** Spread evenly over prices, costs and elasticities without a generator: the k-th of a golden-ratio sequence. */
function productOf(k: number, seed: number) {
  const share = ((k + seed) * 0.618_033_988_75) % 1;
  const id = newId();
  const priceMinor = 500 + Math.round(9_500 * share);
  return {
    ...{ id, groupId: id, sku: `C-${k}`, name: `Product ${k}`, description: "", translations: {}, brand: "" },
    ...{ categories: [`category ${k % CATEGORIES}`], tags: [], taxRate: 0.23, releasedAt: START },
    unitCostMinor: Math.round(priceMinor * (0.3 + 0.3 * ((share * 7) % 1))),
    ...{ priceMinor, elasticity: -1 - 3 * ((share * 13) % 1), units: 1 + 60 * ((share * 29) % 1) },
  };
}

function estimateOf({ id, priceMinor, elasticity, units }: CatalogueProduct): DemandEstimateRecord {
  return {
    ...{ productId: id, referenceMinor: priceMinor, elasticity, deviation: 0.4 },
    ...{ ownElasticity: elasticity, ownError: 0.8, expected: -2.5, ownWeight: 0.5 },
    ...{ weeklyUnits: units / 6, horizonUnits: units, levelDeviation: 0.3, dispersion: 1.4 },
    ...{ diversion: 0.2, siblingMargin: 300, distinctPrices: 5, weeksObserved: 104 },
    ...{ unitsObserved: Math.round(units * 17), enough: true },
    models: FAMILIES.map((family): OtherModelCurve => {
      const points = SHARES.map((at) => ({
        priceMinor: Math.round(at * priceMinor),
        units: Number((units * at ** (elasticity - 0.3)).toPrecision(6)),
      }));
      return {
        ...{ model: family, bestMinor: priceMinor, points },
        curve: {
          ...{ priceMinor, units, slope: elasticity - 0.3, elasticity, deviation: 0.45 },
          ...{ levelDeviation: 0.3, credible: true },
          bend: {
            logPrice: SHARES.map((at) => Number(Math.log(at).toPrecision(6))),
            logUnits: SHARES.map((at) => Number((-0.3 * Math.log(at)).toPrecision(6))),
          },
        },
      };
    }),
  };
}
