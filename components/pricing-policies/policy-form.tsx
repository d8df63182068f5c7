"use client";
import { useTranslations } from "next-intl";
import { type FormEvent, useId, useState } from "react";
import { Button } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { RadioCards } from "@/components/ui/radio-cards";
import { Sheet, SheetContent } from "@/components/ui/sheet";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import { useCategoryWord } from "@/components/words/category-words";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { PolicyPreview } from "@/lib/contracts/pricing-policies";
import { minorUnitsOf, toMinorUnits } from "@/lib/domain/minor-units";
import { targetKey } from "@/lib/domain/pricing/policy-changes";
import { type LadderProblem, ladderProblems } from "@/lib/domain/pricing/price-ladder";
import { AUTONOMY_LEVELS, type Guardrails, type PricingPolicy } from "@/lib/domain/pricing/pricing-policy";
import { GuardrailFields } from "./guardrail-fields";
import { fromTexts, mayBeNone, NONE, toShopTexts, toTexts } from "./guardrail-texts";
import { fromLadderDrafts, type LadderDraft, toLadderDrafts } from "./ladder-drafts";
import { PolicyLadders } from "./policy-ladders";
import { PolicyPreviewView } from "./policy-preview";
import { PolicyRules, type RuleDraft } from "./policy-rules";

export type SavePolicy = (input: unknown) => Promise<ActionResult<{ version: number }>>;
export type PreviewPolicy = (input: unknown) => Promise<ActionResult<PolicyPreview>>;

export interface PolicyFormProps {
  readonly store: string;
  readonly onOpenChange: (open: boolean) => void;
  /** The version that holds, which the next one is written from and held against. */
  readonly from: PricingPolicy;
  readonly names: Readonly<Record<string, string>>;
  readonly categories: readonly string[];
  readonly saveAction: SavePolicy;
  readonly previewAction: PreviewPolicy;
  readonly onSaved: () => void;
}

