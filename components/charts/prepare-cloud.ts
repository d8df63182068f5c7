/** A cloud as parallel columns, so that thousands of points travel without repeating their keys. */
export interface CloudPoints {
  readonly ids: readonly string[];
  readonly names: readonly string[];
  /** Place of each point's group: decides its colour. */
  readonly groups: readonly number[];
  readonly x: readonly number[];
  readonly y: readonly number[];
}

export interface CloudLayout {
  /** Pixel coordinates, index by index. */
  readonly px: Float64Array;
  readonly py: Float64Array;
  readonly radiusPx: number;
  /** Where a group's name stands: the median of its points, in pixels. */
  readonly centres: ReadonlyMap<number, readonly [number, number]>;
}

/**
 * Fits a cloud into a picture of the given size: each axis on its own, y upwards, `marginPx` all around.
 * A cloud without extent on an axis lies on its middle. Points with a non-finite coordinate stay non-finite.
 */
export function layOutCloud(
  points: Pick<CloudPoints, "x" | "y" | "groups">,
  widthPx: number,
  heightPx: number,
  marginPx = 16,
): CloudLayout {
  const px = scale(points.x, marginPx, widthPx - marginPx);
  const py = scale(points.y, heightPx - marginPx, marginPx);
  const members = new Map<number, number[]>();
  points.groups.forEach((group, index) => {
    if (!Number.isFinite(px[index]!) || !Number.isFinite(py[index]!)) return;
    const list = members.get(group);
    if (list) list.push(index);
    else members.set(group, [index]);
  });
  const centres = new Map(
    [...members].map(([group, indices]) => [
      group,
      [median(indices.map((index) => px[index]!)), median(indices.map((index) => py[index]!))] as const,
    ]),
  );
  return { px, py, radiusPx: radiusFor(points.x.length), centres };
}

function scale(values: readonly number[], from: number, to: number): Float64Array {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of values) {
    if (!Number.isFinite(value)) continue;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  const span = high - low;
  return Float64Array.from(values, (value) =>
    span > 0 ? from + ((value - low) / span) * (to - from) : value - value + (from + to) / 2,
  );
}

function median(values: number[]): number {
  values.sort((a, b) => a - b);
  const middle = values.length >> 1;
  return values.length % 2 ? values[middle]! : (values[middle - 1]! + values[middle]!) / 2;
}

function radiusFor(count: number): number {
  if (count <= 400) return 4;
  if (count <= 2_500) return 3;
  return count <= 12_000 ? 2.25 : 1.5;
}

/** How many points each group has, in order of its place. */
export function groupSizes(groups: readonly number[]): ReadonlyMap<number, number> {
  const sizes = new Map<number, number>();
  for (const group of groups) sizes.set(group, (sizes.get(group) ?? 0) + 1);
  return new Map([...sizes].sort(([a], [b]) => a - b));
}
