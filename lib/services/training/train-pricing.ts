import { pricingParams } from "@/lib/contracts/pricing";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { type DemandEstimateRecord, insertDemandEstimates } from "@/lib/data/demand-estimates";
import { refreshDemandObservations } from "@/lib/data/demand-observations";
import { insertModelVersion } from "@/lib/data/model-versions";
import { readPriceTerms } from "@/lib/data/pricing-facts";
import type { StoreScope } from "@/lib/data/scope";
import { findStore } from "@/lib/data/stores";
import { PRICING_FAMILIES } from "@/lib/domain/pricing/demand-family";
import { netOfTax } from "@/lib/domain/pricing/guardrails";
import { priceSufficiency } from "@/lib/domain/pricing/price-sufficiency";
import { shopNow } from "@/lib/domain/shop";
import { RunFailed } from "@/lib/domain/training/run-failure";
import type { TrainingRun } from "@/lib/domain/training/training-run";
import { familyCurves } from "@/lib/ml/pricing/family-curves";
import { judgeFamilies } from "@/lib/ml/pricing/judge-families";
import { type FittedPriceResponse, PriceResponse } from "@/lib/ml/pricing/price-response";
import { newId } from "@/lib/platform/ids";
import { championFor } from "../pricing/current-champion";
import { currentPolicy } from "../pricing/current-policy";
import type { PricingShop } from "../pricing/priced-product";
import type { PricingMetrics } from "../pricing/pricing-metrics";
import { proposeFromModel } from "../pricing/propose-from-model";
import { driveSteps } from "./drive-steps";
import { gatherPricingData, type PricingData } from "./gather-pricing-data";
import { judgePricing } from "./judge-pricing";
import type { RunControl } from "./run-control";
import { shadowCurves } from "./shadow-curves";
import { summariseStress } from "./summarise-stress";
import type { StoreResult } from "./trainer";
import { watchCollusion } from "./watch-collusion";

const OF = 100;
const SHARES = { read: 15, fitted: 30, judged: 60, asked: 75, played: 90, saving: 95 } as const;
/** Rows without which there is nothing to learn: a product's own need, in one product. */
const FEWEST_ROWS = 26;

/**
 * Learns how each product's demand follows its price, judges the families of models on the past, and lets the champion propose
 * prices inside the guardrails. The same weeks, options and seed give the same answer.
 * @throws RunFailed with figures when the data cannot answer
 */
export async function trainPricing(
  scope: StoreScope,
  run: TrainingRun,
  control: RunControl,
): Promise<StoreResult> {
  const parsed = pricingParams.safeParse(run.params);
  if (!parsed.success) throw new RunFailed("BAD_PARAMS");
  const shop = (await findStore(scope))!;
  const terms = await readPriceTerms(scope);
  const now = shopNow(shop, run.startedAt!);
  await control.step("weeks", 1, OF);
  const { weeks } = parsed.data;
  await refreshDemandObservations(scope, { timeZone: shop.timeZone, now, weeks });
  await control.step("reading", SHARES.read, OF);
  const current = await currentPolicy(scope);
  const data = await gatherPricingData(scope, {
    ...{ now, params: parsed.data, policy: current.policy },
  });
  const rows = data.observed.observations.units.length;
  if (rows < FEWEST_ROWS) throw new RunFailed("NO_PRICED_WEEKS", { have: rows, need: FEWEST_ROWS });

  const model = await driveSteps(new PriceResponse().fitSteps(data.observed.observations), () =>
    control.step("demand", SHARES.fitted, OF),
  );
  const between = (name: string, from: number, to: number) => (fraction: number) =>
    control.step(name, Math.round(from + (to - from) * fraction), OF);
  const onBacktest = between("backtest", SHARES.fitted, SHARES.judged);
  const judged = await driveSteps(
    judgeFamilies(data.observed, { weeks: data.weeks, dispersion: model.dispersion, seed: run.seed }),
    ({ step, totalSteps = step }) => onBacktest(step / totalSteps),
  );
  const onAsked = between("shadows", SHARES.judged, SHARES.asked);
  const answers = await driveSteps(
    familyCurves({
      ...{ observed: data.observed, weeks: data.weeks, model, horizonWeeks: data.horizonWeeks },
      pricesMinor: data.products.map(({ priceMinor }) => priceMinor ?? 0),
      // Without weeks to hide nobody knows how good they are: the log–log model speaks alone.
      families: judged ? undefined : [],
      seed: run.seed,
    }),
    ({ step, totalSteps = step }) => onAsked(step / totalSteps),
  );
  const shadows = await shadowCurves(
    data,
    model,
    {
      ...{ seed: run.seed, terms, answers, now, policy: current.policy },
      levelDeviations: judged?.levelDeviations ?? new Map(),
    },
    between("shadows", SHARES.asked, SHARES.played),
  );
  const estimates = toEstimates(data, model, terms, shadows);
  const metrics: PricingMetrics = {
    ...judgePricing(data, judged, answers),
    stress: summariseStress(shadows),
    collusion: await watchCollusion(current.policy, run.seed, () =>
      control.step("shadows", SHARES.played, OF),
    ),
  };
  await control.step("saving", SHARES.saving, OF);

  return async (tx, wallNow) => {
    const modelVersionId = newId();
    const version = await insertModelVersion(tx, {
      id: modelVersionId,
      kind: "pricing",
      trainingRunId: run.id,
      snapshot: { ...model.toSnapshot(), productIds: data.products.map(({ id }) => id) },
      metrics,
      baseline: { scores: metrics.scores.filter(({ model: name }) => !isFamily(name)) },
      dataWindow: { products: data.products.length, weeks: data.weeks, rows, readAt: now.toISOString() },
      seed: run.seed,
      createdAt: wallNow,
    });
    await insertDemandEstimates(tx, modelVersionId, estimates);
    const { family: champion } = await championFor(tx, metrics);
    const proposed = await proposeFromModel(tx, {
      ...{ champion, estimates, modelVersionId, version, terms, now, wallNow },
      facts: data.products,
    });
    await appendAuditEvent(tx, {
      at: wallNow,
      actor: { id: run.requestedById, name: run.requestedByName },
      action: "pricing.trained",
      subjectKind: "model-version",
      subjectId: modelVersionId,
      detail: { version, products: data.products.length, champion, ...proposed },
    });
    return { modelVersionId };
  };
}

