"use client";
import { useTranslations } from "next-intl";
import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import { Input } from "@/components/ui/input";

export interface SplitChoice {
  readonly id: string;
  readonly name: string;
}

export interface SplitRowProps {
  readonly choice: SplitChoice;
  /** Whole percents of the customers; null while the field is empty, undefined where it is not chosen. */
  readonly percent: number | null | undefined;
  readonly onChoose: (joins: boolean) => void;
  readonly onPercent: (percent: number | null) => void;
}

/** One version that may take part in a split, and its share. */
export function SplitRow({ choice, percent, onChoose, onPercent }: SplitRowProps) {
  const t = useTranslations("recommendations");
  const id = useId();
  return (
    <div className="flex min-h-8 items-center gap-2">
      <Checkbox id={id} checked={percent !== undefined} onCheckedChange={onChoose} />
      <label htmlFor={id} className="min-w-0 flex-1 truncate" title={choice.name}>
        {choice.name}
      </label>
      {percent === undefined ? null : (
        <span className="w-20 shrink-0">
          <Input
            type="number"
            inputMode="numeric"
            min={1}
            max={99}
            step={1}
            suffix="%"
            aria-label={t("split.shareOf", { name: choice.name })}
            value={percent ?? ""}
            onChange={({ target }) => onPercent(target.value === "" ? null : Number(target.value))}
          />
        </span>
      )}
    </div>
  );
}
