"use client";
import CircleAlert from "lucide-react/icons/circle-alert";
import CircleCheck from "lucide-react/icons/circle-check";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useEffect, useState } from "react";
import type { Notice } from "./notice";

/** How long a notice stays; a failure and a way back need longer. */
const STAY_MS = 5_000;
const LONG_STAY_MS = 10_000;

export interface NoticeCardProps {
  readonly notice: Notice;
  readonly onDismiss: (id: number) => void;
}

/** One notice; it waits while the pointer or focus is on it. */
export function NoticeCard({ notice, onDismiss }: NoticeCardProps) {
  const t = useTranslations("ui");
  const [held, setHeld] = useState(false);
  const { id, kind, title, description, action } = notice;
  useEffect(() => {
    if (held) return;
    const timer = setTimeout(() => onDismiss(id), kind === "failed" || action ? LONG_STAY_MS : STAY_MS);
    return () => clearTimeout(timer);
  }, [held, id, kind, action, onDismiss]);
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
            onDismiss(id);
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
        onClick={() => onDismiss(id)}
        className="shrink-0 rounded-sm p-0.5 text-ink-faint hover:bg-hover hover:text-ink"
      >
        <X aria-hidden="true" className="size-3.5" />
      </button>
    </div>
  );
}