/** Writes the next version: every guardrail and approval rule, shop-wide and by exception, with what it would change. */
export function PolicyForm(props: PolicyFormProps) {
  const { store, onOpenChange, from, categories, saveAction, previewAction, onSaved } = props;
  const t = useTranslations("pricing-policies");
  const ask = useAsk();
  const words = useTranslations("pricing");
  const categoryWord = useCategoryWord();
  const { currency } = useFormat();
  const formId = useId();
  const [names, setNames] = useState(props.names);
  const [autonomy, setAutonomy] = useState(from.autonomy);
  const [texts, setTexts] = useState(() => toShopTexts(from.guardrails, currency));
  const [rules, setRules] = useState<readonly RuleDraft[]>(() =>
    from.rules.map(({ guardrails, ...target }) => ({ target, texts: toTexts(guardrails, currency) })),
  );
  const [plain, setPlain] = useState({
    selfChange: percent(from.approval.selfChange),
    askBelowMargin: percent(from.approval.askBelowMargin),
    askFromStake: String(from.approval.askFromStakeMinor / minorUnitsOf(currency)),
    horizonWeeks: String(from.horizonWeeks),
    proposalDays: String(from.proposalDays),
  });
  const [askCategories, setAskCategories] = useState<readonly string[]>(from.approval.askCategories);
  const [ladders, setLadders] = useState<readonly LadderDraft[]>(() => toLadderDrafts(from.ladders ?? []));
  const [problems, setProblems] = useState<readonly LadderProblem[]>([]);
  const [wrong, setWrong] = useState<ReadonlyMap<string, readonly (keyof Guardrails)[]>>(new Map());
  const [preview, setPreview] = useState<{ policy: PricingPolicy; shown: PolicyPreview }>();
  const [busy, setBusy] = useState<"preview" | "save">();

  /** What was typed as a policy; null where some of it cannot be read, which is then marked. */
  function typed(): PricingPolicy | null {
    const shop = fromTexts(texts, currency);
    const unlimited = Object.fromEntries(
      Object.entries(texts)
        .filter(([field, text]) => text.trim() === "" && mayBeNone(field as keyof Guardrails))
        .map(([field]) => [field, null]),
    );
    const endings = texts.endings.trim() === "" ? { endings: [] } : {};
    const missing = (["minimumMargin", "maximumChange", "minimumChange", "restDays"] as const).filter(
      (field) => texts[field].trim() === "" || texts[field].trim() === NONE,
    );
    const read = rules.map((rule) => ({ target: rule.target, ...fromTexts(rule.texts, currency) }));
    const marks = new Map(read.map((rule) => [targetKey(rule.target), rule.wrong] as const));
    marks.set(SHOP, [...new Set([...shop.wrong, ...missing])]);
    setWrong(marks);
    const readLadders = fromLadderDrafts(ladders);
    const found = ladderProblems(readLadders);
    setProblems(found);
    if (found.length > 0 || [...marks.values()].some((fields) => fields.length > 0)) return null;
    const { priceSets: _, ...rest } = from;
    return {
      ...rest,
      autonomy,
      horizonWeeks: Number(plain.horizonWeeks),
      proposalDays: Number(plain.proposalDays),
      guardrails: { ...from.guardrails, ...unlimited, ...endings, ...shop.guardrails },
      // A rule that says nothing is no rule.
      rules: read
        .filter(({ guardrails }) => Object.keys(guardrails).length > 0)
        .map(({ target, guardrails }) => ({ ...target, guardrails })),
      ladders: readLadders,
      approval: {
        selfChange: Number(plain.selfChange) / 100,
        askBelowMargin: Number(plain.askBelowMargin) / 100,
        askFromStakeMinor: toMinorUnits(Number(plain.askFromStake), currency),
        askCategories,
      },
    };
  }

  async function look() {
    const policy = typed();
    if (!policy) return notify.failed(t("mend"));
    setBusy("preview");
    const result = await ask(previewAction(policy));
    setBusy(undefined);
    if (result.ok) setPreview({ policy, shown: result.data });
    else notify.failed(result.error.message);
  }

  async function save(event: FormEvent) {
    event.preventDefault();
    const policy = typed();
    if (!policy) return notify.failed(t("mend"));
    setBusy("save");
    const result = await ask(saveAction(policy));
    setBusy(undefined);
    if (!result.ok) return notify.failed(result.error.message);
    notify.done(words("policySaved", { version: result.data.version }));
    onOpenChange(false);
    onSaved();
  }

  const learnName = (id: string, name: string) => setNames((before) => ({ ...before, [id]: name }));
  const number = (key: keyof typeof plain, label: string, max: number) => (
    <Field label={label} required>
      <Input
        type="number"
        step="any"
        min={key === "horizonWeeks" || key === "proposalDays" ? 1 : 0}
        max={max}
        required
        value={plain[key]}
        onChange={(event) => setPlain({ ...plain, [key]: event.target.value })}
      />
    </Field>
  );

  return (
    <Sheet open onOpenChange={onOpenChange}>
      <SheetContent
        title={words("writePolicy")}
        description={words("policyHint")}
        footer={
          <>
            <Button onClick={() => void look()} busy={busy === "preview"}>
              {t("preview")}
            </Button>
            <Button type="submit" form={formId} variant="primary" busy={busy === "save"}>
              {words("savePolicy")}
            </Button>
          </>
        }
      >
        <form id={formId} onSubmit={(event) => void save(event)} className="flex flex-col gap-6">
          {preview ? (
            <PolicyPreviewView before={from} after={preview.policy} preview={preview.shown} names={names} />
          ) : null}
          <RadioCards
            label={words("autonomy")}
            value={autonomy}
            onValueChange={setAutonomy}
            cards={AUTONOMY_LEVELS.map((level) => ({
              value: level,
              title: words(`autonomyLevels.${level}`),
              description: words(`autonomyWhat.${level}`),
            }))}
          />
          <section className="flex flex-col gap-3" aria-label={t("guardrails")}>
            <h3 className="font-medium text-sm">{t("guardrails")}</h3>
            <GuardrailFields texts={texts} onChange={setTexts} wrong={wrong.get(SHOP) ?? []} />
          </section>
          <PolicyRules
            store={store}
            rules={rules}
            names={names}
            categories={categories}
            wrong={wrong}
            onChange={setRules}
            onName={learnName}
          />
          <PolicyLadders
            store={store}
            ladders={ladders}
            names={names}
            problems={problems}
            onChange={setLadders}
            onName={learnName}
          />
          <section className="flex flex-col gap-3" aria-label={t("approval")}>
            <h3 className="font-medium text-sm">{t("approval")}</h3>
            <div className="grid gap-4 sm:grid-cols-2">
              {number("selfChange", `${words("selfChange")} (%)`, 100)}
              {number("askBelowMargin", `${words("askBelowMargin")} (%)`, 100)}
              {number("askFromStake", `${words("askFromStake")} (${currency})`, 1e9)}
              {number("horizonWeeks", words("horizon"), 26)}
              {number("proposalDays", words("proposalDays"), 90)}
            </div>
            {categories.length > 0 ? (
              <fieldset className="flex flex-wrap gap-x-5 gap-y-2">
                <legend className="mb-1.5 font-medium text-sm">{t("fields.askCategories")}</legend>
                {categories.map((category) => (
                  <Field key={category} inline label={categoryWord(category)}>
                    <Checkbox
                      checked={askCategories.includes(category)}
                      onCheckedChange={(checked) =>
                        setAskCategories((before) =>
                          checked === true ? [...before, category] : before.filter((one) => one !== category),
                        )
                      }
                    />
                  </Field>
                ))}
              </fieldset>
            ) : null}
          </section>
        </form>
      </SheetContent>
    </Sheet>
  );
}

/** The key under which the shop's own guardrails are marked. */
const SHOP = "shop";

function percent(share: number): string {
  return String(Math.round(share * 1e6) / 1e4);
}
