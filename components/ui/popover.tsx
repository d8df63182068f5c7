"use client";
import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type ReactNode,
  type RefObject,
  useCallback,
  useContext,
  useEffect,
  useId,
  useRef,
  useState,
} from "react";
import { cn } from "./class-names";
import type { Align, Side } from "./place-floating";
import { useFloating } from "./use-floating";

interface PopoverState {
  readonly open: boolean;
  readonly setOpen: (open: boolean) => void;
  readonly id: string;
  readonly triggerRef: RefObject<HTMLButtonElement | null>;
}
const PopoverContext = createContext<PopoverState | null>(null);

/** The open state, trigger and id that the parts of one popover or menu share. */
export function usePopoverState(): PopoverState {
  const state = useContext(PopoverContext);
  if (!state) throw new Error("a part of a popover stands outside of one");
  return state;
}

function triggerIdOf(id: string): string {
  return `${id}-trigger`;
}

export interface PopoverProps {
  readonly open?: boolean;
  readonly onOpenChange?: (open: boolean) => void;
  readonly children: ReactNode;
}

/** A trigger and what it opens beside it. Built on the platform's `popover`, so nothing can cover it. */
export function Popover({ open: controlled, onOpenChange, children }: PopoverProps) {
  const [own, setOwn] = useState(false);
  const id = useId();
  const triggerRef = useRef<HTMLButtonElement>(null);
  const open = controlled ?? own;
  const setOpen = (next: boolean) => {
    setOwn(next);
    onOpenChange?.(next);
  };
  return <PopoverContext value={{ open, setOpen, id, triggerRef }}>{children}</PopoverContext>;
}

export function PopoverTrigger({
  asChild,
  haspopup = "dialog",
  ...props
}: ComponentProps<"button"> & { readonly asChild?: boolean; readonly haspopup?: "dialog" | "menu" }) {
  const { open, setOpen, id, triggerRef } = usePopoverState();
  const Part = asChild ? Slot.Root : "button";
  return (
    <Part
      {...(asChild ? {} : { type: "button" as const })}
      id={triggerIdOf(id)}
      {...props}
      ref={triggerRef}
      aria-haspopup={haspopup}
      aria-expanded={open}
      aria-controls={open ? id : undefined}
      data-state={open ? "open" : "closed"}
      onClick={() => setOpen(!open)}
    />
  );
}

export interface PopoverContentProps extends Omit<ComponentProps<"div">, "popover"> {
  readonly side?: Side;
  readonly align?: Align;
}

export const FLOATING_CLASSES =
  "fixed inset-auto m-0 animate-rise overflow-y-auto rounded-md border bg-surface text-ink text-sm shadow-float";

export function PopoverContent({
  className,
  side = "bottom",
  align = "start",
  children,
  ...props
}: PopoverContentProps) {
  const { open, setOpen, id, triggerRef } = usePopoverState();
  const floatingRef = useRef<HTMLDivElement>(null);
  const onDismiss = useCallback(
    (by: "outside" | "escape") => {
      setOpen(false);
      if (by === "escape") triggerRef.current?.focus();
    },
    [setOpen, triggerRef],
  );
  useFloating({ open, anchorRef: triggerRef, floatingRef, onDismiss, side, align, gapPx: 6 });
  useEffect(() => {
    if (!open) return;
    const floating = floatingRef.current;
    if (!floating || floating.contains(document.activeElement)) return;
    (floating.querySelector<HTMLElement>(FOCUSABLE) ?? floating).focus({ preventScroll: true });
  }, [open]);
  if (!open) return null;
  return (
    <div
      ref={floatingRef}
      id={id}
      role="dialog"
      // What it opens is called as the trigger is, unless it has a name of its own.
      aria-labelledby={props["aria-label"] ? undefined : triggerIdOf(id)}
      tabIndex={-1}
      popover="manual"
      className={cn(FLOATING_CLASSES, "w-72 max-w-[calc(100vw-1rem)] p-3 outline-none", className)}
      {...props}
    >
      {children}
    </div>
  );
}

const FOCUSABLE = "a[href], button:not(:disabled), input:not(:disabled), select, textarea, [tabindex='0']";
