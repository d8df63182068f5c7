"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { cn } from "@/components/ui/class-names";
import { useFormat } from "@/components/ui/shop-format";
import { LOW_COVER_DAYS } from "@/lib/domain/products/product-periods";

export interface StockCellProps {
  readonly onHand: number | null;
  readonly coverDays: number | null;
}

/** What is on the shelf and how long it lasts. */
export function StockCell({ onHand, coverDays }: StockCellProps) {
  const t = useTranslations("products");
  const format = useFormat();
  if (onHand === null) return "–";
  if (onHand <= 0) return <Badge tone="loss">{t("outOfStock")}</Badge>;
  return (
    <span className="inline-flex flex-col max-sm:flex-row max-sm:gap-1 sm:items-end">
      <span className="text-ink">{format.number(onHand)}</span>
      <span
        className={cn(
          "text-xs compact:hidden",
          coverDays !== null && coverDays < LOW_COVER_DAYS ? "text-loss-text" : "text-ink-faint",
        )}
      >
        {coverDays === null
          ? t("noSale")
          : coverDays > 365
            ? t("lastsLong")
            : t("lastsDays", { days: Math.round(coverDays) })}
      </span>
    </span>
  );
}
