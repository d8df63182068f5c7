"use client";
import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./class-names";
import { CloseCorner, VEIL_CLASSES } from "./dialog";

export const Sheet = Radix.Root;
export const SheetTrigger = Radix.Trigger;
export const SheetClose = Radix.Close;

export interface SheetContentProps {
  readonly title: ReactNode;
  readonly description?: ReactNode;
  readonly footer?: ReactNode;
  readonly wide?: boolean;
  readonly className?: string;
  readonly children?: ReactNode;
}

/** Details from the right; the list it came from stays in sight. The whole screen on a phone. */
export function SheetContent({ title, description, footer, wide, className, children }: SheetContentProps) {
  return (
    <Radix.Portal>
      <Radix.Overlay className={cn(VEIL_CLASSES, "bg-veil/50 sm:bg-transparent")} />
      <Radix.Content
        {...(description ? {} : { "aria-describedby": undefined })}
        className={cn(
          "fixed inset-y-0 right-0 z-50 flex w-full flex-col border-l bg-surface shadow-float data-[state=closed]:animate-slide-out data-[state=open]:animate-slide-in sm:w-[85vw]",
          wide ? "sm:max-w-3xl" : "sm:max-w-lg",
          className,
        )}
      >
        <header className="flex flex-col gap-0.5 border-b px-6 py-4 pr-14">
          <Radix.Title className="font-semibold text-lg">{title}</Radix.Title>
          {description ? (
            <Radix.Description className="text-ink-soft text-sm">{description}</Radix.Description>
          ) : null}
        </header>
        <div className="min-h-0 flex-1 overflow-y-auto px-6 py-5">{children}</div>
        {footer ? (
          <footer className="flex flex-wrap justify-end gap-2 border-t px-6 py-3">{footer}</footer>
        ) : null}
        <CloseCorner />
      </Radix.Content>
    </Radix.Portal>
  );
}
