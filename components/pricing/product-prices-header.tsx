"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { PricingModelView, WaitingPrices } from "@/lib/contracts/pricing";
import { PricingRunHeader, type PricingRunHeaderProps } from "./pricing-run-header";

export interface ProductPricesHeaderProps
  extends Pick<PricingRunHeaderProps, "store" | "liveRun" | "startAction" | "cancelAction"> {
  readonly waiting: WaitingPrices;
  readonly model: PricingModelView | null;
}

/** Of how many products their own weeks can tell, and what waits. */
export function ProductPricesHeader({ waiting, model, ...run }: ProductPricesHeaderProps) {
  const t = useTranslations("pricing-products");
  const format = useFormat();
  return (
    <PricingRunHeader
      {...run}
      title={t("title")}
      learned={model !== null}
      finding={
        model
          ? t("finding", {
              enough: format.number(model.productsEnough),
              products: model.products,
              waiting: waiting.total,
              stake: format.money(waiting.stakeMinor, { decimals: 0 }),
              weeks: model.horizonWeeks,
            })
          : t("findingNone")
      }
    />
  );
}
