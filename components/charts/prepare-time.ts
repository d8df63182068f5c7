/** A value that holds from `at` (epoch ms) until the next; null: not known from here on. */
export interface StepPoint {
  readonly at: number;
  readonly value: number | null;
}

/** The value in force at a moment, or null before the first point and where none is known. Points ascend. */
export function valueAt(points: readonly StepPoint[], at: number): number | null {
  let low = 0;
  let high = points.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (points[middle]!.at <= at) low = middle + 1;
    else high = middle;
  }
  return points[low - 1]?.value ?? null;
}

/** The points that matter from `from` to `to`: what was in force at `from` is moved there, what comes after `to` falls off. */
export function withinSteps(points: readonly StepPoint[], from: number, to: number): StepPoint[] {
  const first = valueAt(points, from);
  const later = points.filter(({ at }) => at > from && at <= to);
  return first === null ? later : [{ at: from, value: first }, ...later];
}

/** An observation says something for a while only: a value is no longer known `forMs` after it was last seen. */
export function holdFor(points: readonly StepPoint[], forMs: number, until: number): StepPoint[] {
  return points.flatMap((point, place) => {
    const end = point.at + forMs;
    const next = points[place + 1]?.at ?? until;
    return end < next ? [point, { at: end, value: null }] : [point];
  });
}

/** SVG path of steps to `until`; a null begins a new stroke. `x` and `y` give pixels. */
export function stepPath(
  points: readonly StepPoint[],
  until: number,
  x: (at: number) => number,
  y: (value: number) => number,
): string {
  let path = "";
  points.forEach(({ at, value }, place) => {
    if (value === null) return;
    const before = points[place - 1];
    const joined = before !== undefined && before.value !== null;
    path += joined ? `V${pixel(y(value))}` : `M${pixel(x(at))},${pixel(y(value))}`;
    path += `H${pixel(x(points[place + 1]?.at ?? until))}`;
  });
  return path;
}

/** The same as closed shapes down to `foot`, for filling. */
export function stepArea(
  points: readonly StepPoint[],
  until: number,
  x: (at: number) => number,
  y: (value: number) => number,
  foot: number,
): string {
  let path = "";
  points.forEach(({ at, value }, place) => {
    if (value === null) return;
    const to = points[place + 1]?.at ?? until;
    path += `M${pixel(x(at))},${pixel(foot)}V${pixel(y(value))}H${pixel(x(to))}V${pixel(foot)}Z`;
  });
  return path;
}

function pixel(value: number): string {
  return value.toFixed(1);
}
