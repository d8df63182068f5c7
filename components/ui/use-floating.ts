"use client";
import { type RefObject, useLayoutEffect } from "react";
import { type PlacementOptions, placeFloating } from "./place-floating";

export interface FloatingOptions extends PlacementOptions {
  readonly open: boolean;
  readonly anchorRef: RefObject<HTMLElement | null>;
  readonly floatingRef: RefObject<HTMLElement | null>;
  /** Asked to close by a press outside or by Escape. */
  readonly onDismiss: (by: "outside" | "escape") => void;
}

/**
 * Puts an open element with `popover="manual"` into the browser's top layer, where no dialog or overflow can
 * cover it, beside its anchor, and keeps it there; says when the reader wants it gone.
 */
export function useFloating(options: FloatingOptions): void {
  const { open, anchorRef, floatingRef, onDismiss, side, align, gapPx } = options;

  useLayoutEffect(() => {
    const floating = floatingRef.current;
    const anchor = anchorRef.current;
    if (!open || !floating || !anchor) return;
    if (!floating.matches(":popover-open")) floating.showPopover?.();
    const place = () => {
      floating.style.maxHeight = "none";
      const { left, top, roomPx } = placeFloating(
        anchor.getBoundingClientRect(),
        { width: floating.offsetWidth, height: floating.offsetHeight },
        { width: document.documentElement.clientWidth, height: window.innerHeight },
        { side, align, gapPx },
      );
      floating.style.left = `${Math.round(left)}px`;
      floating.style.top = `${Math.round(top)}px`;
      floating.style.maxHeight = `${Math.floor(roomPx)}px`;
    };
    place();
    const resize = typeof ResizeObserver === "undefined" ? null : new ResizeObserver(place);
    resize?.observe(floating);
    window.addEventListener("resize", place);
    window.addEventListener("scroll", place, { capture: true, passive: true });
    return () => {
      resize?.disconnect();
      window.removeEventListener("resize", place);
      window.removeEventListener("scroll", place, { capture: true });
    };
  }, [open, anchorRef, floatingRef, side, align, gapPx]);

  // Before the reader can see it: what is shown must close at the first Escape.
  useLayoutEffect(() => {
    if (!open) return;
    const onPointerDown = (event: PointerEvent) => {
      const target = event.target as Node;
      if (floatingRef.current?.contains(target) || anchorRef.current?.contains(target)) return;
      onDismiss("outside");
    };
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key !== "Escape" || event.defaultPrevented) return;
      // Handled here: a dialog around it stays open.
      event.preventDefault();
      onDismiss("escape");
    };
    document.addEventListener("pointerdown", onPointerDown, true);
    document.addEventListener("keydown", onKeyDown, true);
    return () => {
      document.removeEventListener("pointerdown", onPointerDown, true);
      document.removeEventListener("keydown", onKeyDown, true);
    };
  }, [open, floatingRef, anchorRef, onDismiss]);
}
