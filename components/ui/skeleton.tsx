import { cn } from "./class-names";

/** Names of n places that never change order. */
function places(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `place-${place + 1}`);
}

/** A grey shape where something is about to be. */
export function Skeleton({ className }: { className?: string }) {
  return (
    <span
      data-skeleton=""
      aria-hidden="true"
      className={cn("block h-4 animate-breathe rounded-sm bg-line", className)}
    />
  );
}

export function SkeletonText({ lines = 3 }: { lines?: number }) {
  return (
    <span className="flex flex-col gap-2">
      {places(lines).map((place, line) => (
        <Skeleton key={place} className={line === lines - 1 ? "w-3/5" : "w-full"} />
      ))}
    </span>
  );
}

export function SkeletonHeader() {
  return (
    <div className="flex flex-col gap-2.5 pb-6">
      <Skeleton className="h-6 w-48" />
      <Skeleton className="h-4 w-96 max-w-full" />
    </div>
  );
}

export function SkeletonFigures({ count = 4 }: { count?: number }) {
  return (
    <div className="grid grid-cols-2 gap-px overflow-hidden rounded-md border bg-line *:bg-surface xl:grid-flow-col xl:auto-cols-fr xl:grid-cols-none">
      {places(count).map((place) => (
        <div key={place} className="flex flex-col gap-2.5 px-5 py-4">
          <Skeleton className="h-3 w-24" />
          <Skeleton className="h-7 w-32" />
          <Skeleton className="h-3 w-40" />
        </div>
      ))}
    </div>
  );
}

export function SkeletonChart({ heightPx = 208 }: { heightPx?: number }) {
  return (
    <div className="flex flex-col gap-4 rounded-md border bg-surface p-5">
      <Skeleton className="h-4 w-64 max-w-full" />
      <div className="flex items-end gap-3" style={{ height: heightPx }}>
        {[40, 65, 52, 80, 70, 92, 60, 75, 48, 66, 84, 58].map((height) => (
          <span
            key={height}
            className="block flex-1 animate-breathe rounded-sm bg-line"
            style={{ height: `${height}%` }}
          />
        ))}
      </div>
    </div>
  );
}

export function SkeletonTable({ rows = 8, columns = 5 }: { rows?: number; columns?: number }) {
  return (
    <div className="overflow-hidden rounded-md border bg-surface">
      {places(rows).map((row) => (
        <div
          key={row}
          className="grid h-(--row-height) items-center gap-6 border-b px-4 last:border-b-0"
          style={{ gridTemplateColumns: `2fr repeat(${columns - 1}, 1fr)` }}
        >
          {places(columns).map((cell, column) => (
            <Skeleton key={cell} className={cn("h-3", column === 0 ? "w-4/5" : "w-1/2 justify-self-end")} />
          ))}
        </div>
      ))}
    </div>
  );
}

/** The final shape of a page with figures, one picture and a table. */
export function SkeletonPage() {
  return (
    <div aria-busy="true" className="flex flex-col gap-6">
      <SkeletonHeader />
      <SkeletonFigures />
      <SkeletonChart />
      <SkeletonTable />
    </div>
  );
}
