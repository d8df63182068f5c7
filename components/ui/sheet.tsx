"use client";
import type { ReactNode } from "react";
import { cn } from "./class-names";
import { Dialog, DialogClose, DialogSurface, DialogTrigger } from "./dialog";

export const Sheet = Dialog;
export const SheetTrigger = DialogTrigger;
export const SheetClose = DialogClose;

export interface SheetContentProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** Details from the right; the list it came from stays in sight. The whole screen on a phone. */
export function SheetContent({ wide, className, ...props }: SheetContentProps) {
  return (
    <DialogSurface
      {...props}
      bodyClassName="border-t px-5 py-5"
      className={cn(
        "inset-y-0 right-0 left-auto h-dvh max-h-dvh w-full animate-slide-in border-y-0 border-r-0 sm:w-[85vw] sm:backdrop:bg-transparent",
        wide ? "sm:max-w-3xl" : "sm:max-w-lg",
        className,
      )}
    />
  );
}
