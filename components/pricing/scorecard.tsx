"use client";
import Scale from "lucide-react/icons/scale";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageHeader } from "@/components/ui/page-header";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import type { PricingScorecard, ScoredPrice, ScoreGroup } from "@/lib/contracts/pricing";
import type { RealisedVerdict } from "@/lib/domain/pricing/judge-realised";
import { PriceStep } from "./price-step";
import type { AnswerAction } from "./pricing-actions";
import { usePricingWords } from "./use-pricing-words";

const TONES = {
  "too-early": "neutral",
  "as-expected": "outline",
  better: "accent",
  worse: "loss",
  "below-today": "loss",
} as const satisfies Record<RealisedVerdict, string>;

/** Realised against expected, price by price and proposer by proposer. */
export function Scorecard({
  store,
  scorecard,
  revertAction,
}: {
  store: string;
  scorecard: PricingScorecard;
  revertAction?: AnswerAction | undefined;
}) {
  const t = useTranslations("pricing");
  const router = useRouter();
  const { rows, changes, judged, kept } = scorecard;

  async function goBack({ proposal }: ScoredPrice) {
    const result = await revertAction?.({ id: proposal.id, reason: t("backReason") });
    if (result?.ok) notify.done(t("reverted"));
    else if (result) notify.failed(result.error.message);
    router.refresh();
  }

  return (
    <>
      <PageHeader title={t("scorecard")} finding={t("scoreFinding", { changes, judged, kept })} />
      {rows.length === 0 ? (
        <Card>
          <EmptyState
            icon={<Scale aria-hidden="true" />}
            title={t("scoreEmpty")}
            description={t("scoreEmptyBody")}
          />
        </Card>
      ) : (
        <div className="flex flex-col gap-6">
          <div className="grid items-start gap-6 lg:grid-cols-3">
            <ScoreGroups
              title={t("byProposer")}
              groups={scorecard.proposers}
              nameOf={(name) => (name === "model" ? t("proposerModel") : name)}
            />
            <ScoreGroups
              title={t("byModel")}
              groups={scorecard.models}
              nameOf={(name) => t(`models.${name as "log-log"}`)}
            />
            <ScoreGroups title={t("byApprover")} groups={scorecard.approvers} nameOf={(name) => name} />
          </div>
          <Card
            title={t("byPrice")}
            {...(rows.length < changes
              ? { description: t("scoreNewest", { shown: rows.length, all: changes }) }
              : {})}
          >
            <ul className="flex flex-col">
              {rows.map((row) => (
                <ScoreRow
                  key={row.proposal.id}
                  store={store}
                  row={row}
                  onBack={
                    revertAction && row.verdict === "below-today" && row.proposal.status === "active"
                      ? () => void goBack(row)
                      : undefined
                  }
                />
              ))}
            </ul>
          </Card>
        </div>
      )}
    </>
  );
}

function ScoreGroups({
  title,
  groups,
  nameOf,
}: {
  title: string;
  groups: readonly ScoreGroup[];
  nameOf: (name: string) => string;
}) {
  const t = useTranslations("pricing");
  const format = useFormat();
  return (
    <Card title={title}>
      <ul className="flex flex-col">
        {groups.map((group) => (
          <li key={group.name} className="flex flex-col gap-0.5 border-b py-2 text-sm last:border-0">
            <span className="font-medium">{nameOf(group.name)}</span>
            <span data-figures className="text-ink-soft text-xs">
              {t("groupLine", { changes: group.changes, judged: group.judged, kept: group.kept })}
            </span>
            {group.judged > 0 ? (
              <span data-figures className="text-ink-soft text-xs">
                {t("groupMoney", {
                  expected: format.money(group.expectedMinor),
                  realised: format.money(group.realisedMinor),
                })}
              </span>
            ) : null}
          </li>
        ))}
      </ul>
    </Card>
  );
}

function ScoreRow({
  store,
  row,
  onBack,
}: {
  store: string;
  row: ScoredPrice;
  onBack?: (() => void) | undefined;
}) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const words = usePricingWords();
  const { proposal, realised, verdict, expectedUnits, expectedProfitMinor } = row;
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b py-2.5 text-sm last:border-0">
      <Link
        href={`/${store}/pricing/products/${proposal.product.id}`}
        className="min-w-40 flex-1 truncate font-medium underline-offset-4 hover:underline"
      >
        {words.name(proposal.product)}
      </Link>
      <PriceStep proposal={proposal} />
      <Badge tone={TONES[verdict]}>{t(`verdicts.${verdict}`)}</Badge>
      <span data-figures className="w-full text-ink-soft text-xs">
        {t("realisedLine", {
          days: Math.floor(realised.days),
          units: format.number(realised.units),
          expectedUnits: format.number(expectedUnits, { decimals: 0 }),
          profit: format.money(realised.profitMinor),
          expectedProfit: format.money(expectedProfitMinor),
        })}
      </span>
      {onBack ? (
        <Button size="sm" onClick={onBack}>
          {t("revert")}
        </Button>
      ) : null}
    </li>
  );
}
