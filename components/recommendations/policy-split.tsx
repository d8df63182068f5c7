"use client";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import type { PlacementSplit, PolicyVersionView } from "@/lib/contracts/ranking-policy";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { PolicyActions } from "./policy-action";

// Most placements have no split: what tells of one comes with the page that has it, and is shown once it can be pressed.
const SplitForm = dynamic(() => import("./split-form").then((module) => module.SplitForm), { ssr: false });
const ProposedSplit = dynamic(() => import("./proposed-split").then((module) => module.ProposedSplit), {
  ssr: false,
});
const RunningSplit = dynamic(() => import("./running-split").then((module) => module.RunningSplit), {
  ssr: false,
});

export interface PolicySplitProps {
  readonly preview: RecommendationPreview;
  readonly versions: readonly PolicyVersionView[];
  readonly split: PlacementSplit | undefined;
  readonly actions: PolicyActions;
}

/** Versions that share the placement's customers: what each brings, what is proposed, and how to share them anew. */
export function PolicySplit({ preview, versions, split, actions }: PolicySplitProps) {
  const t = useTranslations("recommendations.split");
  const [open, setOpen] = useState(false);
  const { placement } = preview;
  const running = split?.running ?? null;
  const proposed = split?.proposed ?? null;
  const maySplit = (actions.publish ?? actions.proposeSplit) !== undefined;
  if (versions.length === 0 || !(running || proposed || maySplit)) return null;
  return (
    <Card title={t("title")} description={running ? undefined : t("none")}>
      <div className="flex flex-col gap-4 text-sm">
        {running ? (
          <RunningSplit placement={placement} split={running} publishAction={actions.publish} />
        ) : null}
        {proposed ? <ProposedSplit placement={placement} proposal={proposed} actions={actions} /> : null}
        {open ? (
          <SplitForm
            preview={preview}
            versions={versions}
            running={running}
            actions={actions}
            onClose={() => setOpen(false)}
          />
        ) : maySplit ? (
          <Button size="sm" className="self-start" onClick={() => setOpen(true)}>
            {running ? t("change") : t("begin")}
          </Button>
        ) : null}
      </div>
    </Card>
  );
}
