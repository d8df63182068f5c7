import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface ScrollRegionProps {
  /** What is in it, for whoever does not see it. */
  readonly label: string;
  readonly className?: string;
  readonly children: ReactNode;
}

/** Holds what may be wider than its place, a table most often; it scrolls by pointer and from the keyboard. */
export function ScrollRegion({ label, className, children }: ScrollRegionProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by key
    <section className={cn("overflow-x-auto", className)} aria-label={label} tabIndex={0}>
      {children}
    </section>
  );
}
