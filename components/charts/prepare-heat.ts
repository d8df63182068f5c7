export interface HeatCell {
  readonly value: number | null;
  /** How strongly it is coloured: 0–1 of the distance from the neutral value, its sign the direction. */
  readonly strength: number;
}
export interface PreparedHeat {
  readonly cells: readonly (readonly HeatCell[])[];
  readonly lowest: { readonly row: number; readonly column: number; readonly value: number } | null;
  readonly highest: { readonly row: number; readonly column: number; readonly value: number } | null;
}

/**
 * Strength of each cell of a table of numbers. `sequential` runs from the lowest (0) to the highest (1);
 * `diverging` from a neutral value both ways, the farther end being 1. Missing stays without strength.
 */
export function prepareHeat(
  rows: readonly (readonly (number | null)[])[],
  scale: { readonly kind: "sequential" } | { readonly kind: "diverging"; readonly neutral: number } = {
    kind: "sequential",
  },
): PreparedHeat {
  let lowest: PreparedHeat["lowest"] = null;
  let highest: PreparedHeat["highest"] = null;
  rows.forEach((values, row) => {
    values.forEach((value, column) => {
      if (value === null || !Number.isFinite(value)) return;
      if (!lowest || value < lowest.value) lowest = { row, column, value };
      if (!highest || value > highest.value) highest = { row, column, value };
    });
  });
  const low = (lowest as PreparedHeat["lowest"])?.value ?? 0;
  const high = (highest as PreparedHeat["highest"])?.value ?? 0;
  const strengthOf = (value: number): number => {
    if (scale.kind === "sequential") return high > low ? (value - low) / (high - low) : 0;
    const reach = Math.max(Math.abs(high - scale.neutral), Math.abs(low - scale.neutral));
    return reach > 0 ? (value - scale.neutral) / reach : 0;
  };
  return {
    cells: rows.map((values) =>
      values.map((value) =>
        value === null || !Number.isFinite(value)
          ? { value: null, strength: 0 }
          : { value, strength: strengthOf(value) },
      ),
    ),
    lowest,
    highest,
  };
}
