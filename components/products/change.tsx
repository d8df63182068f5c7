"use client";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import { useTranslations } from "next-intl";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";

/** How a figure moved against the period before, in small type; nothing where both are nothing. */
export function Change({ now, before }: { now: number | null; before: number | null }) {
  const t = useTranslations("products");
  const format = useFormat();
  if (now === null || before === null || (now === 0 && before === 0)) return null;
  if (before === 0) return <span className="text-ink-faint text-xs">{t("newlySold")}</span>;
  const change = now / before - 1;
  const Arrow = change > 0 ? ArrowUp : ArrowDown;
  return (
    <span
      className={cn(
        "inline-flex items-center justify-end gap-0.5 text-xs",
        change > 0 ? "text-accent-text" : change < 0 ? "text-loss-text" : "text-ink-faint",
      )}
    >
      {change === 0 ? null : <Arrow aria-hidden="true" className="size-3" />}
      <span data-figures>{format.percent(change, { signed: true, decimals: 0 })}</span>
      <span className="sr-only">{t("against")}</span>
    </span>
  );
}
