import { randomBytes } from "node:crypto";
import { type StoreScope, storeScope } from "@/lib/data/scope";
import { listUnsealedSecrets, replaceWebhookSecret } from "@/lib/data/webhooks";
import { authSecret } from "@/lib/platform/env";
import { isSealed, SEALED_PREFIX, seal, sealingKey, unseal } from "@/lib/platform/sealed-text";

/** Tells this key from every other that is made of the same secret; changing it makes stored secrets unreadable. */
const PURPOSE = "souk/webhook-secret";

interface Owner {
  readonly storeId: string;
  readonly endpointId: string;
}

function about({ storeId, endpointId }: Owner): string {
  return `${storeId}/${endpointId}`;
}

/** A secret of its own for each endpoint. */
export function newWebhookSecret(): string {
  return `whsec_${randomBytes(32).toString("base64url")}`;
}

/** As it is stored. @throws Error without BETTER_AUTH_SECRET */
export function sealWebhookSecret(owner: Owner, secret: string): string {
  return seal(secret, sealingKey(authSecret(), PURPOSE), about(owner));
}

/**
 * The secret behind what is stored, also of endpoints from before it was encrypted.
 * @returns null where it can no longer be read, because BETTER_AUTH_SECRET is another one
 * @throws Error without BETTER_AUTH_SECRET
 */
export function openWebhookSecret(owner: Owner, stored: string): string | null {
  return isSealed(stored) ? unseal(stored, sealingKey(authSecret(), PURPOSE), about(owner)) : stored;
}

/** Encrypts the secrets that were stored as they are. @returns how many */
export async function sealStoredSecrets(): Promise<number> {
  const left = await listUnsealedSecrets(SEALED_PREFIX);
  for (const { storeId, id, secret } of left) {
    const scope: StoreScope = storeScope(storeId);
    // One that was replaced meanwhile is sealed already.
    await replaceWebhookSecret(scope, id, sealWebhookSecret({ storeId, endpointId: id }, secret), secret);
  }
  return left.length;
}
