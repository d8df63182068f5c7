"use client";
import { useTranslations } from "next-intl";
import { Figure, FigureRow } from "@/components/ui/figure";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import type { CustomerDetail } from "@/lib/contracts/customers";
import type { FeatureName } from "@/lib/domain/features/customer-features";
import { isRfmGroup } from "@/lib/domain/rfm";

/** A buyer in four figures: what they brought, how often, when last, and the group that follows from the three. */
export function CustomerFigures({ customer }: { customer: CustomerDetail }) {
  const t = useTranslations("customers");
  const format = useFormat();
  const { orderCount, revenueMinor, lastOrderAt, rfm, rfmGroup } = customer;
  if (!orderCount || !lastOrderAt) return null;
  const feature = (name: FeatureName) => customer.features.find((known) => known.name === name);
  const mean = feature("revenue")?.shopMean;
  const rhythm = feature("daysBetweenOrders")?.value;
  return (
    <FigureRow>
      <Figure
        label={t("figureRevenue")}
        value={format.money(revenueMinor)}
        explanation={t("revenueWhat")}
        note={
          mean && revenueMinor !== null && mean > 0
            ? t("ofShop", { times: format.number(revenueMinor / mean, { decimals: 1 }) })
            : null
        }
      />
      <Figure
        label={t("orderCount")}
        value={format.number(orderCount)}
        note={typeof rhythm === "number" ? t("rhythm", { days: Math.round(rhythm) }) : t("firstOrderOnly")}
      />
      <Figure
        label={t("lastOrderAt")}
        value={<Time value={lastOrderAt} as="relative" />}
        note={format.date(lastOrderAt)}
      />
      {isRfmGroup(rfmGroup) ? (
        <Figure
          label={t("group")}
          value={t(`rfm.${rfmGroup}`)}
          note={t(`rfmMeans.${rfmGroup}`)}
          {...(rfm ? { explanation: t("rfmHow", { ...rfm }) } : {})}
        />
      ) : null}
    </FigureRow>
  );
}
