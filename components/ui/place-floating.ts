export type Side = "top" | "right" | "bottom" | "left";
export type Align = "start" | "center" | "end";

export interface Box {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}
export interface PlacementOptions {
  readonly side: Side;
  readonly align: Align;
  /** Distance from the anchor. */
  readonly gapPx: number;
}

const OPPOSITE: Record<Side, Side> = { top: "bottom", bottom: "top", left: "right", right: "left" };
/** What floats keeps this far from the window's edge. */
const MARGIN_PX = 8;

/**
 * Where a floating box of the given size stands beside its anchor, in window pixels: on the wanted side if it
 * fits there or fits no better opposite, aligned as wanted, pushed inside the window. `roomPx` is the height
 * it may take.
 */
export function placeFloating(
  anchor: Box,
  size: { readonly width: number; readonly height: number },
  view: { readonly width: number; readonly height: number },
  { side, align, gapPx }: PlacementOptions,
): { readonly left: number; readonly top: number; readonly roomPx: number } {
  const room: Record<Side, number> = {
    top: anchor.top - gapPx - MARGIN_PX,
    bottom: view.height - anchor.top - anchor.height - gapPx - MARGIN_PX,
    left: anchor.left - gapPx - MARGIN_PX,
    right: view.width - anchor.left - anchor.width - gapPx - MARGIN_PX,
  };
  const vertical = side === "top" || side === "bottom";
  const needed = vertical ? size.height : size.width;
  const chosen = room[side] >= needed || room[side] >= room[OPPOSITE[side]] ? side : OPPOSITE[side];
  const roomPx = vertical ? room[chosen] : view.height - 2 * MARGIN_PX;
  const height = Math.min(size.height, roomPx);

  const along = (from: number, length: number, own: number) =>
    align === "start" ? from : align === "end" ? from + length - own : from + (length - own) / 2;
  const clamp = (value: number, own: number, whole: number) =>
    Math.max(MARGIN_PX, Math.min(value, whole - own - MARGIN_PX));

  if (vertical) {
    return {
      left: clamp(along(anchor.left, anchor.width, size.width), size.width, view.width),
      top: chosen === "top" ? anchor.top - gapPx - height : anchor.top + anchor.height + gapPx,
      roomPx,
    };
  }
  return {
    left: chosen === "left" ? anchor.left - gapPx - size.width : anchor.left + anchor.width + gapPx,
    top: clamp(along(anchor.top, anchor.height, height), height, view.height),
    roomPx,
  };
}
