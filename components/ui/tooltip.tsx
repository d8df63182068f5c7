"use client";
import { Tooltip as Radix } from "radix-ui";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export const TooltipProvider = Radix.Provider;

export interface TooltipProps {
  readonly content: ReactNode;
  readonly side?: "top" | "right" | "bottom" | "left";
  readonly className?: string;
  /** One element that can take focus. */
  readonly children: ReactNode;
}

/** A word more about a control. Never the only place where something is said. */
export function Tooltip({ content, side = "top", className, children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className={cn(
            "z-50 flex max-w-72 animate-appear items-center gap-2 rounded-[6px] bg-ink px-2 py-1 text-canvas text-xs shadow-float",
            className,
          )}
        >
          {content}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
