"use client";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { PricingPolicyView } from "@/lib/contracts/pricing";
import type { PricingPoliciesView } from "@/lib/contracts/pricing-policies";
import { PolicyCard } from "./policy-card";
import type { PreviewPolicy, SavePolicy } from "./policy-form";

const PolicyForm = dynamic(() => import("./policy-form").then((module) => module.PolicyForm), { ssr: false });

export interface PricingPoliciesProps {
  readonly store: string;
  readonly view: PricingPoliciesView;
  readonly saveAction?: SavePolicy | undefined;
  readonly previewAction?: PreviewPolicy | undefined;
  readonly approveAction?: ((input: unknown) => Promise<ActionResult<unknown>>) | undefined;
}

/** How the shop sets prices: the version that holds, those that wait for a second person, and the next one. */
export function PricingPolicies({
  store,
  view,
  saveAction,
  previewAction,
  approveAction,
}: PricingPoliciesProps) {
  const { policies, names, categories } = view;
  const t = useTranslations("pricing");
  const ask = useAsk();
  const router = useRouter();
  const [writing, setWriting] = useState(false);
  const current = policies.find((policy) => policy.current) ?? policies[0];
  const newest = policies[0]?.version;

  async function approve(version: number) {
    const result = await ask(approveAction?.({ version }));
    if (result?.ok) notify.done(t("policyApproved", { version }));
    else if (result) notify.failed(result.error.message);
    router.refresh();
  }

  /** The way back is a version like any other: it waits for another manager. Its price sets stay behind. */
  async function takeUp({ policy }: PricingPolicyView) {
    const { priceSets: _, ...content } = policy;
    const result = await ask(saveAction?.(content));
    if (result?.ok) notify.done(t("policySaved", { version: result.data.version }));
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
        {policies.map((policy, k) => (
          <PolicyCard
            key={policy.version}
            policy={policy}
            before={policies[k + 1]?.policy}
            names={names}
            onApprove={
              approveAction &&
              !policy.approvedAt &&
              policy.version === newest &&
              policy.version > 0 &&
              !policy.own
                ? () => void approve(policy.version)
                : undefined
            }
            onTakeUp={
              saveAction && !policy.current && policy.version !== newest
                ? () => void takeUp(policy)
                : undefined
            }
          />
        ))}
      </div>
      {saveAction && previewAction && current && writing ? (
        <PolicyForm
          store={store}
          onOpenChange={setWriting}
          from={current.policy}
          names={names}
          categories={categories}
          saveAction={saveAction}
          previewAction={previewAction}
          onSaved={() => router.refresh()}
        />
      ) : null}
    </>
  );
}
