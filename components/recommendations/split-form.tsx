"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { RadioCards } from "@/components/ui/radio-cards";
import { useFormat } from "@/components/ui/shop-format";
import { MOST_ARMS, type PolicyVersionView, type RunningSplit } from "@/lib/contracts/ranking-policy";
import type { RecommendationPreview } from "@/lib/contracts/recommendation-preview";
import { ALLOCATIONS, type Allocation } from "@/lib/domain/recommendations/placement";
import { wholePercents } from "@/lib/domain/recommendations/whole-percents";
import type { PolicyActions } from "./policy-action";
import { type SplitChoice, SplitRow } from "./split-row";
import { usePolicyAction } from "./use-policy-action";

export interface SplitFormProps {
  readonly preview: RecommendationPreview;
  readonly versions: readonly PolicyVersionView[];
  readonly running: RunningSplit | null;
  readonly actions: PolicyActions;
  readonly onClose: () => void;
}

const NEWEST = 8;
/** Stands for the policy that every shop begins with, until it is saved as a version. */
const START = "start";

/** Two versions or more and their shares of the customers, fixed or moving; put into force or proposed. */
export function SplitForm({ preview, versions, running, actions, onClose }: SplitFormProps) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const run = usePolicyAction();
  const note = useId();
  const [shares, setShares] = useState(() => sharesNow(preview, running));
  const [allocation, setAllocation] = useState<Allocation>(running?.allocation ?? "fixed");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const start = preview.live.find(({ policyId }) => policyId === null);
  const offered: SplitChoice[] = [
    ...versions
      .filter(({ id }, k) => k < NEWEST || shares.has(id))
      .map(({ id, version, name }) => ({ id, name: t("versionTitle", { version, name }) })),
    ...(start && actions.save ? [{ id: START, name: t("split.startName") }] : []),
  ];
  const chosen = offered.filter(({ id }) => shares.has(id));
  const percents = chosen.map(({ id }) => shares.get(id) ?? null);
  const total = percents.reduce<number>((sum, percent) => sum + (percent ?? 0), 0);
  const problem = problemOf();

  function problemOf(): string | null {
    if (chosen.length < 2) return t("split.tooFew");
    if (chosen.length > MOST_ARMS) return t("split.tooMany", { most: MOST_ARMS });
    if (percents.some((percent) => percent === null || !Number.isInteger(percent) || percent < 1))
      return t("split.notWhole");
    return total === 100
      ? null
      : t("split.wrongSum", { total, gap: Math.abs(100 - total), over: String(total > 100) });
  }

  /** Who joins or leaves: the others share evenly. */
  function choose(id: string, joins: boolean) {
    const ids = offered.map((one) => one.id).filter((one) => (one === id ? joins : shares.has(one)));
    const even = wholePercents(ids.map(() => 1 / ids.length));
    setShares(new Map(ids.map((one, k) => [one, even[k]!])));
  }

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setTried(true);
    const send = actions.publish ?? actions.proposeSplit;
    if (problem || !send) return;
    const { placement } = preview;
    setBusy(true);
    try {
      const arms = [];
      for (const { id, name } of chosen) {
        const saved =
          id === START && start && actions.save
            ? await run(actions.save({ placement, name, content: start.content }))
            : { id };
        arms.push({ policyId: saved.id, share: shares.get(id)! / 100 });
      }
      await run(
        send({ placement, allocation, arms }),
        t(actions.publish ? "split.started" : "split.proposed"),
      );
      onClose();
    } catch {
      // Said already; what was filled in stays.
    } finally {
      setBusy(false);
    }
  }

  return (
    <form
      onSubmit={(event) => void submit(event)}
      aria-label={t("split.begin")}
      noValidate
      className="flex flex-col gap-4 rounded-md border bg-sunken p-3"
    >
      <fieldset className="flex min-w-0 flex-col gap-2" aria-describedby={note}>
        <legend className="mb-2 font-medium">{t("split.which")}</legend>
        {offered.map((choice) => (
          <SplitRow
            key={choice.id}
            choice={choice}
            percent={shares.get(choice.id)}
            onChoose={(joins) => choose(choice.id, joins)}
            onPercent={(percent) => setShares(new Map(shares).set(choice.id, percent))}
          />
        ))}
      </fieldset>
      <RadioCards
        label={t("split.how")}
        cards={ALLOCATIONS.map((value) => ({
          value,
          title: t(`split.allocations.${value}`),
          description: t(`split.means.${value}`),
        }))}
        value={allocation}
        onValueChange={setAllocation}
      />
      <p
        id={note}
        role={tried && problem ? "alert" : "status"}
        className={tried && problem ? "text-loss-text text-xs" : "text-ink-soft text-xs"}
      >
        {problem ??
          t("split.outcome", {
            shares: format.list(
              chosen.map(({ id, name }) =>
                t("split.outcomeOf", { share: format.percent(shares.get(id)! / 100, { decimals: 0 }), name }),
              ),
            ),
          })}
      </p>
      <div className="flex flex-wrap gap-2">
        <Button type="submit" size="sm" variant="primary" busy={busy}>
          {actions.publish ? t("split.start") : t("split.propose")}
        </Button>
        <Button size="sm" variant="ghost" disabled={busy} onClick={onClose}>
          {t("rules.cancel")}
        </Button>
      </div>
    </form>
  );
}

/** What is in force, in whole percents. */
function sharesNow(
  preview: RecommendationPreview,
  running: RunningSplit | null,
): ReadonlyMap<string, number | null> {
  const live = running?.arms ?? preview.live.slice(0, 1).map((one) => ({ ...one, share: 1 }));
  const percents = wholePercents(live.map(({ share }) => share));
  return new Map(live.map(({ policyId }, k) => [policyId ?? START, percents[k]!]));
}
