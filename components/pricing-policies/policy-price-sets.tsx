"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";

/** The sets of prices that are approved with a version of the policy; nothing where it has none. */
export function PolicyPriceSets({ policy }: { policy: PricingPolicy }) {
  const t = useTranslations("pricing.learning");
  const format = useFormat();
  const sets = policy.priceSets ?? [];
  if (sets.length === 0) return null;
  return (
    <section className="mt-4" aria-label={t("setsTitle")}>
      <h3 className="mb-1 font-medium text-xs">{t("setsTitle")}</h3>
      <ul className="flex flex-col gap-1 text-sm">
        {sets.map((set) => (
          <li key={`${set.productId}/${set.from}`}>
            {t("setLine", {
              product: set.productName,
              prices: set.pricesMinor.map((price) => format.money(price)).join(" · "),
              until: format.date(set.until),
              days: set.everyDays,
            })}
          </li>
        ))}
      </ul>
    </section>
  );
}
