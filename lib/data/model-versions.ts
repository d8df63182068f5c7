import type { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";
import { lockStore } from "./stores";

export interface NewModelVersion {
  readonly id: string;
  readonly kind: string;
  readonly trainingRunId: string;
  readonly snapshot: object;
  readonly metrics: object;
  readonly baseline: object;
  readonly dataWindow: object;
  readonly seed: number;
  readonly createdAt: Date;
}

/** Stores a trained model under the next number of its kind. Call in a transaction. @returns the number */
export async function insertModelVersion(scope: StoreScope, model: NewModelVersion): Promise<number> {
  const { storeId, db } = scope;
  // Two runs that end at once take their numbers one after the other.
  await lockStore(scope);
  const newest = await db.modelVersion.aggregate({
    where: { storeId, kind: model.kind },
    _max: { version: true },
  });
  const version = (newest._max.version ?? 0) + 1;
  const { snapshot, metrics, baseline, dataWindow, ...rest } = model;
  await db.modelVersion.create({
    data: {
      ...rest,
      storeId,
      version,
      snapshot: snapshot as Prisma.InputJsonObject,
      metrics: metrics as Prisma.InputJsonObject,
      baseline: baseline as Prisma.InputJsonObject,
      dataWindow: dataWindow as Prisma.InputJsonObject,
    },
  });
  return version;
}

/** A trained model without its weights. */
export interface ModelSummary {
  readonly id: string;
  readonly version: number;
  readonly metrics: unknown;
  readonly baseline: unknown;
  readonly dataWindow: unknown;
  readonly champion: boolean;
  readonly createdAt: Date;
}

/** The newest models of a kind. */
export async function listModelVersions(
  { storeId, db }: StoreScope,
  kind: string,
  limit: number,
): Promise<ModelSummary[]> {
  return db.modelVersion.findMany({
    where: { storeId, kind },
    orderBy: { version: "desc" },
    take: limit,
    select: {
      ...{ id: true, version: true, metrics: true, baseline: true, dataWindow: true },
      ...{ champion: true, createdAt: true },
    },
  });
}

/** The model of a kind that serves, or null. */
export async function findChampion({ storeId, db }: StoreScope, kind: string): Promise<ModelSummary | null> {
  return db.modelVersion.findFirst({
    where: { storeId, kind, champion: true },
    orderBy: { version: "desc" },
    select: {
      ...{ id: true, version: true, metrics: true, baseline: true, dataWindow: true },
      ...{ champion: true, createdAt: true },
    },
  });
}

/** Makes one model of a kind the one that serves. Call in a transaction. @returns whether there is such a model */
export async function promoteModel(scope: StoreScope, kind: string, id: string): Promise<boolean> {
  const { storeId, db } = scope;
  await lockStore(scope);
  const found = await db.modelVersion.count({ where: { storeId, kind, id } });
  if (found === 0) return false;
  await db.modelVersion.updateMany({
    where: { storeId, kind, champion: true, NOT: { id } },
    data: { champion: false },
  });
  await db.modelVersion.updateMany({ where: { storeId, kind, id }, data: { champion: true } });
  return true;
}
