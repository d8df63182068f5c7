"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { PricingModelView, WaitingPrices } from "@/lib/contracts/pricing";
import { PricingRunHeader, type PricingRunHeaderProps } from "./pricing-run-header";

export interface ApprovalsHeaderProps
  extends Pick<PricingRunHeaderProps, "store" | "liveRun" | "startAction" | "cancelAction"> {
  readonly waiting: WaitingPrices;
  readonly model: PricingModelView | null;
}

/** What waits and what it is worth; which model proposes. */
export function ApprovalsHeader({ waiting, model, ...run }: ApprovalsHeaderProps) {
  const t = useTranslations("pricing");
  const format = useFormat();
  return (
    <PricingRunHeader
      {...run}
      title={t("approvals")}
      learned={model !== null}
      finding={
        model
          ? t("finding", {
              total: waiting.total,
              stake: format.money(waiting.stakeMinor),
              weeks: model.horizonWeeks,
            })
          : t("findingNone")
      }
      note={
        model
          ? t("modelLine", {
              version: model.version,
              champion: t(`models.${model.champion as "log-log"}`),
              enough: format.number(model.productsEnough),
              products: format.number(model.products),
            })
          : undefined
      }
    />
  );
}
