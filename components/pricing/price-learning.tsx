"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { ProductPriceView } from "@/lib/contracts/pricing";

export type ProposeSetAction = (input: unknown) => Promise<ActionResult<{ version: number }>>;

const WEEKS = 8;
const LEAST_PRICES = 2;

/** What sales since the last run add to the model's belief, and the set of prices that a sampler may learn among. */
export function PriceLearning({
  view,
  proposeSetAction,
}: {
  view: ProductPriceView;
  proposeSetAction?: ProposeSetAction | undefined;
}) {
  const t = useTranslations("pricing.learning");
  const format = useFormat();
  const { learned, priceSet } = view;
  const elasticity = (value: number) => format.number(value, { decimals: 2, fixed: true });
  if (!view.model) return null;
  return (
    <>
      <Card title={t("title")}>
        <p className="max-w-prose text-sm">
          {learned
            ? t("line", {
                days: Math.round(learned.days),
                since: format.date(learned.since),
                units: format.number(learned.units),
                expected: format.number(learned.expectedUnits, { decimals: 1 }),
                before: elasticity(learned.before),
                after: elasticity(learned.after.value),
                low: elasticity(learned.after.low),
                high: elasticity(learned.after.high),
              })
            : t("none")}
        </p>
        <Draws view={view} />
      </Card>
      <Card title={t("setTitle")} description={t("setWhat")}>
        {priceSet ? (
          <p className="text-sm">
            {t("setHolds", {
              prices: priceSet.pricesMinor.map((price) => format.money(price)).join(" · "),
              until: format.date(priceSet.until),
              days: priceSet.everyDays,
            })}
          </p>
        ) : view.worthTrying.length < LEAST_PRICES ? (
          <p className="text-ink-soft text-sm">{t("setNone")}</p>
        ) : (
          <AskForSet view={view} proposeSetAction={proposeSetAction} />
        )}
      </Card>
    </>
  );
}

function AskForSet({
  view,
  proposeSetAction,
}: {
  view: ProductPriceView;
  proposeSetAction?: ProposeSetAction | undefined;
}) {
  const t = useTranslations("pricing.learning");
  const ask = useAsk();
  const format = useFormat();
  const router = useRouter();
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set(view.worthTrying));
  const [busy, setBusy] = useState(false);

  async function askForSet() {
    setBusy(true);
    const pricesMinor = view.worthTrying.filter((price) => chosen.has(price));
    const result = await ask(proposeSetAction?.({ productId: view.product.id, pricesMinor, weeks: WEEKS }));
    setBusy(false);
    if (result?.ok) notify.done(t("asked", { version: result.data.version }));
    else if (result) notify.failed(result.error.message);
    router.refresh();
  }

  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="mb-2 font-medium text-xs">{t("prices")}</legend>
      <div className="flex flex-wrap gap-x-5 gap-y-2">
        {view.worthTrying.map((price) => (
          <label key={price} htmlFor={`try-${price}`} className="inline-flex items-center gap-2 text-sm">
            <Checkbox
              id={`try-${price}`}
              checked={chosen.has(price)}
              disabled={!proposeSetAction}
              onCheckedChange={(on) => {
                const next = new Set(chosen);
                if (on === true) next.add(price);
                else next.delete(price);
                setChosen(next);
              }}
            />
            <span data-figures>{format.money(price)}</span>
          </label>
        ))}
      </div>
      {proposeSetAction ? (
        <Button
          className="self-start"
          busy={busy}
          disabled={chosen.size < LEAST_PRICES}
          onClick={() => void askForSet()}
        >
          {t("ask")}
        </Button>
      ) : null}
    </fieldset>
  );
}

/** The prices that the sampler charged, newest first. */
function Draws({ view }: { view: ProductPriceView }) {
  const t = useTranslations("pricing.learning");
  const format = useFormat();
  const draws = view.proposals.flatMap(({ id, toMinor, activatedAt, evidence: { sample } }) =>
    sample && activatedAt ? [{ id, toMinor, activatedAt, sample }] : [],
  );
  if (draws.length === 0) return null;
  return (
    <section className="mt-4" aria-label={t("draws")}>
      <h3 className="mb-1 font-medium text-xs">{t("draws")}</h3>
      <ul className="flex flex-col gap-1.5 text-sm">
        {draws.map(({ id, toMinor, activatedAt, sample }) => (
          <li key={id}>
            <span data-figures>{format.money(toMinor)}</span>, {format.date(activatedAt)}{" "}
            <span className="text-ink-soft">
              {t("drawLine", {
                elasticity: format.number(sample.elasticity, { decimals: 2, fixed: true }),
                mean: format.number(sample.mean, { decimals: 2, fixed: true }),
                deviation: format.number(sample.deviation, { decimals: 2, fixed: true }),
                units: format.number(sample.units),
              })}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
