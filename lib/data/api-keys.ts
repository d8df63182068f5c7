import type { ApiScope } from "@/lib/domain/api-scopes";
import type { ApiKey } from "./generated/client";
import type { StoreScope } from "./scope";

/** A key as its owner sees it: never the key itself. */
export interface StoredApiKey {
  readonly id: string;
  readonly name: string;
  readonly prefix: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: Date;
  readonly createdByName: string;
  readonly lastUsedAt: Date | null;
  readonly revokedAt: Date | null;
}

export async function insertApiKey(
  { storeId, db }: StoreScope,
  key: Omit<StoredApiKey, "lastUsedAt" | "revokedAt"> & {
    readonly hash: string;
    readonly createdById: string;
  },
): Promise<void> {
  await db.apiKey.create({ data: { ...key, storeId, scopes: [...key.scopes] } });
}

/** The shop's keys, newest first. */
export async function listApiKeys({ storeId, db }: StoreScope): Promise<StoredApiKey[]> {
  const rows = await db.apiKey.findMany({ where: { storeId }, orderBy: { createdAt: "desc" }, take: 200 });
  return rows.map(toKey);
}

/** The key of this hash that is still good, or null. */
export async function findApiKey({ storeId, db }: StoreScope, hash: string): Promise<StoredApiKey | null> {
  const row = await db.apiKey.findUnique({ where: { storeId_hash: { storeId, hash } } });
  return row && row.revokedAt === null ? toKey(row) : null;
}

/** @returns whether there was such a key that was still good */
export async function revokeApiKey({ storeId, db }: StoreScope, id: string, now: Date): Promise<boolean> {
  const { count } = await db.apiKey.updateMany({
    where: { storeId, id, revokedAt: null },
    data: { revokedAt: now },
  });
  return count === 1;
}

export async function touchApiKey({ storeId, db }: StoreScope, id: string, now: Date): Promise<void> {
  await db.apiKey.updateMany({ where: { storeId, id }, data: { lastUsedAt: now } });
}

function toKey({ hash: _hash, storeId: _storeId, createdById: _by, ...row }: ApiKey): StoredApiKey {
  return { ...row, scopes: row.scopes as ApiScope[] };
}
