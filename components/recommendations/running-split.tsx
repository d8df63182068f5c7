"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFormat } from "@/components/ui/shop-format";
import type { RunningSplit as Split } from "@/lib/contracts/ranking-policy";
import type { Placement } from "@/lib/domain/recommendations/placements";
import type { Estimate } from "@/lib/domain/recommendations/replay";
import type { PolicyAction } from "./policy-action";
import { usePolicyAction } from "./use-policy-action";

type Arm = Split["arms"][number];

export interface RunningSplitProps {
  readonly placement: Placement;
  readonly split: Split;
  readonly publishAction?: PolicyAction | undefined;
}

/** What each version of a split brought so far, whether that tells them apart, and a way to end it. */
export function RunningSplit({ placement, split, publishAction }: RunningSplitProps) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const run = usePolicyAction();
  const [asked, setAsked] = useState<Arm | null>(null);
  const [base] = split.arms;

  const range = ({ low, high }: Estimate, signed = false) => {
    const edge = (value: number) => format.percent(value, { decimals: 1, signed });
    return format.range(edge(low), edge(high));
  };
  const figures = ({ clickRate, customers }: Arm) =>
    clickRate
      ? t("split.clicked", {
          rate: format.percent(clickRate.value, { decimals: 1, fixed: true }),
          range: range(clickRate),
          customers,
        })
      : t("split.notShown");
  const verdict = ({ difference }: Arm) => {
    if (!difference || !base) return null;
    const told = difference.low > 0 ? "more" : difference.high < 0 ? "fewer" : "open";
    return t(`split.verdicts.${told}`, { version: base.version, range: range(difference, true) });
  };

  async function end() {
    if (!asked || !publishAction) return;
    const { policyId, version } = asked;
    await run(publishAction({ placement, arms: [{ policyId, share: 1 }] }), t("published", { version }));
  }

  return (
    <div className="flex flex-col gap-3">
      <p className="flex flex-col gap-1 text-ink-soft text-xs">
        <Badge tone="accent" className="self-start">
          {t(`split.allocations.${split.allocation}`)}
        </Badge>
        {split.since ? t("split.since", { day: format.day(split.since) }) : t("split.notYet")}
        {split.allocation === "bandit" ? <span>{t("split.noVerdict")}</span> : null}
      </p>
      <ul className="flex flex-col gap-3">
        {split.arms.map((arm) => (
          <li key={arm.policyId} className="flex flex-col gap-0.5">
            <span className="flex items-baseline justify-between gap-2">
              <span className="truncate font-medium" title={arm.name}>
                {t("versionTitle", { version: arm.version, name: arm.name })}
              </span>
              <span className="tabular-nums">{format.percent(arm.share, { decimals: 0 })}</span>
            </span>
            <span className="text-ink-soft text-xs tabular-nums">{figures(arm)}</span>
            <span className="font-medium text-xs tabular-nums">{verdict(arm)}</span>
            {publishAction ? (
              <Button size="sm" variant="ghost" className="-ml-2.5 self-start" onClick={() => setAsked(arm)}>
                {t("split.takesAll", { version: arm.version })}
              </Button>
            ) : null}
          </li>
        ))}
      </ul>
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={t("split.endTitle", { version: asked?.version ?? 0 })}
        description={t("split.endBody", { version: asked?.version ?? 0 })}
        confirmLabel={t("split.end")}
        onConfirm={end}
      />
    </div>
  );
}
