/** A colour with a fixed meaning, or a category by its 0-based place (a segment keeps its place everywhere). */
export type ChartColour = "holdout" | "proposal" | "today" | "accent" | "loss" | "earlier" | number;

const NAMED: Record<Exclude<ChartColour, number>, string> = {
  holdout: "var(--data-holdout)",
  proposal: "var(--data-proposal)",
  today: "var(--data-today)",
  accent: "var(--accent)",
  loss: "var(--loss)",
  earlier: "var(--ink-faint)",
};
export const CATEGORY_COUNT = 8;

/** CSS colour for a meaning. After eight categories the scale repeats, half as strong. */
export function chartColour(colour: ChartColour): string {
  if (typeof colour !== "number") return NAMED[colour];
  const base = `var(--data-${(colour % CATEGORY_COUNT) + 1})`;
  const round = Math.floor(colour / CATEGORY_COUNT);
  return round === 0 ? base : `color-mix(in oklab, ${base} ${round === 1 ? 55 : 30}%, var(--surface))`;
}

/** The colour of a segment or other group by its 0-based place. */
export function groupColour(position: number): string {
  return chartColour(position);
}

/**
 * The same colours as plain rgb() for a canvas, which knows no CSS variables: the browser resolves them on a
 * probe inside `host`, so both themes come out right.
 */
export function resolveColours(host: HTMLElement, colours: readonly string[]): string[] {
  const probe = document.createElement("span");
  probe.hidden = true;
  host.append(probe);
  const resolved = colours.map((colour) => {
    probe.style.color = colour;
    return getComputedStyle(probe).color;
  });
  probe.remove();
  return resolved;
}
