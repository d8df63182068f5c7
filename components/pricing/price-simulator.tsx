"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ProductPriceView } from "@/lib/contracts/pricing";
import { toMajorUnits, toMinorUnits } from "@/lib/domain/minor-units";
import { brokenRules, type ChangeRules } from "@/lib/domain/pricing/broken-rules";
import { MOST_SIMULATED_WEEKS, outcomeOverWeeks } from "@/lib/domain/pricing/outcome-over-weeks";
import type { ExpectedOutcome } from "@/lib/domain/pricing/price-proposal";
import { LATEST_START_DAYS } from "@/lib/domain/pricing/start-day";
import { dateIn, startOfDate } from "@/lib/domain/zoned-time";
import { interpolateOutcome } from "./interpolate-outcome";
import type { AnswerAction } from "./pricing-actions";
import { usePricingWords } from "./use-pricing-words";

const DAY_MS = 86_400_000;

/** "At 19.90 for six weeks": what a price of the reader's own is expected to bring, and a way to propose it. */
export function PriceSimulator({
  view,
  proposeAction,
}: {
  view: ProductPriceView;
  proposeAction?: AnswerAction | undefined;
}) {
  const t = useTranslations("pricing");
  const ask = useAsk();
  const format = useFormat();
  const words = usePricingWords();
  const router = useRouter();
  const [typed, setTyped] = useState(toMajorUnits(view.priceMinor ?? 0, format.currency));
  const [weeks, setWeeks] = useState(String(view.horizonWeeks));
  const [day, setDay] = useState("");
  const [busy, setBusy] = useState(false);
  const now = new Date(format.now ?? Date.now());
  const priceMinor = toMinorUnits(Number(typed), format.currency);
  const asked = Number(weeks);
  const isSpan = Number.isInteger(asked) && asked >= 1 && asked <= MOST_SIMULATED_WEEKS;
  const over = (told: ExpectedOutcome | null) =>
    told && isSpan && view.dispersion !== null
      ? outcomeOverWeeks(told, asked, { horizonWeeks: view.horizonWeeks, dispersion: view.dispersion })
      : null;
  const outcome = over(interpolateOutcome(view.curve, priceMinor));
  const today = over(view.today);
  const gain = outcome && today ? outcome.profitMinor.expected - today.profitMinor.expected : null;
  const broken = view.rules && priceMinor > 0 ? brokenRules(priceMinor, rulesOn(view.rules, day)) : [];
  const isOpen = view.rules !== null && priceMinor > 0 && broken.length === 0;

  /** Rest is counted to the day the price is to hold from. */
  function rulesOn(rules: ChangeRules, from: string): ChangeRules {
    if (!from || rules.daysSinceChange === null) return rules;
    const ahead = Math.ceil((startOfDate(from, format.timeZone).getTime() - now.getTime()) / DAY_MS);
    return { ...rules, daysSinceChange: rules.daysSinceChange + Math.max(0, ahead) };
  }

  async function propose(event: FormEvent) {
    event.preventDefault();
    setBusy(true);
    const effectiveAt = day ? startOfDate(day, format.timeZone).toISOString() : null;
    const result = await ask(
      proposeAction?.({ productId: view.product.id, toMinor: priceMinor, effectiveAt }),
    );
    setBusy(false);
    if (!result) return;
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    setDay("");
    notify.done(t("proposedDone"));
    router.refresh();
  }

  return (
    <Card
      title={t("simulate")}
      description={t("simulateHint", { weeks: isSpan ? asked : view.horizonWeeks })}
    >
      <form className="flex flex-col gap-4" onSubmit={(event) => void propose(event)}>
        <Field
          label={t("price")}
          hint={t("rangeHint", { least: format.money(view.leastMinor), most: format.money(view.mostMinor) })}
          error={broken.length > 0 ? broken.map(words.broken).join(" ") : undefined}
        >
          <Input
            type="number"
            step="any"
            min="0"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
            className="max-w-36"
          />
        </Field>
        <Field
          label={t("forWeeks")}
          hint={asked === view.horizonWeeks ? undefined : t("forWeeksHint", { weeks: view.horizonWeeks })}
          error={isSpan ? undefined : t("forWeeksWrong", { most: MOST_SIMULATED_WEEKS })}
        >
          <Input
            type="number"
            step="1"
            min="1"
            max={MOST_SIMULATED_WEEKS}
            value={weeks}
            onChange={(event) => setWeeks(event.target.value)}
            className="max-w-24"
          />
        </Field>
        {outcome ? (
          <p className="text-sm" aria-live="polite">
            {t("simulated", {
              units: format.number(outcome.units.expected, { decimals: 0 }),
              low: format.number(outcome.units.low, { decimals: 0 }),
              high: format.number(outcome.units.high, { decimals: 0 }),
              profit: format.money(outcome.profitMinor.expected),
              gain: format.money(gain, { signed: true }),
            })}
          </p>
        ) : isSpan ? (
          <p className="text-ink-soft text-sm">{t("outsideCurve")}</p>
        ) : null}
        {proposeAction ? (
          <>
            <Field label={t("fromDay")} hint={t("proposeDayHint")} optional>
              <Input
                type="date"
                value={day}
                onChange={(event) => setDay(event.target.value)}
                min={dateIn(format.timeZone, now)}
                max={dateIn(format.timeZone, new Date(now.getTime() + LATEST_START_DAYS * DAY_MS))}
                className="max-w-48"
              />
            </Field>
            <Button
              type="submit"
              variant="primary"
              className="self-start"
              busy={busy}
              disabled={!isOpen || priceMinor === view.priceMinor}
            >
              {day ? t("proposeFrom", { day: format.day(startOfDate(day, format.timeZone)) }) : t("propose")}
            </Button>
          </>
        ) : null}
      </form>
    </Card>
  );
}
