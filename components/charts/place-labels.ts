export interface PlacedLabel {
  readonly text: string;
  /** Middle of the text, in pixels. */
  readonly x: number;
  readonly y: number;
  readonly widthPx: number;
}

const LINE_PX = 20;
/** How far a label may move from what it names before it would name something else. */
const MOST_STEPS = 3;

/**
 * Moves labels up and down until none covers another, each kept inside the picture. The first keeps its place, so
 * give the most important first; one that finds no room near its place is left out. Cost O(n²).
 */
export function placeLabels(
  labels: readonly PlacedLabel[],
  picture: { readonly widthPx: number; readonly heightPx: number },
): PlacedLabel[] {
  const placed: PlacedLabel[] = [];
  const steps = Array.from({ length: 2 * MOST_STEPS + 1 }, (_, turn) =>
    turn % 2 ? (turn + 1) / 2 : -turn / 2,
  );
  for (const label of labels) {
    const half = label.widthPx / 2;
    const x = Math.max(half, Math.min(picture.widthPx - half, label.x));
    const y = steps
      .map((step) => label.y + step * LINE_PX)
      .find(
        (at) =>
          at >= LINE_PX / 2 &&
          at <= picture.heightPx - LINE_PX / 2 &&
          placed.every(
            (other) => Math.abs(other.y - at) >= LINE_PX || Math.abs(other.x - x) >= half + other.widthPx / 2,
          ),
      );
    if (y !== undefined) placed.push({ ...label, x, y });
  }
  return placed;
}
