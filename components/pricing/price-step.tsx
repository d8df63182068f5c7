"use client";
import ArrowRight from "lucide-react/icons/arrow-right";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { PriceProposalView } from "@/lib/contracts/pricing";

/** From which price to which, and by how much. */
export function PriceStep({
  proposal: { fromMinor, toMinor },
}: {
  proposal: Pick<PriceProposalView, "fromMinor" | "toMinor">;
}) {
  const t = useTranslations("pricing");
  const format = useFormat();
  return (
    <span data-figures className="inline-flex items-center gap-1.5 whitespace-nowrap">
      <span className="text-ink-soft">{format.money(fromMinor)}</span>
      <ArrowRight role="img" aria-label={t("to")} className="size-3.5 text-ink-faint" />
      <span className="font-medium">{format.money(toMinor)}</span>
      <span className="text-ink-faint text-xs">
        {format.percent(toMinor / fromMinor - 1, { signed: true, decimals: 1 })}
      </span>
    </span>
  );
}
