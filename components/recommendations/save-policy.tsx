"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import type { Placement } from "@/lib/domain/recommendations/placements";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import type { PolicyActions } from "./policy-action";
import { PolicyChanges } from "./policy-changes";
import { ReplayCard } from "./replay-card";

export interface SavePolicyProps {
  readonly placement: Placement;
  readonly draft: RankingPolicy;
  readonly inForce: RankingPolicy;
  readonly preview: RecommendationPreview;
  readonly onReset: () => void;
  readonly actions: PolicyActions;
}

/** What the draft changes, and keeping it as a version, with or without putting it into force. */
export function SavePolicy(props: SavePolicyProps) {
  const { placement, draft, inForce, preview, onReset, actions } = props;
  const { save: saveAction, publish: publishAction, replay: replayAction } = actions;
  const t = useTranslations("recommendations");
  const ask = useAsk();
  const router = useRouter();
  const [busy, setBusy] = useState<"save" | "publish" | null>(null);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!saveAction) return;
    const pressed = (event.nativeEvent as SubmitEvent).submitter?.getAttribute("value");
    const publish = pressed === "publish" ? publishAction : undefined;
    const name = String(new FormData(event.currentTarget).get("name") ?? "").trim();
    setBusy(publish ? "publish" : "save");
    const saved = await ask(saveAction({ placement, name, content: draft }));
    const published =
      saved.ok && publish
        ? await ask(publish({ placement, arms: [{ policyId: saved.data.id, share: 1 }] }))
        : null;
    setBusy(null);
    const failed = saved.ok ? (published?.ok === false ? published : null) : saved;
    if (failed && !failed.ok) notify.failed(failed.error.message);
    if (!saved.ok) return;
    const { version } = saved.data;
    if (!failed) notify.done(t(published ? "published" : publishAction ? "saved" : "proposed", { version }));
    router.refresh();
  }

  return (
    <Card
      title={t("changes")}
      actions={
        <Button size="sm" variant="ghost" onClick={onReset}>
          {t("reset")}
        </Button>
      }
    >
      <PolicyChanges preview={preview} before={inForce} after={draft} />
      {replayAction ? <ReplayCard placement={placement} draft={draft} action={replayAction} /> : null}
      {saveAction ? (
        <form onSubmit={(event) => void submit(event)} className="mt-4 flex flex-col gap-3 border-t pt-4">
          <Field label={t("versionName")}>
            <Input name="name" maxLength={80} required placeholder={t("versionNameHint")} />
          </Field>
          <div className="flex flex-wrap gap-2">
            <Button type="submit" value="save" busy={busy === "save"} disabled={busy !== null}>
              {publishAction ? t("save") : t("propose")}
            </Button>
            {publishAction ? (
              <Button
                type="submit"
                value="publish"
                variant="primary"
                busy={busy === "publish"}
                disabled={busy !== null}
              >
                {t("saveAndPublish")}
              </Button>
            ) : null}
          </div>
        </form>
      ) : null}
    </Card>
  );
}
