"use client";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/shop-format";
import type { BulkAction } from "./list-definition";
import type { ListSelectionState } from "./use-list-selection";

export interface SelectionBarProps {
  readonly selection: ListSelectionState;
  readonly total: number;
  readonly actions: readonly BulkAction[];
  /** Offer to take every matching row, also those not loaded. */
  readonly offerAll: boolean;
}

/** What can be done with the ticked rows; floats above the end of the list while there are any. */
export function SelectionBar({ selection, total, actions, offerAll }: SelectionBarProps) {
  const t = useTranslations("list");
  const format = useFormat();
  const [running, setRunning] = useState<string | null>(null);
  if (selection.count === 0) return null;
  const run = async (action: BulkAction) => {
    setRunning(action.key);
    try {
      if ((await action.run(selection.selection)) === true) selection.clear();
    } finally {
      setRunning(null);
    }
  };
  return (
    <div
      role="toolbar"
      aria-label={t("bulkActions")}
      className="fixed inset-x-0 bottom-4 z-30 mx-auto flex w-fit max-w-[calc(100vw-2rem)] animate-rise flex-wrap items-center gap-2 rounded-md border bg-surface py-1.5 pr-1.5 pl-3.5 shadow-float"
    >
      <span data-figures aria-live="polite" className="font-medium text-sm">
        {selection.all
          ? t("allSelected", { total: format.number(total) })
          : t("selected", { count: selection.count })}
      </span>
      {offerAll && !selection.all && selection.count < total ? (
        <Button variant="link" size="sm" onClick={selection.selectAll}>
          {t("selectAll", { total: format.number(total) })}
        </Button>
      ) : null}
      <span className="mx-1 h-5 w-px bg-line" />
      {actions.map((action) => (
        <Button
          key={action.key}
          variant={action.danger ? "dangerQuiet" : "secondary"}
          busy={running === action.key}
          disabled={running !== null && running !== action.key}
          onClick={() => run(action)}
        >
          {action.icon}
          {action.label}
        </Button>
      ))}
      <Button variant="ghost" size="icon" aria-label={t("clearSelection")} onClick={selection.clear}>
        <X aria-hidden="true" />
      </Button>
    </div>
  );
}
