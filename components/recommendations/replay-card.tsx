"use client";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { ReplayView } from "@/lib/contracts/recommendation-results";
import type { Placement } from "@/lib/domain/recommendations/placements";
import type { RankingPolicy } from "@/lib/domain/recommendations/policy";
import type { Estimate } from "@/lib/domain/recommendations/replay";

export type ReplayAction = (input: unknown) => Promise<ActionResult<ReplayView>>;

/** What the draft would have earned on the log, before it is saved. */
export function ReplayCard({
  placement,
  draft,
  action,
}: {
  placement: Placement;
  draft: RankingPolicy;
  action: ReplayAction;
}) {
  const t = useTranslations("recommendations");
  const ask = useAsk();
  const [busy, setBusy] = useState(false);
  const [made, setMade] = useState<{ readonly of: RankingPolicy; readonly view: ReplayView } | null>(null);

  async function run() {
    setBusy(true);
    const result = await ask(action({ placement, content: draft }));
    setBusy(false);
    if (result.ok) setMade({ of: draft, view: result.data });
    else notify.failed(result.error.message);
  }

  return (
    <div className="mt-4 flex flex-col gap-3 border-t pt-4 text-sm">
      <Button busy={busy} onClick={() => void run()}>
        {t("replay")}
      </Button>
      {made && made.of === draft ? <ReplayFigures view={made.view} /> : null}
    </div>
  );
}

function ReplayFigures({ view }: { view: ReplayView }) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const { difference, draft, coverage, since } = view;
  if (!difference || !draft.tells)
    return (
      <p className="text-ink-soft">
        {t("logCannotTell")}{" "}
        {draft.tells
          ? t("replayReason.in-force")
          : t(`replayReason.${draft.reason}`, {
              lists: draft.lists,
              support: format.percent(draft.support, { decimals: 0 }),
            })}
      </p>
    );
  const line = (name: string, { value, low, high }: Estimate, say: (amount: number) => string) => (
    <p>
      <span className="font-medium">{t("replayLine", { name, value: say(value) })}</span>{" "}
      <span className="text-ink-soft">{t("replayRange", { range: format.range(say(low), say(high)) })}</span>
    </p>
  );
  return (
    <div className="flex flex-col gap-1.5">
      {line(t("replayClicks"), difference.clicks, (value) =>
        format.number(value, { decimals: 1, signed: true }),
      )}
      {line(t("replayProfit"), difference.profitMinor, (value) =>
        format.money(value, { decimals: 0, signed: true }),
      )}
      {coverage ? (
        <p className="text-ink-soft">
          {t("replayCoverage", {
            before: format.percent(coverage.inForce, { decimals: 0 }),
            after: format.percent(coverage.draft, { decimals: 0 }),
          })}
        </p>
      ) : null}
      <p className="text-ink-soft text-xs">
        {t("replayBasis", {
          lists: draft.lists,
          day: format.date(since),
          support: format.percent(draft.support, { decimals: 0 }),
        })}
        {view.withoutCost > 0 ? ` ${t("withoutCost", { count: view.withoutCost })}` : null}
      </p>
    </div>
  );
}
