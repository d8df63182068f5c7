"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import type { PricingPolicyView } from "@/lib/contracts/pricing";
import { GUARDRAIL_FIELDS, targetKey } from "@/lib/domain/pricing/policy-changes";
import type { PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { PolicyChangeList } from "./policy-preview";
import { PolicyPriceSets } from "./policy-price-sets";
import { useTargetName } from "./policy-rules";
import { usePolicyWords } from "./use-policy-words";

const APPROVAL = ["selfChange", "askBelowMargin", "askFromStakeMinor", "askCategories"] as const;

export interface PolicyCardProps {
  readonly policy: PricingPolicyView;
  /** The version before it; what differs is what there is to approve. */
  readonly before: PricingPolicy | undefined;
  readonly names: Readonly<Record<string, string>>;
  readonly onApprove?: (() => void) | undefined;
  /** Writes a version with this one's content. */
  readonly onTakeUp?: (() => void) | undefined;
}

/** One version: what it says, what it changed, who wrote and who approved it. */
export function PolicyCard({ policy, before, names, onApprove, onTakeUp }: PolicyCardProps) {
  const t = useTranslations("pricing-policies");
  const words = useTranslations("pricing");
  const format = useFormat();
  const waits = policy.version > 0 && !policy.approvedAt;
  const isOpen = policy.current || waits;
  return (
    <Card
      title={policy.version === 0 ? words("builtIn") : words("version", { version: policy.version })}
      description={
        <>
          {policy.createdByName
            ? words("byLine", { name: policy.createdByName, time: format.dateTime(policy.createdAt) })
            : words("builtInWhat")}
          {policy.approvedByName
            ? ` · ${words("approvedBy", { name: policy.approvedByName, time: format.dateTime(policy.approvedAt) })}`
            : null}
        </>
      }
      actions={
        <>
          {policy.current ? (
            <Badge tone="accent">{words("holds")}</Badge>
          ) : waits ? (
            <Badge tone="wait">{words("status.proposed")}</Badge>
          ) : null}
          {onApprove ? (
            <Button size="sm" variant="primary" onClick={onApprove}>
              {words("approve")}
            </Button>
          ) : null}
          {onTakeUp ? (
            <Button size="sm" onClick={onTakeUp}>
              {t("takeUp")}
            </Button>
          ) : null}
        </>
      }
    >
      {before ? (
        <div className="mb-4">
          <h3 className="mb-1 font-medium text-xs">{t("changed")}</h3>
          <PolicyChangeList before={before} after={policy.policy} names={names} />
        </div>
      ) : null}
      <details open={isOpen}>
        <summary className="mb-3 cursor-pointer text-ink-soft text-xs">{t("everything")}</summary>
        <PolicyFacts policy={policy.policy} names={names} />
        <PolicyPriceSets policy={policy.policy} />
      </details>
    </Card>
  );
}

function PolicyFacts({ policy, names }: { policy: PricingPolicy; names: Readonly<Record<string, string>> }) {
  const t = useTranslations("pricing-policies");
  const words = usePolicyWords(names);
  const targetName = useTargetName(names);
  const facts = [
    ...(["autonomy", "horizonWeeks", "proposalDays"] as const).map(
      (field) => [field, policy[field]] as const,
    ),
    ...GUARDRAIL_FIELDS.map((field) => [field, policy.guardrails[field] ?? null] as const),
    ...APPROVAL.map((field) => [field, policy.approval[field]] as const),
  ];
  return (
    <>
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {facts.map(([field, value]) => (
          <div key={field} className="flex items-baseline justify-between gap-3 border-b pb-1.5">
            <dt className="text-ink-soft">{words.field(field)}</dt>
            <dd data-figures className="text-right">
              {words.value(field, value)}
            </dd>
          </div>
        ))}
      </dl>
      {policy.ladders?.length ? (
        <section className="mt-4" aria-label={t("ladders")}>
          <h3 className="mb-1 font-medium text-xs">{t("ladders")}</h3>
          <ul className="flex flex-col gap-1 text-sm">
            {policy.ladders.map((ladder) => (
              <li key={ladder.name}>
                <span className="font-medium">{ladder.name}</span>{" "}
                <span className="text-ink-soft">{words.ladder(ladder)}</span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {policy.rules.length > 0 ? (
        <section className="mt-4" aria-label={t("rules")}>
          <h3 className="mb-1 font-medium text-xs">{t("rules")}</h3>
          <ul className="flex flex-col gap-1 text-sm">
            {policy.rules.map(({ guardrails, ...target }) => (
              <li key={targetKey(target)}>
                <span className="font-medium">{targetName(target)}</span>{" "}
                <span className="text-ink-soft">
                  {GUARDRAIL_FIELDS.filter((field) => guardrails[field] !== undefined)
                    .map((field) => `${words.field(field)} ${words.value(field, guardrails[field])}`)
                    .join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
    </>
  );
}
