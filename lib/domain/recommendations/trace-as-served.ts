import type { ServedList } from "./explore";
import type { TraceEntry } from "./trace";

/**
 * The trace of a ranked list as it was served: where an explored list drew its places, what was drawn stands where it
 * was put and what stood there by rank says so. The shown ones first in their order. O(candidates).
 */
export function traceAsServed(
  trace: readonly TraceEntry[],
  { explored, places }: ServedList,
): readonly TraceEntry[] {
  if (!explored) return trace;
  const byId = new Map(trace.map((entry) => [entry.productId, entry]));
  const shown = places.map(({ productId }, k): TraceEntry => {
    const entry = byId.get(productId)!;
    if (entry.outcome.shown && entry.outcome.via.kind === "pin") return entry;
    return { ...entry, outcome: { shown: true, place: k + 1, via: { kind: "drawn" } } };
  });
  const served = new Set(places.map(({ productId }) => productId));
  const left = trace
    .filter(({ productId }) => !served.has(productId))
    .map((entry): TraceEntry => {
      const { outcome } = entry;
      if (!outcome.shown) return entry;
      return { ...entry, outcome: { shown: false, removal: { reason: "not-drawn", rank: outcome.place } } };
    });
  return [...shown, ...left];
}
