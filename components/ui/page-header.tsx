import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface PageHeaderProps {
  readonly title: ReactNode;
  /** One sentence that says what the data says, not what the page is. */
  readonly finding?: ReactNode;
  /** A quiet line below it: as of when this is told. */
  readonly note?: ReactNode;
  /** Buttons, the main one last. */
  readonly actions?: ReactNode;
  /** A BackLink or Breadcrumb. */
  readonly back?: ReactNode;
  /** Tabs or the date range, below the title. */
  readonly children?: ReactNode;
  readonly className?: string;
}

export function PageHeader(props: PageHeaderProps) {
  const { title, finding, note, actions, back, children, className } = props;
  return (
    <header className={cn("flex flex-col gap-4 pb-6", className)}>
      {back}
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="flex min-w-0 max-w-3xl flex-1 basis-80 flex-col gap-1">
          <h1 className="font-semibold text-xl tracking-tight">{title}</h1>
          {finding ? <p className="text-base text-ink-soft">{finding}</p> : null}
          {note}
        </div>
        {actions ? <div className="flex flex-wrap items-center gap-2">{actions}</div> : null}
      </div>
      {children}
    </header>
  );
}
