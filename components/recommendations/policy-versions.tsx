"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { useFormat } from "@/components/ui/shop-format";
import type { PolicyVersionView } from "@/lib/contracts/ranking-policy";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { Placement } from "@/lib/domain/recommendations/placements";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import type { PolicyAction } from "./policy-action";
import { PolicyChanges } from "./policy-changes";
import { usePolicyAction } from "./use-policy-action";

export interface PolicyVersionsProps {
  readonly placement: Placement;
  readonly preview: RecommendationPreview;
  readonly versions: readonly PolicyVersionView[];
  readonly inForce: RankingPolicy;
  readonly onTry: (policy: RankingPolicy) => void;
  readonly publishAction?: PolicyAction | undefined;
}

/** What a version is to this list; the one that the shop began with has no author. */
interface Version extends Pick<PolicyVersionView, "version" | "content" | "share"> {
  /** Null for the one that the shop began with. */
  readonly id: string | null;
  readonly title: string;
  readonly by: string | null;
}

/** Versions shown before somebody asks for all. */
const SHOWN = 8;

/** Every version of this placement's policy: try one in the draft, or go back to it. */
export function PolicyVersions(props: PolicyVersionsProps) {
  const { placement, preview, versions, inForce, onTry, publishAction } = props;
  const t = useTranslations("recommendations");
  const format = useFormat();
  const run = usePolicyAction();
  const [asked, setAsked] = useState<Version | null>(null);
  const [all, setAll] = useState(false);
  if (versions.length === 0) return null;
  // What was saved since the newest one in force was never decided on.
  const decided = Math.max(0, ...versions.filter(({ share }) => share > 0).map(({ version }) => version));

  const started: Version = {
    ...{ id: null, version: 0, title: t("split.startName"), by: null, content: preview.start },
    share: preview.live.some(({ policyId }) => policyId === null) ? 1 : 0,
  };
  const shown: readonly Version[] = [
    ...(all ? versions : versions.slice(0, SHOWN)).map((one) => ({
      ...one,
      title: t("versionTitle", { version: one.version, name: one.name }),
      by: t("versionBy", { name: one.createdByName, time: format.dateTime(one.createdAt) }),
    })),
    started,
  ];

  async function publish() {
    if (!asked || !publishAction) return;
    const { id, version } = asked;
    const arms = id === null ? [] : [{ policyId: id, share: 1 }];
    const done = id === null ? t("publishedStart") : t("published", { version });
    await run(publishAction({ placement, arms }), done);
  }

  return (
    <Card title={t("versions")}>
      <ul className="flex flex-col gap-3 text-sm">
        {shown.map((version) => (
          <li key={version.id ?? "start"} className="flex flex-col gap-1">
            <span className="flex items-center gap-2">
              <span className="truncate font-medium">{version.title}</span>
              {version.share > 0 ? (
                <Badge tone="accent">
                  {t("inForceShare", { share: format.percent(version.share, { decimals: 0 }) })}
                </Badge>
              ) : version.version > decided ? (
                <Badge tone="wait">{t("waits")}</Badge>
              ) : null}
            </span>
            {version.by === null ? null : <span className="text-ink-soft text-xs">{version.by}</span>}
            <span className="flex gap-2">
              <Button size="sm" variant="ghost" onClick={() => onTry(version.content)}>
                {t("try")}
              </Button>
              {publishAction && version.share < 1 ? (
                <Button size="sm" variant="ghost" onClick={() => setAsked(version)}>
                  {t("putInForce")}
                </Button>
              ) : null}
            </span>
          </li>
        ))}
      </ul>
      {!all && versions.length > SHOWN ? (
        <Button size="sm" variant="ghost" onClick={() => setAll(true)}>
          {t("showAll", { count: versions.length })}
        </Button>
      ) : null}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={
          asked?.id === null
            ? t("putStartInForceTitle")
            : t("putInForceTitle", { version: asked?.version ?? 0 })
        }
        description={
          asked ? <PolicyChanges preview={preview} before={inForce} after={asked.content} /> : null
        }
        confirmLabel={t("putInForce")}
        onConfirm={publish}
      />
    </Card>
  );
}
