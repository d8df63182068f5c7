/** What lay on the shelf from `at` (epoch ms) until the next level. */
export interface ShelfLevel {
  readonly at: number;
  readonly onHand: number;
}
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** Stretches of time with nothing on the shelf, from the first level known to `until`. @param levels ascending */
export function stockOuts(levels: readonly ShelfLevel[], until: number): Stretch[] {
  const found: Stretch[] = [];
  let from: number | null = null;
  for (const { at, onHand } of levels) {
    if (onHand <= 0) from ??= at;
    else if (from !== null) {
      found.push({ from, to: at });
      from = null;
    }
  }
  if (from !== null && from < until) found.push({ from, to: until });
  return found;
}

/** How long the stretches last within a window, in milliseconds. Stretches must not overlap. */
export function lengthWithinMs(stretches: readonly Stretch[], window: Stretch): number {
  return stretches.reduce(
    (sum, { from, to }) => sum + Math.max(0, Math.min(to, window.to) - Math.max(from, window.from)),
    0,
  );
}
