const NEW_DAYS = 60;
const DAY_MS = 86_400_000;

/** The goods of the last two months, newest first. O(n log n). */
export function newProducts(
  products: readonly { readonly productId: string; readonly releasedAt: Date | null }[],
  now: Date,
): string[] {
  const since = now.getTime() - NEW_DAYS * DAY_MS;
  return products
    .flatMap(({ productId, releasedAt }) =>
      releasedAt !== null && releasedAt.getTime() > since && releasedAt <= now
        ? [{ productId, atMs: releasedAt.getTime() }]
        : [],
    )
    .sort((a, b) => b.atMs - a.atMs)
    .map(({ productId }) => productId);
}
