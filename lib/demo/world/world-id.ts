import { hash } from "node:crypto";

export type WorldKind =
  | "customer"
  | "product"
  | "group"
  | "order"
  | "refund"
  | "recommendation"
  | "campaign"
  | "conversation"
  | "message"
  | "spend";

/** Ids count up from here by number, so that they sort as the world made them. */
const ORIGIN_MS = Date.UTC(2025, 0, 1);

/**
 * The id of a thing that the world knows by number: a UUIDv7 that follows from shop, kind and number alone. Rows
 * can point at one another without looking anything up, and a history that is written again meets its own rows.
 */
export function worldId(storeId: string, kind: WorldKind, number: number | string): string {
  const bytes = hash("sha256", `${storeId}/${kind}/${number}`, "buffer").subarray(0, 16);
  const order = typeof number === "number" ? number : 0;
  bytes.writeUIntBE(ORIGIN_MS + order, 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  const hex = bytes.toString("hex");
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
}
