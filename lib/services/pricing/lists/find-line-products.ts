import { findProductsNamed } from "@/lib/data/price-lists";
import type { StoreScope } from "@/lib/data/scope";
import type { ListProblem } from "@/lib/domain/pricing/lists/list-problem";

export type LineProduct = { readonly productId: string } | { readonly problem: ListProblem };

/** A line as far as it names a product. */
export interface NamingLine {
  readonly cell: ((column: "id" | "sku" | "number") => string | undefined) | null;
}

const NAMING = ["id", "sku", "number"] as const;
/** Texts longer than this name nothing. */
const LONGEST_NAME = 200;

/** Which product each line of a batch is about, or why that cannot be told. One statement. */
export async function findLineProducts(
  scope: StoreScope,
  lines: readonly NamingLine[],
): Promise<LineProduct[]> {
  const namesOf = ({ cell }: NamingLine) =>
    cell ? NAMING.map((column) => cell(column) ?? "").filter((name) => name !== "") : [];
  const asked = [...new Set(lines.flatMap(namesOf))].filter((name) => name.length <= LONGEST_NAME);
  const known = new Map<string, string[]>();
  for (const { name, productId } of asked.length > 0 ? await findProductsNamed(scope, asked) : [])
    known.set(name, [...(known.get(name) ?? []), productId]);
  return lines.map((line) => {
    if (!line.cell) return { problem: "ROW_SHAPE" };
    const names = namesOf(line);
    if (names.length === 0) return { problem: "NO_PRODUCT" };
    const found = names.map((name) => known.get(name) ?? []);
    if (found.some((products) => products.length === 0)) return { problem: "UNKNOWN_PRODUCT" };
    // An id settles which of two products of one SKU is meant.
    const [first, ...rest] = found;
    const common = first!.filter((productId) => rest.every((products) => products.includes(productId)));
    if (common.length === 0) return { problem: "PRODUCTS_DIFFER" };
    return common.length === 1 ? { productId: common[0]! } : { problem: "AMBIGUOUS_PRODUCT" };
  });
}
