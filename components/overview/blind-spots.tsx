"use client";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import type { BlindSpot, SalesOverview } from "@/lib/contracts/overview";

/** What the figures above cannot know, each with the number that goes with it. */
export function BlindSpots({ sales }: { sales: SalesOverview | null }) {
  const t = useTranslations("overview");
  const format = useFormat();
  const told = (spot: BlindSpot): string => {
    switch (spot.kind) {
      case "returnsToCome":
        return t("blind.returnsToCome", {
          share: format.percent(spot.share),
          days: Math.round(spot.medianDays),
        });
      case "costUnknown":
        return t("blind.costUnknown", { share: format.percent(spot.share, { decimals: 0 }) });
      case "visitors":
        return t("blind.visitors", { orders: spot.orders });
      case "lateEvents":
        return t("blind.lateEvents", { share: format.percent(spot.share) });
      default:
        return t(`blind.${spot.kind}`);
    }
  };
  const sentences = sales ? sales.blindSpots.map(told) : [t("blind.noOrders")];
  return (
    <Card title={t("blindTitle")}>
      <ul className="flex list-disc flex-col gap-2 pl-4 text-ink-soft text-sm marker:text-ink-faint">
        {sentences.map((sentence) => (
          <li key={sentence}>{sentence}</li>
        ))}
      </ul>
    </Card>
  );
}
