import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";

export interface CardProps extends Omit<ComponentProps<"section">, "title"> {
  readonly title?: ReactNode;
  readonly description?: ReactNode;
  readonly actions?: ReactNode;
  readonly footer?: ReactNode;
  /** No padding around the content (tables, maps). */
  readonly flush?: boolean;
}

export function Card({
  title,
  description,
  actions,
  footer,
  flush,
  className,
  children,
  ...props
}: CardProps) {
  return (
    <section className={cn("flex min-w-0 flex-col rounded-md border bg-surface", className)} {...props}>
      {title || actions ? (
        <header className="flex items-start justify-between gap-3 px-5 pt-4 pb-3">
          <div className="flex min-w-0 flex-col gap-0.5">
            {title ? <h2 className="font-semibold text-base">{title}</h2> : null}
            {description ? <p className="text-ink-soft text-xs">{description}</p> : null}
          </div>
          {actions ? <div className="flex shrink-0 items-center gap-1.5">{actions}</div> : null}
        </header>
      ) : null}
      <div className={cn("min-w-0 flex-1", flush ? null : title || actions ? "px-5 pb-5" : "p-5")}>
        {children}
      </div>
      {footer ? <footer className="border-t px-5 py-3 text-ink-soft text-xs">{footer}</footer> : null}
    </section>
  );
}