function isFamily(name: string): boolean {
  return (PRICING_FAMILIES as readonly string[]).includes(name);
}

function toEstimates(
  data: PricingData,
  model: FittedPriceResponse,
  terms: PricingShop,
  shadows: ReadonlyMap<number, DemandEstimateRecord["models"]>,
): DemandEstimateRecord[] {
  const { observed, products, horizonWeeks } = data;
  const siblings = siblingMargins(data, model, terms);
  return products.flatMap((facts, product) => {
    const referenceMinor = observed.referenceMinor[product]!;
    if (referenceMinor <= 0) return [];
    const demand = model.products[product]!;
    const sufficiency = priceSufficiency(
      (data.weeksOf.get(facts.id) ?? []).map((week) => ({ ...week, priceMinor: week.priceMinor ?? 0 })),
    );
    const lift = model.liftOf(observed.latestControls, product);
    return [
      {
        productId: facts.id,
        referenceMinor,
        elasticity: demand.elasticity,
        deviation: demand.deviation,
        ownElasticity: demand.own?.elasticity ?? null,
        ownError: demand.own?.standardError ?? null,
        expected: demand.expected,
        ownWeight: demand.ownWeight,
        weeklyUnits: demand.level,
        horizonUnits: demand.level * model.seasonAhead(product, horizonWeeks) * Math.exp(lift),
        levelDeviation: demand.levelDeviation,
        dispersion: model.dispersion,
        diversion: model.diversionOf(product),
        siblingMargin: siblings[product]!,
        distinctPrices: sufficiency.distinctPrices,
        weeksObserved: sufficiency.weeksObserved,
        unitsObserved: Math.round(sufficiency.units),
        enough: sufficiency.enough,
        models: shadows.get(product) ?? [],
      },
    ];
  });
}

/** What a piece sold by the rest of the category brings, weighted by what sells; 0 where nobody knows. */
function siblingMargins(data: PricingData, model: FittedPriceResponse, terms: PricingShop): Float64Array {
  const margins = data.products.map((facts) =>
    facts.priceMinor && facts.unitCostMinor !== null
      ? netOfTax(facts.priceMinor, { ...facts, ...terms }) - facts.unitCostMinor
      : null,
  );
  const sums = new Map<number, { weight: number; total: number }>();
  const weightOf = (product: number) => (margins[product] === null ? 0 : model.products[product]!.level);
  data.products.forEach((_, product) => {
    const own = sums.get(data.groups[product]!) ?? { weight: 0, total: 0 };
    own.weight += weightOf(product);
    own.total += weightOf(product) * (margins[product] ?? 0);
    sums.set(data.groups[product]!, own);
  });
  return Float64Array.from(data.products, (_, product) => {
    const { weight, total } = sums.get(data.groups[product]!)!;
    const others = weight - weightOf(product);
    return others > 1e-9 ? Math.max(0, (total - weightOf(product) * (margins[product] ?? 0)) / others) : 0;
  });
}
