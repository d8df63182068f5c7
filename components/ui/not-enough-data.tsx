"use client";
import { useTranslations } from "next-intl";
import type { ReactNode } from "react";
import { cn } from "./class-names";
import { useFormat } from "./shop-format";

export interface DataRequirement {
  /** What is counted: "customers with an order". */
  readonly label: string;
  readonly have: number;
  readonly need: number;
}
export interface NotEnoughDataProps {
  readonly title?: string;
  /** Why the answer needs this much. */
  readonly description?: ReactNode;
  readonly requirements: readonly DataRequirement[];
  readonly action?: ReactNode;
  readonly className?: string;
}

/** "Not enough data" with what is missing and how much, in numbers, instead of an invented answer. */
export function NotEnoughData({ title, description, requirements, action, className }: NotEnoughDataProps) {
  const t = useTranslations("ui");
  const format = useFormat();
  return (
    <div className={cn("mx-auto flex max-w-md flex-col gap-4 px-6 py-12", className)}>
      <div className="flex flex-col gap-1.5 text-center">
        <h2 className="font-semibold text-base">{title ?? t("notEnoughTitle")}</h2>
        {description ? <p className="text-ink-soft text-sm">{description}</p> : null}
      </div>
      <ul className="flex flex-col gap-3">
        {requirements.map(({ label, have, need }) => {
          const reached = have >= need;
          return (
            <li key={label} className="flex flex-col gap-1.5">
              <div className="flex items-baseline justify-between gap-4 text-sm">
                <span>{label}</span>
                <span data-figures className="shrink-0 text-ink-soft text-xs">
                  {t("notEnoughHave", { have: format.number(have), need: format.number(need) })}
                  {" · "}
                  {reached
                    ? t("notEnoughReached")
                    : t("notEnoughMissing", { missing: format.number(need - have) })}
                </span>
              </div>
              <div className="h-1.5 overflow-hidden rounded-full bg-line">
                <div
                  className={cn("h-full rounded-full", reached ? "bg-accent" : "bg-ink-faint")}
                  style={{ width: `${Math.min(1, need > 0 ? have / need : 1) * 100}%` }}
                />
              </div>
            </li>
          );
        })}
      </ul>
      {action ? <div className="flex justify-center">{action}</div> : null}
    </div>
  );
}
