import "server-only";
import { createHash } from "node:crypto";
import { findApiKey, type StoredApiKey, touchApiKey } from "@/lib/data/api-keys";
import { countUse } from "@/lib/data/rate-limits";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { SCOPE_PERMISSIONS } from "@/lib/domain/api-scopes";
import { AppError } from "@/lib/domain/errors";
import { apiRequestsPerMinute } from "@/lib/platform/env";
import { logger } from "@/lib/platform/logger";
import { KeyAllowance } from "./key-allowance";

const KEY = /^Bearer (souk_([0-9a-f]{32})_[A-Za-z0-9_-]{43})$/;
/** How long a key that was just revoked may still open in this process. Wall time. */
const FRESH_MS = 5_000;
const MOST_KEPT = 10_000;

interface Kept {
  readonly actor: Actor;
  readonly untilMs: number;
}
const kept = new Map<string, Kept>();
let allowance: KeyAllowance | undefined;

/**
 * The actor behind the key of a request: its shop, and the rights of its scopes alone.
 * @param authorization the header of that name
 * @throws AppError UNAUTHENTICATED without a key, or with one that nobody made or somebody revoked; RATE_LIMITED when
 * it asked more often than API_REQUESTS_PER_MINUTE
 */
export async function identifyKey(authorization: string | null, wallNow: Date): Promise<Actor> {
  const actor = await actorOf(authorization, wallNow);
  allowance ??= new KeyAllowance(countUse, apiRequestsPerMinute());
  allowance.take(actor.id, wallNow);
  return actor;
}

async function actorOf(authorization: string | null, wallNow: Date): Promise<Actor> {
  const [, key, store] = KEY.exec(authorization ?? "") ?? [];
  if (!key || !store) throw refusal();
  const hash = hashOf(key);
  const known = kept.get(hash);
  if (known && wallNow.getTime() < known.untilMs) return known.actor;
  const storeId = store.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  const found = await findApiKey(storeScope(storeId), hash);
  if (!found) {
    kept.delete(hash);
    throw refusal();
  }
  if (kept.size >= MOST_KEPT) kept.clear();
  const actor = toActor(storeId, found);
  kept.set(hash, { actor, untilMs: wallNow.getTime() + FRESH_MS });
  touchApiKey(storeScope(storeId), found.id, wallNow).catch((error: unknown) =>
    logger.warn({ err: error, storeId }, "a key's last use was not noted"),
  );
  return actor;
}

function toActor(storeId: string, { id, name, scopes }: StoredApiKey): Actor {
  return {
    kind: "system",
    id: `key:${id}`,
    name,
    storeId,
    role: "viewer",
    permissions: scopes.flatMap((scope) => SCOPE_PERMISSIONS[scope] ?? []),
  };
}

function refusal(): AppError {
  return new AppError("UNAUTHENTICATED", "Send a valid API key: Authorization: Bearer souk_…");
}

function hashOf(key: string): string {
  return createHash("sha256").update(key).digest("hex");
}
