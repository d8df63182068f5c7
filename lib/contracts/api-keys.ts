import { z } from "zod";
import { API_SCOPES, type ApiScope } from "@/lib/domain/api-scopes";

export const createApiKeyInput = z.object({
  name: z.string().trim().min(1).max(80),
  scopes: z.array(z.enum(API_SCOPES)).min(1),
});
export type CreateApiKeyInput = z.infer<typeof createApiKeyInput>;

export const apiKeyIdInput = z.object({ keyId: z.uuid() });

export interface ApiKeyView {
  readonly id: string;
  readonly name: string;
  /** The secret's beginning, to tell keys apart. */
  readonly prefix: string;
  readonly scopes: readonly ApiScope[];
  readonly createdAt: string;
  readonly createdByName: string;
  readonly lastUsedAt: string | null;
  readonly revokedAt: string | null;
}
