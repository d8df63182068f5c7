"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { cn } from "@/components/ui/class-names";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { FamilyScoreView, PricingModelReport } from "@/lib/contracts/pricing-models";
import type { PricingFamily } from "@/lib/domain/pricing/demand-family";

export type PromoteAction = (input: unknown) => Promise<ActionResult<{ proposed: number }>>;

/** All models on the same hidden weeks, and the button that lets another family propose. */
export function BacktestTable({
  report,
  promoteAction,
}: {
  report: PricingModelReport;
  promoteAction?: PromoteAction | undefined;
}) {
  const t = useTranslations("pricing-models");
  const format = useFormat();
  const router = useRouter();
  const [asked, setAsked] = useState<{ readonly family: PricingFamily | null }>();
  const percent = (value: number | null) => format.percent(value, { decimals: 1, fixed: true });
  const columns = promoteAction
    ? (["model", "wape", "mase", "bias", "credible", "action"] as const)
    : (["model", "wape", "mase", "bias", "credible"] as const);

  async function promote(family: PricingFamily | null) {
    const result = await promoteAction?.({ family });
    if (result?.ok)
      notify.done(
        t("promoted", { family: t(`models.${family ?? report.best}`), count: result.data.proposed }),
      );
    else if (result) notify.failed(result.error.message);
    router.refresh();
  }

  return (
    <Card
      flush
      title={t("table")}
      description={t("tableHint", { horizon: report.horizon, origins: report.origins })}
      actions={
        promoteAction && report.chosen ? (
          <Button size="sm" onClick={() => setAsked({ family: null })}>
            {t("automatic")}
          </Button>
        ) : null
      }
      footer={
        <div className="flex max-w-prose flex-col gap-1.5">
          <p>{t("tableNote")}</p>
          <p>{t("credibleNote")}</p>
        </div>
      }
    >
      <ScrollRegion label={t("table")} className="border-t">
        <table className="w-full text-sm">
          <thead>
            <tr className="border-b text-ink-soft text-xs">
              {columns.map((column, k) => (
                <th
                  key={column}
                  scope="col"
                  className={cn(
                    "px-3 py-2 font-medium",
                    k === 0 ? "pl-5 text-left" : "text-right",
                    k === columns.length - 1 && "pr-5",
                  )}
                >
                  {t(`columns.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y">
            {[...report.scores].sort(byWape).map((row) => (
              <tr key={row.model} className={cn(row.proposes && "bg-accent-soft")}>
                <th scope="row" className="py-2 pr-3 pl-5 text-left font-normal">
                  <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                    {t(`models.${row.model as PricingFamily}`)}
                    {row.proposes ? <Badge tone="accent">{t("proposesBadge")}</Badge> : null}
                    {row.best ? <Badge tone="outline">{t("bestBadge")}</Badge> : null}
                    {row.family || row.model === "blend" ? null : <Badge>{t("naive")}</Badge>}
                  </span>
                </th>
                <Value>{percent(row.wape)}</Value>
                <Value>{format.number(row.mase, { decimals: 2, fixed: true })}</Value>
                <Value>{percent(row.bias)}</Value>
                <Value>{row.credible === null ? "–" : format.percent(row.credible)}</Value>
                {promoteAction ? (
                  <td className="py-1 pr-5 text-right">
                    {row.family && !row.proposes && row.mayPropose ? (
                      <Button size="sm" variant="ghost" onClick={() => setAsked({ family: row.family })}>
                        {t("promote")}
                      </Button>
                    ) : row.family && !row.mayPropose ? (
                      <span className="text-ink-faint text-xs">{t("notAllowed")}</span>
                    ) : null}
                  </td>
                ) : null}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <ConfirmDialog
        open={asked !== undefined}
        onOpenChange={(open) => {
          if (!open) setAsked(undefined);
        }}
        title={
          asked?.family ? t("promoteTitle", { family: t(`models.${asked.family}`) }) : t("automaticTitle")
        }
        description={t("promoteBody")}
        confirmLabel={asked?.family ? t("promote") : t("automatic")}
        onConfirm={() => promote(asked?.family ?? null)}
      />
    </Card>
  );
}

function Value({ children }: { children: string }) {
  return (
    <td data-figures className="px-3 py-2 text-right">
      {children}
    </td>
  );
}

function byWape(a: FamilyScoreView, b: FamilyScoreView): number {
  return (a.wape ?? Number.POSITIVE_INFINITY) - (b.wape ?? Number.POSITIVE_INFINITY);
}
