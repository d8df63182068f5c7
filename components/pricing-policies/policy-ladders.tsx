"use client";
import ArrowDown from "lucide-react/icons/arrow-down";
import ArrowUp from "lucide-react/icons/arrow-up";
import Plus from "lucide-react/icons/plus";
import X from "lucide-react/icons/x";
import { useTranslations } from "next-intl";
import { useId, useLayoutEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { type LadderProblem, MOST_LADDERS, MOST_RUNGS } from "@/lib/domain/pricing/price-ladder";
import { type LadderDraft, moveRung } from "./ladder-drafts";
import { ProductSearch } from "./product-search";
import { usePolicyWords } from "./use-policy-words";

export interface PolicyLaddersProps {
  readonly store: string;
  readonly ladders: readonly LadderDraft[];
  readonly names: Readonly<Record<string, string>>;
  readonly problems: readonly LadderProblem[];
  readonly onChange: (ladders: readonly LadderDraft[]) => void;
  /** A product was picked: what it is called. */
  readonly onName: (id: string, name: string) => void;
}

/** Products that keep their order, ladder by ladder. */
export function PolicyLadders({ ladders, problems, onChange, ...rest }: PolicyLaddersProps) {
  const t = useTranslations("pricing-policies");
  const add = () => onChange([...ladders, { key: crypto.randomUUID(), name: "", gap: "5", productIds: [] }]);
  return (
    <section className="flex flex-col gap-3" aria-label={t("ladders")}>
      <div>
        <h3 className="font-medium text-sm">{t("ladders")}</h3>
        <p className="text-ink-soft text-xs">{t("laddersWhat")}</p>
      </div>
      {ladders.map((ladder, k) => (
        <LadderEditor
          key={ladder.key}
          {...rest}
          ladder={ladder}
          problems={problems.filter(({ at }) => at === k)}
          onChange={(next) => onChange(ladders.map((one, at) => (at === k ? next : one)))}
          onRemove={() => onChange(ladders.filter((_, at) => at !== k))}
        />
      ))}
      <Button className="self-start" onClick={add} disabled={ladders.length >= MOST_LADDERS}>
        <Plus aria-hidden="true" />
        {t("addLadder")}
      </Button>
    </section>
  );
}

function LadderEditor({
  store,
  ladder,
  names,
  problems,
  onChange,
  onRemove,
  onName,
}: Omit<PolicyLaddersProps, "ladders" | "onChange"> & {
  readonly ladder: LadderDraft;
  readonly onChange: (ladder: LadderDraft) => void;
  readonly onRemove: () => void;
}) {
  const t = useTranslations("pricing-policies");
  const words = usePolicyWords(names);
  const problemsId = useId();
  const { name, gap, productIds } = ladder;
  const is = (...kinds: LadderProblem["kind"][]) => problems.find(({ kind }) => kinds.includes(kind));
  const [nameless, apart] = [is("NO_NAME", "SAME_NAME"), is("GAP")];
  const others = problems.filter((problem) => problem !== nameless && problem !== apart);
  const setRungs = (rungs: readonly string[]) => onChange({ ...ladder, productIds: rungs });

  return (
    <fieldset
      className="relative flex flex-col gap-3 rounded-md border px-4 py-3"
      aria-describedby={others.length > 0 ? problemsId : undefined}
    >
      <legend className="sr-only">{name || t("newLadder")}</legend>
      <div className="grid items-start gap-4 sm:grid-cols-[1fr_11rem]">
        <Field
          label={t("ladderName")}
          required
          {...(nameless ? { error: words.ladderProblem(nameless) } : {})}
        >
          <Input
            value={name}
            maxLength={80}
            placeholder={t("ladderNameExample")}
            onChange={(event) => onChange({ ...ladder, name: event.target.value })}
          />
        </Field>
        <Field
          label={`${t("ladderGap")} (%)`}
          required
          {...(apart ? { error: words.ladderProblem(apart) } : {})}
        >
          <Input
            value={gap}
            inputMode="decimal"
            onChange={(event) => onChange({ ...ladder, gap: event.target.value })}
          />
        </Field>
      </div>
      <Rungs productIds={productIds} names={names} onChange={setRungs} />
      {others.length > 0 ? (
        <p id={problemsId} role="alert" className="text-loss-text text-xs">
          {others.map(words.ladderProblem).join(" ")}
        </p>
      ) : null}
      <ProductSearch
        store={store}
        actions={(target, done) => (
          <Button
            size="sm"
            disabled={productIds.includes(target.id) || productIds.length >= MOST_RUNGS}
            onClick={() => {
              onName(target.id, target.name);
              setRungs([...productIds, target.id]);
              done();
            }}
          >
            <Plus aria-hidden="true" />
            {t(productIds.includes(target.id) ? "onLadder" : "addRung")}
          </Button>
        )}
      />
      <Button size="sm" variant="dangerQuiet" className="self-start" onClick={onRemove}>
        {t("removeLadder")}
      </Button>
    </fieldset>
  );
}

/** The products from the cheapest to the dearest, each with buttons to move and to remove it. */
function Rungs({
  productIds,
  names,
  onChange,
}: {
  productIds: readonly string[];
  names: Readonly<Record<string, string>>;
  onChange: (productIds: readonly string[]) => void;
}) {
  const t = useTranslations("pricing-policies");
  const list = useRef<HTMLOListElement>(null);
  const [moved, setMoved] = useState<{ productId: string; by: -1 | 1 }>();

  // A row that changes places loses the focus; the keyboard goes on with the same button, or at the end with the other.
  useLayoutEffect(() => {
    if (!moved) return;
    const row = list.current?.querySelector(`[data-rung="${moved.productId}"]`);
    const [up, down] = row?.querySelectorAll("button") ?? [];
    const button = moved.by < 0 ? up : down;
    (button?.disabled ? (moved.by < 0 ? down : up) : button)?.focus();
  }, [moved]);

  function move(productId: string, by: -1 | 1) {
    onChange(moveRung(productIds, productId, by));
    setMoved({ productId, by });
  }

  if (productIds.length === 0) return <p className="text-ink-soft text-sm">{t("noRungs")}</p>;
  const place = moved ? productIds.indexOf(moved.productId) : -1;
  return (
    <div>
      <p className="mb-1 text-ink-faint text-xs">{t("rungsOrder")}</p>
      <ol ref={list} className="flex flex-col text-sm">
        {productIds.map((productId, k) => {
          const product = names[productId] ?? productId;
          return (
            <li
              key={productId}
              data-rung={productId}
              className="flex items-center gap-1 border-b py-1 last:border-0"
            >
              <span data-figures className="w-6 text-ink-faint">
                {k + 1}
              </span>
              <span className="min-w-0 flex-1 truncate">{product}</span>
              <Button
                size="iconSm"
                variant="ghost"
                aria-label={t("moveUp", { product })}
                disabled={k === 0}
                onClick={() => move(productId, -1)}
              >
                <ArrowUp aria-hidden="true" />
              </Button>
              <Button
                size="iconSm"
                variant="ghost"
                aria-label={t("moveDown", { product })}
                disabled={k === productIds.length - 1}
                onClick={() => move(productId, 1)}
              >
                <ArrowDown aria-hidden="true" />
              </Button>
              <Button
                size="iconSm"
                variant="ghost"
                aria-label={t("removeRung", { product })}
                onClick={() => onChange(productIds.filter((id) => id !== productId))}
              >
                <X aria-hidden="true" />
              </Button>
            </li>
          );
        })}
      </ol>
      <p aria-live="polite" className="sr-only">
        {moved && place >= 0
          ? t("rungMoved", {
              product: names[moved.productId] ?? moved.productId,
              place: place + 1,
              of: productIds.length,
            })
          : null}
      </p>
    </div>
  );
}
