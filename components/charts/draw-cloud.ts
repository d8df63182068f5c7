import { placeLabels } from "./place-labels";
import type { CloudLayout, CloudPoints } from "./prepare-cloud";

export interface CloudPaint {
  /** Resolved CSS colour of each group's place. */
  readonly colourOf: ReadonlyMap<number, string>;
  readonly ink: string;
  readonly surface: string;
  readonly font: string;
}
export interface CloudView {
  readonly selectedGroup: number | null;
  readonly activePoint: number;
  readonly nameOf: ReadonlyMap<number, string>;
}

/** Draws the cloud: other groups faded when one is selected, the active point ringed, groups named where they lie. */
export function drawCloud(
  canvas: HTMLCanvasElement,
  points: CloudPoints,
  layout: CloudLayout,
  paint: CloudPaint,
  view: CloudView,
  widthPx: number,
  heightPx: number,
): void {
  const ratio = globalThis.devicePixelRatio || 1;
  canvas.width = Math.round(widthPx * ratio);
  canvas.height = Math.round(heightPx * ratio);
  const context = canvas.getContext("2d");
  if (!context) return;
  context.scale(ratio, ratio);
  context.clearRect(0, 0, widthPx, heightPx);

  const { px, py, radiusPx } = layout;
  const { selectedGroup, activePoint } = view;
  const dot = (index: number, radius: number) => {
    context.beginPath();
    context.arc(px[index]!, py[index]!, radius, 0, 2 * Math.PI);
    context.fill();
  };
  const passes = selectedGroup === null ? [true] : [false, true];
  for (const foreground of passes) {
    for (let index = 0; index < px.length; index++) {
      const group = points.groups[index]!;
      if (selectedGroup !== null && (group === selectedGroup) !== foreground) continue;
      if (!Number.isFinite(px[index]!) || !Number.isFinite(py[index]!)) continue;
      context.globalAlpha = foreground ? 0.72 : 0.1;
      context.fillStyle = paint.colourOf.get(group) ?? paint.ink;
      dot(index, radiusPx);
    }
  }
  context.globalAlpha = 1;

  context.font = paint.font;
  context.textAlign = "center";
  context.textBaseline = "middle";
  const named = [...layout.centres]
    .filter(([group]) => selectedGroup === null || selectedGroup === group)
    .sort(([a], [b]) => a - b)
    .map(([group, [x, y]]) => ({ text: view.nameOf.get(group) ?? "", x, y }))
    .filter(({ text }) => text !== "")
    .map((label) => ({ ...label, widthPx: context.measureText(label.text).width + 12 }))
    // On a phone the legend tells the names; one of them may still stand in the picture.
    .filter(({ widthPx: labelPx }) => labelPx < widthPx / 3 || selectedGroup !== null);
  for (const { text, x, y, widthPx: labelPx } of placeLabels(named, { widthPx, heightPx })) {
    context.globalAlpha = 0.85;
    context.fillStyle = paint.surface;
    context.beginPath();
    context.roundRect(x - labelPx / 2, y - 9, labelPx, 18, 4);
    context.fill();
    context.globalAlpha = 1;
    context.fillStyle = paint.ink;
    context.fillText(text, x, y);
  }

  if (activePoint >= 0 && activePoint < px.length) {
    context.fillStyle = paint.colourOf.get(points.groups[activePoint]!) ?? paint.ink;
    dot(activePoint, radiusPx + 2);
    context.lineWidth = 2;
    context.strokeStyle = paint.ink;
    context.beginPath();
    context.arc(px[activePoint]!, py[activePoint]!, radiusPx + 4, 0, 2 * Math.PI);
    context.stroke();
  }
}
