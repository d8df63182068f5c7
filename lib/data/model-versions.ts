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
