import type { TranslatedName } from "@/lib/domain/products/product-language";
import { containsPattern } from "./contains-pattern";
import { Prisma } from "./generated/client";
import type { StoreScope } from "./scope";

/** A product that a rule may be about, alone or with the other variants of its parent. */
export interface RuleTarget extends TranslatedName {
  readonly id: string;
  readonly groupId: string;
  readonly sku: string | null;
  /** How many variants the parent has. */
  readonly variants: number;
}

/** Goods by a part of their name or SKU, these products alone, or these products and parents; by name. */
export async function findRuleTargets(
  { storeId, db }: StoreScope,
  wanted:
    | { readonly q: string }
    | { readonly ids: readonly string[] }
    | { readonly productIds: readonly string[] },
  limit: number,
): Promise<RuleTarget[]> {
  const which =
    "ids" in wanted
      ? Prisma.sql`g."id" = ANY(${wanted.ids}::uuid[]) OR g."groupId" = ANY(${wanted.ids}::uuid[])`
      : "productIds" in wanted
        ? Prisma.sql`g."id" = ANY(${wanted.productIds}::uuid[])`
        : Prisma.sql`g."name" ILIKE ${containsPattern(wanted.q)} OR g."sku" ILIKE ${containsPattern(wanted.q)}
          OR g."translations"::text ILIKE ${containsPattern(wanted.q)}`;
  return db.$queryRaw`
    SELECT g."id", g."groupId", g."name", g."translations", g."sku", (
      SELECT count(*)::int FROM "product" m
      WHERE m."storeId" = g."storeId" AND m."groupId" = g."groupId" AND m."kind" = 'goods') AS "variants"
    FROM "product" g WHERE g."storeId" = ${storeId}::uuid AND g."kind" = 'goods' AND (${which})
    ORDER BY g."name", g."id" LIMIT ${limit}`;
}
