"use client";
import { Slot } from "radix-ui";
import { type ReactNode, useCallback, useEffect, useId, useRef, useState } from "react";
import { cn } from "./class-names";
import type { Side } from "./place-floating";
import { useFloating } from "./use-floating";

/** How long a pointer rests before the words appear; focus shows them at once. */
const REST_MS = 350;

export interface TooltipProps {
  readonly content: ReactNode;
  readonly side?: Side;
  readonly className?: string;
  /** One element that takes pointer and focus. */
  readonly children: ReactNode;
}

/** A word more about a control. Never the only place where something is said. */
export function Tooltip({ content, side = "top", className, children }: TooltipProps) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const anchorRef = useRef<HTMLElement>(null);
  const floatingRef = useRef<HTMLSpanElement>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const hide = useCallback(() => {
    clearTimeout(timer.current);
    setOpen(false);
  }, []);
  useEffect(() => () => clearTimeout(timer.current), []);
  return (
    <>
      <Slot.Root
        ref={anchorRef}
        aria-describedby={open ? id : undefined}
        onPointerEnter={(event) => {
          if (event.pointerType === "touch") return;
          // A page that is still waking up can say twice that the pointer came.
          clearTimeout(timer.current);
          timer.current = setTimeout(() => setOpen(true), REST_MS);
        }}
        onPointerLeave={hide}
        onPointerDown={hide}
        onFocus={(event) => {
          if (event.target.matches(":focus-visible")) setOpen(true);
        }}
        onBlur={hide}
      >
        {children}
      </Slot.Root>
      {open ? (
        <TooltipBox
          id={id}
          anchorRef={anchorRef}
          floatingRef={floatingRef}
          side={side}
          hide={hide}
          className={className}
        >
          {content}
        </TooltipBox>
      ) : null}
    </>
  );
}

interface TooltipBoxProps extends Pick<TooltipProps, "className" | "children"> {
  readonly id: string;
  readonly anchorRef: React.RefObject<HTMLElement | null>;
  readonly floatingRef: React.RefObject<HTMLSpanElement | null>;
  readonly side: Side;
  readonly hide: () => void;
}

function TooltipBox({ id, anchorRef, floatingRef, side, hide, className, children }: TooltipBoxProps) {
  useFloating({ open: true, anchorRef, floatingRef, onDismiss: hide, side, align: "center", gapPx: 6 });
  return (
    <span
      ref={floatingRef}
      id={id}
      role="tooltip"
      popover="manual"
      className={cn(
        "pointer-events-none fixed inset-auto m-0 max-w-72 animate-appear rounded-[6px] border-0 bg-ink px-2 py-1 font-normal text-canvas text-xs shadow-float",
        className,
      )}
    >
      {children}
    </span>
  );
}
