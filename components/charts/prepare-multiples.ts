export interface MultipleValues {
  readonly values: readonly (number | null)[];
  readonly low?: readonly (number | null)[];
  readonly high?: readonly (number | null)[];
}

/**
 * SVG paths of one small multiple in a box of the given size on a common domain: the line, broken where
 * values are missing, and its band as one closed shape per unbroken stretch.
 */
export function multiplePath(
  { values, low, high }: MultipleValues,
  domain: readonly [number, number],
  width: number,
  height: number,
): { readonly line: string; readonly band: string } {
  const step = width / Math.max(1, values.length - 1);
  const span = domain[1] - domain[0] || 1;
  const point = (index: number, value: number) =>
    `${(index * step).toFixed(1)},${(height - ((value - domain[0]) / span) * height).toFixed(1)}`;
  const line = stretches(values)
    .map(([from, to]) => {
      const points = Array.from({ length: to - from + 1 }, (_, offset) =>
        point(from + offset, values[from + offset]!),
      );
      // A lone value gets a short stroke, else it would not be seen.
      return points.length === 1 ? `M${points[0]}h0.01` : `M${points.join("L")}`;
    })
    .join("");
  if (!low || !high) return { line, band: "" };
  const both = values.map((_, index) => (low[index] == null || high[index] == null ? null : 1));
  const band = stretches(both)
    .map(([from, to]) => {
      const places = Array.from({ length: to - from + 1 }, (_, offset) => from + offset);
      const upper = places.map((index) => point(index, high[index]!));
      const lower = places.reverse().map((index) => point(index, low[index]!));
      return `M${[...upper, ...lower].join("L")}Z`;
    })
    .join("");
  return { line, band };
}

/** First and last index of each unbroken run of known values. */
export function stretches(values: readonly (number | null)[]): [number, number][] {
  const found: [number, number][] = [];
  values.forEach((value, index) => {
    if (value === null || !Number.isFinite(value)) return;
    const last = found.at(-1);
    if (last && last[1] === index - 1) last[1] = index;
    else found.push([index, index]);
  });
  return found;
}
