"use client";
import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { type ReactNode, useEffect, useRef, useState, useSyncExternalStore } from "react";

export interface NoticeOptions {
  readonly description?: ReactNode;
  /** "Undo", "Revert" or "Open". */
  readonly action?: { readonly label: string; readonly onPress: () => void };
}
interface Notice extends NoticeOptions {
  readonly id: number;
  readonly kind: "done" | "failed" | "say";
  readonly title: string;
}

/** How long a notice stays; a failure and a way back need longer. */
const STAY_MS = 5_000;
const LONG_STAY_MS = 10_000;
const MOST = 3;

let notices: readonly Notice[] = [];
let lastId = 0;
const listeners = new Set<() => void>();

function change(next: readonly Notice[]): void {
  notices = next;
  for (const listener of listeners) listener();
}
function add(kind: Notice["kind"], title: string, options: NoticeOptions): void {
  lastId += 1;
  change([...notices, { id: lastId, kind, title, ...options }].slice(-MOST));
}
function dismiss(id: number): void {
  change(notices.filter((notice) => notice.id !== id));
}
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}
const NONE: readonly Notice[] = [];

/** Says what has just been done, with a way back where there is one. */
export const notify = {
  done: (title: string, options: NoticeOptions = {}) => add("done", title, options),
  failed: (title: string, options: NoticeOptions = {}) => add("failed", title, options),
  say: (title: string, options: NoticeOptions = {}) => add("say", title, options),
};

/** Where notices appear, above everything; they wait while the pointer or focus is on them. */
export function Toaster() {
  const shown = useSyncExternalStore(
    subscribe,
    () => notices,
    () => NONE,
  );
  const ref = useRef<HTMLElement>(null);
  // Shown again for each change, so that it lies above whatever opened meanwhile.
  useEffect(() => {
    const region = ref.current;
    if (!region?.showPopover) return;
    if (region.matches(":popover-open")) region.hidePopover();
    if (shown.length > 0) region.showPopover();
  }, [shown]);
  return (
    <section
      ref={ref}
      aria-live="polite"
      popover="manual"
      className="fixed inset-auto right-4 bottom-4 m-0 w-[min(356px,calc(100vw-2rem))] flex-col gap-2 overflow-visible border-0 bg-transparent p-0 open:flex"
    >
      {shown.map((notice) => (
        <NoticeCard key={notice.id} notice={notice} />
      ))}
    </section>
  );
}

function NoticeCard({ notice }: { notice: Notice }) {
  const t = useTranslations("ui");
  const [held, setHeld] = useState(false);
  const { id, kind, title, description, action } = notice;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => dismiss(id), kind === "failed" || action ? LONG_STAY_MS : STAY_MS);
    return () => clearTimeout(timer);
  }, [held, id, kind, action]);
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: it only waits for its reader
    <div
      onPointerEnter={() => setHeld(true)}
      onPointerLeave={() => setHeld(false)}
      onFocus={() => setHeld(true)}
      onBlur={() => setHeld(false)}
      className="flex animate-rise items-start gap-2.5 rounded-md border bg-surface p-3 text-ink text-sm shadow-float"
    >
      {kind === "done" ? (
        <CircleCheck aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-accent-text" />
      ) : null}
      {kind === "failed" ? (
        <CircleAlert aria-hidden="true" className="mt-0.5 size-4 shrink-0 text-loss-text" />
      ) : null}
      <div className="min-w-0 flex-1">
        <p className="font-medium">{title}</p>
        {description ? <div className="text-ink-soft text-xs">{description}</div> : null}
      </div>
      {action ? (
        <button
          type="button"
          onClick={() => {
            dismiss(id);
            action.onPress();
          }}
          className="shrink-0 rounded-sm px-1.5 py-0.5 font-medium text-accent-text text-xs hover:bg-hover"
        >
          {action.label}
        </button>
      ) : null}
      <button
        type="button"
        aria-label={t("close")}
        onClick={() => dismiss(id)}
        className="shrink-0 rounded-sm p-0.5 text-ink-faint hover:bg-hover hover:text-ink"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </div>
  );
}
