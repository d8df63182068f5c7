import { type BulkColumn, bulkInsert } from "./bulk-insert";
import type { DemandEstimate as Row } from "./generated/client";
import type { StoreScope } from "./scope";

/** A family's demand as a curve told at a price; see lib/ml/pricing/family-curve.ts. */
export interface StoredFamilyCurve {
  /** The price it is told at: that of the day it was made. */
  readonly priceMinor: number;
  /** Units over the horizon at that price. */
  readonly units: number;
  readonly slope: number;
  readonly elasticity: number;
  readonly deviation: number;
  readonly levelDeviation: number;
  readonly bend: { readonly logPrice: readonly number[]; readonly logUnits: readonly number[] };
  /** Its own response to the price counts; else its level alone does. */
  readonly credible: boolean;
}

/** How a policy learned on a product's own simulator does where the world is another one. */
export interface StressedShare {
  readonly world: "as-fitted" | "steeper" | "flatter" | "half-demand" | "double-demand" | "shocks";
  /** 0–1: of what the best policy of that world earns, for the learned policy and for the best single price as fitted. */
  readonly learned: number;
  readonly fixed: number;
}

/** What a model of another family expects at some prices, over the horizon. */
export interface OtherModelCurve {
  readonly model: string;
  /** Its own best price within the range, where it has one. */
  readonly bestMinor: number | null;
  readonly points: readonly { readonly priceMinor: number; readonly units: number }[];
  /** Of what its simulator's exact optimum earns, where it played on one; and where that simulator is wrong. */
  readonly shareOfOptimum?: number;
  readonly stressed?: readonly StressedShare[];
  /** Of families that may propose. */
  readonly curve?: StoredFamilyCurve;
}

export interface DemandEstimateRecord {
  readonly productId: string;
  readonly referenceMinor: number;
  readonly elasticity: number;
  readonly deviation: number;
  readonly ownElasticity: number | null;
  readonly ownError: number | null;
  readonly expected: number;
  readonly ownWeight: number;
  readonly weeklyUnits: number;
  readonly horizonUnits: number;
  readonly levelDeviation: number;
  readonly dispersion: number;
  readonly diversion: number;
  readonly siblingMargin: number;
  readonly distinctPrices: number;
  readonly weeksObserved: number;
  readonly unitsObserved: number;
  readonly enough: boolean;
  readonly models: readonly OtherModelCurve[];
}

const NUMBERS = [
  "elasticity",
  "deviation",
  "ownElasticity",
  "ownError",
  "expected",
  "ownWeight",
  "weeklyUnits",
  "horizonUnits",
  "levelDeviation",
  "dispersion",
  "diversion",
  "siblingMargin",
] as const;
const COUNTS = ["distinctPrices", "weeksObserved", "unitsObserved"] as const;

export async function insertDemandEstimates(
  { storeId, db }: StoreScope,
  modelVersionId: string,
  estimates: readonly DemandEstimateRecord[],
): Promise<void> {
  const columns: BulkColumn<DemandEstimateRecord>[] = [
    { name: "storeId", type: "uuid", read: () => storeId },
    { name: "modelVersionId", type: "uuid", read: () => modelVersionId },
    { name: "productId", type: "uuid", read: (row) => row.productId },
    { name: "referenceMinor", type: "int8", read: (row) => row.referenceMinor },
    ...NUMBERS.map(
      (name): BulkColumn<DemandEstimateRecord> => ({ name, type: "float8", read: (row) => row[name] }),
    ),
    ...COUNTS.map(
      (name): BulkColumn<DemandEstimateRecord> => ({ name, type: "int4", read: (row) => row[name] }),
    ),
    { name: "enough", type: "bool", read: (row) => row.enough },
    { name: "models", type: "jsonb", read: (row) => row.models },
  ];
  await bulkInsert(db, "demand_estimate", columns, estimates);
}

/** Which model version speaks, when it was made, and until when in the shop's time it had read. */
export interface ModelMoment {
  readonly modelVersionId: string;
  readonly version: number;
  readonly madeAt: Date;
  readonly readAt: Date;
}

/** What the newest pricing model believes of one product, with that model's version; null where it knows nothing. */
export async function findDemandEstimate(
  { storeId, db }: StoreScope,
  productId: string,
): Promise<(DemandEstimateRecord & ModelMoment) | null> {
  const model = await db.modelVersion.findFirst({
    where: { storeId, kind: "pricing" },
    orderBy: { version: "desc" },
    select: { id: true, version: true, createdAt: true, dataWindow: true },
  });
  if (!model) return null;
  const row = await db.demandEstimate.findUnique({
    where: { storeId_modelVersionId_productId: { storeId, modelVersionId: model.id, productId } },
  });
  const { readAt } = model.dataWindow as { readonly readAt?: string };
  return (
    row && {
      ...toRecord(row),
      ...{ modelVersionId: model.id, version: model.version, madeAt: model.createdAt },
      readAt: readAt ? new Date(readAt) : model.createdAt,
    }
  );
}

/** Everything that one model version believes, or what it believes of some products. */
export async function readDemandEstimates(
  { storeId, db }: StoreScope,
  modelVersionId: string,
  productIds?: readonly string[],
): Promise<DemandEstimateRecord[]> {
  const rows = await db.demandEstimate.findMany({
    where: { storeId, modelVersionId, ...(productIds ? { productId: { in: [...productIds] } } : {}) },
    orderBy: { productId: "asc" },
  });
  return rows.map(toRecord);
}

function toRecord(row: Row): DemandEstimateRecord {
  const { storeId: _store, modelVersionId: _version, referenceMinor, models, ...rest } = row;
  return {
    ...rest,
    referenceMinor: Number(referenceMinor),
    models: models as unknown as OtherModelCurve[],
  };
}

/** The newest pricing model of the shop, with how it was judged. */
export async function findPricingModel({ storeId, db }: StoreScope): Promise<{
  id: string;
  version: number;
  metrics: unknown;
  baseline: unknown;
  dataWindow: unknown;
  trainingRunId: string;
  createdAt: Date;
} | null> {
  return db.modelVersion.findFirst({
    where: { storeId, kind: "pricing" },
    orderBy: { version: "desc" },
    select: {
      ...{ id: true, version: true, metrics: true, baseline: true, dataWindow: true },
      ...{ trainingRunId: true, createdAt: true },
    },
  });
}

/** Products a model knows, and those whose own weeks can tell. */
export async function countEnough(
  { storeId, db }: StoreScope,
  modelVersionId: string,
): Promise<{ products: number; productsEnough: number }> {
  const products = await db.demandEstimate.count({ where: { storeId, modelVersionId } });
  return {
    products,
    productsEnough: await db.demandEstimate.count({ where: { storeId, modelVersionId, enough: true } }),
  };
}
