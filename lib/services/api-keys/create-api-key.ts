import { createHash, randomBytes } from "node:crypto";
import { type CreateApiKeyInput, createApiKeyInput } from "@/lib/contracts/api-keys";
import { insertApiKey } from "@/lib/data/api-keys";
import { appendAuditEvent } from "@/lib/data/audit-events";
import { inTransaction, storeScope } from "@/lib/data/scope";
import type { Actor } from "@/lib/domain/actor";
import { authorise } from "@/lib/domain/permissions";
import { newId } from "@/lib/platform/ids";

/** Makes a key for the shop's own site. The key is given back this once; only its hash is kept. */
export async function createApiKey(
  actor: Actor,
  input: CreateApiKeyInput,
  now: Date,
): Promise<{ id: string; key: string }> {
  authorise(actor, "api-key:write");
  const { name, scopes } = createApiKeyInput.parse(input);
  const id = newId();
  const secret = randomBytes(32).toString("base64url");
  const key = `souk_${actor.storeId.replaceAll("-", "")}_${secret}`;
  const hash = createHash("sha256").update(key).digest("hex");
  await inTransaction(storeScope(actor.storeId), async (tx) => {
    await insertApiKey(tx, {
      ...{ id, name, hash, scopes: [...new Set(scopes)], prefix: secret.slice(0, 6), createdAt: now },
      ...{ createdById: actor.id, createdByName: actor.name },
    });
    await appendAuditEvent(tx, {
      ...{ at: now, actor, action: "api-key.created", subjectKind: "api-key", subjectId: id },
      detail: { name, scopes: scopes.join(", ") },
    });
  });
  return { id, key };
}
