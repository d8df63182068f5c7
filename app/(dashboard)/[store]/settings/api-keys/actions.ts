"use server";

import { revalidatePath } from "next/cache";
import { runAction } from "@/app/_doors/action";
import { apiKeyIdInput, createApiKeyInput } from "@/lib/contracts/api-keys";
import { createApiKey } from "@/lib/services/api-keys/create-api-key";
import { revokeApiKey } from "@/lib/services/api-keys/revoke-api-key";

const PAGE = "/[store]/settings/api-keys";

export async function createApiKeyAction(store: string, input: unknown) {
  const result = await runAction(store, createApiKeyInput, input, createApiKey);
  if (result.ok) revalidatePath(PAGE, "page");
  return result;
}

export async function revokeApiKeyAction(store: string, input: unknown) {
  const result = await runAction(store, apiKeyIdInput, input, async (actor, { keyId }, now) => {
    await revokeApiKey(actor, keyId, now);
    return null;
  });
  if (result.ok) revalidatePath(PAGE, "page");
  return result;
}
