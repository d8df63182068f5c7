"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/shop-format";
import type { SplitProposalView } from "@/lib/contracts/ranking-policy";
import type { Placement } from "@/lib/domain/recommendations/placements";
import type { PolicyActions } from "./policy-action";
import { usePolicyAction } from "./use-policy-action";

export interface ProposedSplitProps {
  readonly placement: Placement;
  readonly proposal: SplitProposalView;
  readonly actions: Pick<PolicyActions, "publish" | "declineSplit">;
}

/** A split that waits for a manager: who proposes what, to be put into force or declined. */
export function ProposedSplit({ placement, proposal, actions }: ProposedSplitProps) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const run = usePolicyAction();
  const [busy, setBusy] = useState<"publish" | "decline" | null>(null);
  const { allocation, arms, proposedByName, proposedAt } = proposal;
  const { publish, declineSplit } = actions;

  async function decide(decision: "publish" | "decline") {
    setBusy(decision);
    const chosen = arms.map(({ policyId, share }) => ({ policyId, share }));
    try {
      if (decision === "decline") await run(declineSplit!({ placement }), t("split.declined"));
      else await run(publish!({ placement, allocation, arms: chosen }), t("split.started"));
    } catch {
      // Said already; the proposal stays.
    } finally {
      setBusy(null);
    }
  }

  return (
    <section
      aria-label={t("split.proposal")}
      className="flex flex-col gap-1.5 rounded-md border bg-sunken p-3"
    >
      <Badge tone="wait" className="self-start">
        {t("waits")}
      </Badge>
      <p className="font-medium">{t(`split.allocations.${allocation}`)}</p>
      <ul>
        {arms.map((arm) => (
          <li key={arm.policyId} className="flex justify-between gap-2">
            <span className="truncate" title={arm.name}>
              {t("versionTitle", { version: arm.version, name: arm.name })}
            </span>
            <span className="tabular-nums">{format.percent(arm.share, { decimals: 0 })}</span>
          </li>
        ))}
      </ul>
      <p className="text-ink-soft text-xs">
        {t("versionBy", { name: proposedByName, time: format.dateTime(proposedAt) })}
      </p>
      {publish && declineSplit ? (
        <div className="flex flex-wrap gap-2">
          <Button
            size="sm"
            variant="primary"
            busy={busy === "publish"}
            disabled={busy !== null}
            onClick={() => void decide("publish")}
          >
            {t("putInForce")}
          </Button>
          <Button
            size="sm"
            variant="ghost"
            busy={busy === "decline"}
            disabled={busy !== null}
            onClick={() => void decide("decline")}
          >
            {t("split.decline")}
          </Button>
        </div>
      ) : null}
    </section>
  );
}
