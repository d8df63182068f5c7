"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import type { ProductPriceView } from "@/lib/contracts/pricing";

/** What competitors were last seen to ask, how long ago, and how sure the match is. */
export function CompetitorList({ view }: { view: ProductPriceView }) {
  const t = useTranslations("pricing");
  const format = useFormat();
  return (
    <Card title={t("competitors")}>
      {view.competitors.length === 0 ? (
        <p className="text-ink-soft text-sm">{t("competitorsNone")}</p>
      ) : (
        <ul className="flex flex-col">
          {view.competitors.map((seen) => (
            <li
              key={seen.competitor}
              className="flex flex-wrap items-baseline gap-x-3 border-b py-2 text-sm last:border-0"
            >
              <span className="min-w-0 flex-1 truncate">
                {seen.url ? (
                  <a
                    className="text-accent-text underline-offset-4 hover:underline"
                    href={seen.url}
                    rel="noreferrer"
                    target="_blank"
                  >
                    {seen.competitor}
                  </a>
                ) : (
                  seen.competitor
                )}
              </span>
              {seen.doubt ? <Badge tone="outline">{t(`doubtOf.${seen.doubt}`)}</Badge> : null}
              <span data-figures className="font-medium">
                {format.money(seen.priceMinor)}
              </span>
              <span className="w-full text-ink-faint text-xs">
                {t("seenLine", { sure: format.percent(seen.confidence) })} <Time value={seen.observedAt} />
                {seen.shippingMinor === null
                  ? null
                  : ` · ${t("shipping", { price: format.money(seen.shippingMinor) })}`}
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
