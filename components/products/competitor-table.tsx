"use client";
import { useTranslations } from "next-intl";
import { valueAt } from "@/components/charts/prepare-time";
import { Card } from "@/components/ui/card";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import { BELIEVED_DAYS, type PreparedHistory } from "./prepare-product-history";

/** What each competitor was last seen to ask, how long ago, and how sure the match is. */
export function CompetitorTable({ history }: { history: PreparedHistory }) {
  const t = useTranslations("products");
  const format = useFormat();
  const { competitors, price, to } = history;
  const ours = valueAt(price, to);
  const sorted = [...competitors].sort((a, b) => a.priceMinor - b.priceMinor);
  return (
    <Card title={t("competitors")} description={t("competitorsHint")} flush>
      <ScrollRegion label={t("competitors")}>
        <table className="w-full min-w-md text-sm tabular-nums">
          <thead>
            <tr className="border-y text-ink-soft text-xs">
              <th scope="col" className="py-2 pl-5 text-left font-medium">
                {t("seller")}
              </th>
              <th scope="col" className="py-2 text-right font-medium">
                {t("price")}
              </th>
              <th scope="col" className="py-2 text-right font-medium">
                {t("competitorAgainst")}
              </th>
              <th scope="col" className="py-2 text-right font-medium">
                {t("match")}
              </th>
              <th scope="col" className="py-2 pr-5 text-right font-medium">
                {t("seen")}
              </th>
            </tr>
          </thead>
          <tbody>
            {sorted.map(({ name, priceMinor, confidence, inStock, seenAt }) => {
              const stale = to - seenAt > BELIEVED_DAYS * 86_400_000;
              return (
                <tr
                  key={name}
                  className={stale ? "border-b text-ink-faint last:border-0" : "border-b last:border-0"}
                >
                  <td className="py-2 pl-5">
                    {name}
                    {inStock ? null : <span className="text-ink-faint text-xs"> · {t("competitorOut")}</span>}
                  </td>
                  <td className="py-2 text-right">{format.money(priceMinor)}</td>
                  <td className="py-2 text-right">
                    {ours ? format.percent(priceMinor / ours - 1, { signed: true }) : "–"}
                  </td>
                  <td className="py-2 text-right text-ink-soft">
                    {format.percent(confidence, { decimals: 0 })}
                  </td>
                  <td className="whitespace-nowrap py-2 pr-5 text-right text-ink-soft">
                    <Time value={seenAt} as="relative" />
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  );
}
