"use client";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./class-names";

export interface ChipProps {
  /** What the chip says in plain text, for the remove button's name. */
  readonly name: string;
  readonly children?: ReactNode;
  readonly onPress?: () => void;
  readonly onRemove?: () => void;
  readonly className?: string;
}

/** A condition in force that can be changed or taken away. */
export function Chip({ name, children, onPress, onRemove, className }: ChipProps) {
  const t = useTranslations("ui");
  return (
    <span
      className={cn(
        "inline-flex h-7 max-w-full items-center rounded-[6px] border border-line-strong bg-surface text-xs",
        className,
      )}
    >
      {onPress ? (
        <button type="button" onClick={onPress} className="truncate rounded-l-[6px] px-2 py-1 hover:bg-hover">
          {children ?? name}
        </button>
      ) : (
        <span className="truncate px-2">{children ?? name}</span>
      )}
      {onRemove ? (
        <button
          type="button"
          aria-label={t("remove", { name })}
          onClick={onRemove}
          className="flex h-full items-center rounded-r-[6px] border-l px-1.5 text-ink-faint hover:bg-hover hover:text-ink"
        >
          <X aria-hidden="true" className="size-3" />
        </button>
      ) : null}
    </span>
  );
}
