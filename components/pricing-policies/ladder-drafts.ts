import type { PriceLadder } from "@/lib/domain/pricing/price-ladder";

/** A price ladder as a person types it. */
export interface LadderDraft {
  /** Tells drafts apart while names are being typed. */
  readonly key: string;
  readonly name: string;
  /** Percent. */
  readonly gap: string;
  readonly productIds: readonly string[];
}

export function toLadderDrafts(ladders: readonly PriceLadder[]): LadderDraft[] {
  return ladders.map(({ name, gap, productIds }) => ({
    ...{ key: name, name, productIds },
    gap: String(Math.round(gap * 1e6) / 1e4),
  }));
}

/** What was typed; a distance that cannot be read is none, which is a problem of its ladder. */
export function fromLadderDrafts(drafts: readonly LadderDraft[]): PriceLadder[] {
  return drafts.map(({ name, gap, productIds }) => ({
    ...{ name: name.trim(), productIds },
    gap: gap.trim() === "" ? Number.NaN : Math.round(Number(gap.replace(",", ".")) * 1e6) / 1e8,
  }));
}

/** The rungs with one of them a step on; as they are where there is no step. */
export function moveRung(productIds: readonly string[], productId: string, by: -1 | 1): readonly string[] {
  const from = productIds.indexOf(productId);
  const other = productIds[from + by];
  if (from < 0 || other === undefined) return productIds;
  return productIds.map((id) => (id === productId ? other : id === other ? productId : id));
}
