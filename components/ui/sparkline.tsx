import { cn } from "./class-names";

/** Points of an SVG path through the values; a null begins a new stroke. The foot is the least value, or zero. */
export function sparklinePath(
  values: readonly (number | null)[],
  width: number,
  height: number,
  fromZero = false,
): string {
  const known = values.filter((value): value is number => value !== null && Number.isFinite(value));
  if (known.length < 2) return "";
  const low = Math.min(...known, ...(fromZero ? [0] : []));
  const span = Math.max(...known) - low || 1;
  const step = width / Math.max(1, values.length - 1);
  let pen = "M";
  let path = "";
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) {
      pen = "M";
      return;
    }
    const y = height - ((value - low) / span) * height;
    path += `${pen}${(index * step).toFixed(1)},${y.toFixed(1)}`;
    pen = "L";
  });
  return path;
}

/** The shape of a figure's past; the figure beside it says the number. */
export function Sparkline({
  values,
  fromZero = false,
  className,
}: {
  values: readonly (number | null)[];
  /** Counts: their height is the value. */
  fromZero?: boolean;
  className?: string;
}) {
  return (
    <svg
      aria-hidden="true"
      viewBox="-1 -2 74 24"
      className={cn("h-6 w-[74px] overflow-visible text-ink-faint", className)}
    >
      <path
        d={sparklinePath(values, 72, 20, fromZero)}
        fill="none"
        stroke="currentColor"
        strokeWidth="1.5"
        strokeLinecap="round"
        strokeLinejoin="round"
      />
    </svg>
  );
}
