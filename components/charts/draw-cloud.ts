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
  context.lineJoin = "round";
  for (const [group, [x, y]] of layout.centres) {
    const name = view.nameOf.get(group);
    if (!name || (selectedGroup !== null && selectedGroup !== group)) continue;
    const half = context.measureText(name).width / 2 + 4;
    const at = Math.min(widthPx - half, Math.max(half, x));
    context.lineWidth = 5;
    context.strokeStyle = paint.surface;
    context.strokeText(name, at, y);
    context.fillStyle = paint.ink;
    context.fillText(name, at, y);
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
