import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface EmptyStateProps {
  /** What this place will show, in a few words. */
  readonly title: string;
  /** One or two sentences: what it is good for and what it needs. */
  readonly description?: ReactNode;
  /** The one next step, as a button. */
  readonly action?: ReactNode;
  /** A quieter way: try it on the demo, read how. */
  readonly secondary?: ReactNode;
  /** A lucide icon or a small drawing. */
  readonly icon?: ReactNode;
  readonly className?: string;
}

/** Nothing here yet: teaches what will be and offers the next step. */
export function EmptyState({ title, description, action, secondary, icon, className }: EmptyStateProps) {
  return (
    <div className={cn("flex flex-col items-center justify-center gap-4 px-6 py-14 text-center", className)}>
      {icon ? (
        <span className="flex size-11 items-center justify-center rounded-md border bg-sunken text-ink-faint [&_svg]:size-5">
          {icon}
        </span>
      ) : null}
      <div className="flex max-w-md flex-col gap-1.5">
        <h2 className="font-semibold text-base">{title}</h2>
        {description ? <p className="text-ink-soft text-sm">{description}</p> : null}
      </div>
      {action || secondary ? (
        <div className="flex flex-wrap items-center justify-center gap-3">
          {action}
          {secondary}
        </div>
      ) : null}
    </div>
  );
}
