"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { RadioCards } from "@/components/ui/radio-cards";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { PricingPolicyView } from "@/lib/contracts/pricing";
import { AUTONOMY_LEVELS, type Autonomy, type PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { toMajorUnits, toMinorUnits } from "./major-units";
import { PolicyPriceSets } from "./policy-price-sets";

export interface PricingPoliciesProps {
  readonly policies: readonly PricingPolicyView[];
  readonly saveAction?: ((input: unknown) => Promise<ActionResult<{ version: number }>>) | undefined;
  readonly approveAction?: ((input: unknown) => Promise<ActionResult<unknown>>) | undefined;
}

/** How the shop sets prices: the version that holds, those that wait for a second person, and the next one. */
export function PricingPolicies({ policies, saveAction, approveAction }: PricingPoliciesProps) {
  const t = useTranslations("pricing");
  const router = useRouter();
  const [writing, setWriting] = useState(false);
  const current = policies.find((policy) => policy.current) ?? policies[0];

  async function approve(version: number) {
    const result = await approveAction?.({ version });
    if (result?.ok) notify.done(t("policyApproved", { version }));
    else if (result) notify.failed(result.error.message);
    router.refresh();
  }

  return (
    <>
      <PageHeader
        title={t("policies")}
        finding={
          current ? t(`autonomyFinding.${current.policy.autonomy}`, { version: current.version }) : null
        }
        actions={
          saveAction ? (
            <Button variant="primary" onClick={() => setWriting(true)}>
              {t("writePolicy")}
            </Button>
          ) : null
        }
      />
      <div className="flex flex-col gap-4">
        {policies.map((policy) => (
          <PolicyCard
            key={policy.version}
            policy={policy}
            onApprove={
              approveAction && !policy.approvedAt && policy.version > 0 && !policy.own
                ? () => void approve(policy.version)
                : undefined
            }
          />
        ))}
      </div>
      {saveAction && current ? (
        <PolicyForm
          open={writing}
          onOpenChange={setWriting}
          from={current.policy}
          action={saveAction}
          onSaved={() => router.refresh()}
        />
      ) : null}
    </>
  );
}

function PolicyCard({
  policy,
  onApprove,
}: {
  policy: PricingPolicyView;
  onApprove?: (() => void) | undefined;
}) {
  const t = useTranslations("pricing");
  const format = useFormat();
  const { guardrails, approval, autonomy, horizonWeeks, proposalDays } = policy.policy;
  const waits = policy.version > 0 && !policy.approvedAt;
  const facts: [string, string][] = [
    [t("autonomy"), t(`autonomyLevels.${autonomy}`)],
    [t("minimumMargin"), format.percent(guardrails.minimumMargin)],
    [t("maximumChange"), format.percent(guardrails.maximumChange)],
    [t("minimumChange"), format.percent(guardrails.minimumChange)],
    [t("maximumMarkup"), guardrails.maximumMarkup === null ? "–" : format.number(guardrails.maximumMarkup)],
    [
      t("endings"),
      guardrails.endings.length > 0
        ? format.list(guardrails.endings.map((e) => `.${String(e).padStart(2, "0")}`))
        : t("anyEnding"),
    ],
    [
      t("competitorRule"),
      guardrails.competitor
        ? t(`against.${guardrails.competitor.against}`, {
            share: format.percent(guardrails.competitor.mostAbove),
          })
        : "–",
    ],
    [t("restDays"), format.number(guardrails.restDays)],
    [t("selfChange"), format.percent(approval.selfChange)],
    [t("askBelowMargin"), format.percent(approval.askBelowMargin)],
    [t("askFromStake"), format.money(approval.askFromStakeMinor)],
    [t("horizon"), t("weeks", { weeks: horizonWeeks })],
    [t("proposalDays"), format.number(proposalDays)],
  ];
  return (
    <Card
      title={policy.version === 0 ? t("builtIn") : t("version", { version: policy.version })}
      description={
        policy.createdByName
          ? t("byLine", { name: policy.createdByName, time: format.dateTime(policy.createdAt) })
          : t("builtInWhat")
      }
      actions={
        <>
          {policy.current ? (
            <Badge tone="accent">{t("holds")}</Badge>
          ) : waits ? (
            <Badge tone="wait">{t("status.proposed")}</Badge>
          ) : null}
          {onApprove ? (
            <Button size="sm" variant="primary" onClick={onApprove}>
              {t("approve")}
            </Button>
          ) : null}
        </>
      }
    >
      <dl className="grid gap-x-8 gap-y-2 text-sm sm:grid-cols-2 lg:grid-cols-3">
        {facts.map(([name, value]) => (
          <div key={name} className="flex items-baseline justify-between gap-3 border-b pb-1.5">
            <dt className="text-ink-soft">{name}</dt>
            <dd data-figures className="text-right">
              {value}
            </dd>
          </div>
        ))}
      </dl>
      <PolicyPriceSets policy={policy.policy} />
    </Card>
  );
}

function PolicyForm({
  open,
  onOpenChange,
  from,
  action,
  onSaved,
}: {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  from: PricingPolicy;
  action: NonNullable<PricingPoliciesProps["saveAction"]>;
  onSaved: () => void;
}) {
  const t = useTranslations("pricing");
  const { currency } = useFormat();
  const formId = useId();
  const [autonomy, setAutonomy] = useState<Autonomy>(from.autonomy);
  const [busy, setBusy] = useState(false);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const share = (name: string) => Number(form.get(name)) / 100;
    const endings = String(form.get("endings"))
      .split(/[\s,;]+/)
      .filter(Boolean)
      .map(Number);
    setBusy(true);
    const result = await action({
      ...from,
      autonomy,
      horizonWeeks: Number(form.get("horizonWeeks")),
      guardrails: {
        ...from.guardrails,
        minimumMargin: share("minimumMargin"),
        maximumChange: share("maximumChange"),
        minimumChange: share("minimumChange"),
        restDays: Number(form.get("restDays")),
        endings,
      },
      approval: {
        ...from.approval,
        selfChange: share("selfChange"),
        askBelowMargin: share("askBelowMargin"),
        askFromStakeMinor: toMinorUnits(Number(form.get("askFromStake")), currency),
      },
    } satisfies PricingPolicy);
    setBusy(false);
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    notify.done(t("policySaved", { version: result.data.version }));
    onOpenChange(false);
    onSaved();
  }

  const number = (name: string, label: string, value: number | string, max = 95) => (
    <Field label={label} required>
      <Input
        name={name}
        type="number"
        step="any"
        min={0}
        max={max}
        required
        defaultValue={value}
        className="max-w-32"
      />
    </Field>
  );
  const percent = (value: number) => Math.round(value * 1000) / 10;
  return (
    <Sheet open={open} onOpenChange={onOpenChange}>
      <SheetContent
        title={t("writePolicy")}
        description={t("policyHint")}
        footer={
          <Button type="submit" form={formId} variant="primary" busy={busy}>
            {t("savePolicy")}
          </Button>
        }
      >
        <form id={formId} onSubmit={(event) => void submit(event)} className="flex flex-col gap-5">
          <RadioCards
            label={t("autonomy")}
            value={autonomy}
            onValueChange={setAutonomy}
            cards={AUTONOMY_LEVELS.map((level) => ({
              value: level,
              title: t(`autonomyLevels.${level}`),
              description: t(`autonomyWhat.${level}`),
            }))}
          />
          <div className="grid grid-cols-2 gap-4">
            {number("minimumMargin", `${t("minimumMargin")} (%)`, percent(from.guardrails.minimumMargin))}
            {number("maximumChange", `${t("maximumChange")} (%)`, percent(from.guardrails.maximumChange), 90)}
            {number("minimumChange", `${t("minimumChange")} (%)`, percent(from.guardrails.minimumChange), 50)}
            {number("restDays", t("restDays"), from.guardrails.restDays, 365)}
            {number("selfChange", `${t("selfChange")} (%)`, percent(from.approval.selfChange), 100)}
            {number(
              "askBelowMargin",
              `${t("askBelowMargin")} (%)`,
              percent(from.approval.askBelowMargin),
              100,
            )}
            {number(
              "askFromStake",
              `${t("askFromStake")} (${currency})`,
              toMajorUnits(from.approval.askFromStakeMinor, currency),
              1e9,
            )}
            {number("horizonWeeks", t("horizon"), from.horizonWeeks, 26)}
          </div>
          <Field label={t("endings")} hint={t("endingsHint")} optional>
            <Input name="endings" defaultValue={from.guardrails.endings.join(", ")} />
          </Field>
        </form>
      </SheetContent>
    </Sheet>
  );
}
