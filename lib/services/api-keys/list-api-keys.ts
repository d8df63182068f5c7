import type { ApiKeyView } from "@/lib/contracts/api-keys";
import { listApiKeys as listKeys } from "@/lib/data/api-keys";
import { storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";

/** The shop's keys, newest first, the revoked ones too. */
export async function listApiKeys(actor: Actor): Promise<ApiKeyView[]> {
  authorise(actor, "api-key:write");
  const keys = await listKeys(storeScope(actor.storeId));
  return keys.map((key) => ({
    ...key,
    createdAt: key.createdAt.toISOString(),
    lastUsedAt: key.lastUsedAt?.toISOString() ?? null,
    revokedAt: key.revokedAt?.toISOString() ?? null,
  }));
}
