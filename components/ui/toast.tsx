"use client";
import dynamic from "next/dynamic";
import { useEffect, useRef, useSyncExternalStore } from "react";
import type { Notice, NoticeOptions } from "./notice";

const MOST = 3;

const loadCard = () => import("./notice-card").then((module) => module.NoticeCard);
const NoticeCard = dynamic(loadCard, { ssr: false });
/** Brought once the page is quiet: a notice that the network is gone could not fetch it then. */
const BRING_CARD_AFTER_MS = 3_000;

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
  useEffect(() => {
    const timer = setTimeout(() => void loadCard().catch(() => undefined), BRING_CARD_AFTER_MS);
    return () => clearTimeout(timer);
  }, []);
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
        <NoticeCard key={notice.id} notice={notice} onDismiss={dismiss} />
      ))}
    </section>
  );
}
