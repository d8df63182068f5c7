"use client";
import Plus from "lucide-react/icons/plus";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/select";
import { useCategoryWord } from "@/components/words/category-words";
import type { RuleTargetView } from "@/lib/contracts/pricing-policies";
import { type ChangeTarget, targetKey } from "@/lib/domain/pricing/policy-changes";
import type { GuardrailRule, Guardrails } from "@/lib/domain/pricing/pricing-policy";
import { GuardrailFields } from "./guardrail-fields";
import type { GuardrailTexts } from "./guardrail-texts";
import { ProductSearch } from "./product-search";

export type RuleTarget = Omit<GuardrailRule, "guardrails">;
export interface RuleDraft {
  readonly target: RuleTarget;
  readonly texts: GuardrailTexts;
}

export interface PolicyRulesProps {
  readonly store: string;
  readonly rules: readonly RuleDraft[];
  readonly names: Readonly<Record<string, string>>;
  readonly categories: readonly string[];
  readonly wrong: ReadonlyMap<string, readonly (keyof Guardrails)[]>;
  readonly onChange: (rules: readonly RuleDraft[]) => void;
  /** A product was picked: what it is called. */
  readonly onName: (id: string, name: string) => void;
}

const EMPTY: GuardrailTexts = {
  ...{
    minimumMargin: "",
    maximumMarkup: "",
    minimumAdvertisedMinor: "",
    maximumChange: "",
    minimumChange: "",
  },
  ...{ restDays: "", endings: "", competitor: "", siblingGap: "" },
};

/** What holds for a category, a parent or a product instead of the shop's guardrails, field by field. */
export function PolicyRules(props: PolicyRulesProps) {
  const { store, rules, categories, wrong, onChange, onName } = props;
  const t = useTranslations("pricing-policies");
  const name = useTargetName(props.names);
  const known = new Set(rules.map(({ target }) => targetKey(target)));

  function add(target: RuleTarget) {
    if (!known.has(targetKey(target))) onChange([...rules, { target, texts: EMPTY }]);
  }

  return (
    <section className="flex flex-col gap-3" aria-label={t("rules")}>
      <div>
        <h3 className="font-medium text-sm">{t("rules")}</h3>
        <p className="text-ink-soft text-xs">{t("rulesWhat")}</p>
      </div>
      {rules.map((rule, k) => {
        const key = targetKey(rule.target);
        const replace = (next: RuleDraft[]) =>
          onChange(rules.flatMap((one, at) => (at === k ? next : [one])));
        return (
          <details
            key={key}
            className="rounded-md border px-4 py-3"
            open={Object.values(rule.texts).every((x) => !x)}
          >
            <summary className="cursor-pointer font-medium text-sm">{name(rule.target)}</summary>
            <div className="mt-3 flex flex-col gap-4">
              <GuardrailFields
                isRule
                texts={rule.texts}
                wrong={wrong.get(key) ?? []}
                onChange={(texts) => replace([{ ...rule, texts }])}
              />
              <Button size="sm" variant="dangerQuiet" className="self-start" onClick={() => replace([])}>
                {t("removeRule")}
              </Button>
            </div>
          </details>
        );
      })}
      <AddRule store={store} categories={categories} onAdd={add} onName={onName} />
    </section>
  );
}

/** What a rule or a ladder is about, in words. */
export function useTargetName(names: Readonly<Record<string, string>>): (target: ChangeTarget) => string {
  const t = useTranslations("pricing-policies");
  const category = useCategoryWord();
  return (target) => {
    if (target.ladder !== undefined) return t("ladderNamed", { name: target.ladder });
    if (target.productId) return names[target.productId] ?? target.productId;
    if (target.groupId) return t("allVariants", { name: names[target.groupId] ?? target.groupId });
    return t("ofCategory", { category: category(target.category ?? "") });
  };
}

function AddRule({
  store,
  categories,
  onAdd,
  onName,
}: {
  store: string;
  categories: readonly string[];
  onAdd: (target: RuleTarget) => void;
  onName: (id: string, name: string) => void;
}) {
  const t = useTranslations("pricing-policies");
  const categoryWord = useCategoryWord();

  function pick(target: RuleTargetView, whole: boolean) {
    onName(whole ? target.groupId : target.id, target.name);
    onAdd(whole ? { groupId: target.groupId } : { productId: target.id });
  }

  return (
    <ProductSearch
      store={store}
      beside={
        <Select
          aria-label={t("addCategory")}
          placeholder={t("addCategory")}
          value=""
          options={categories.map((category) => ({ value: category, label: categoryWord(category) }))}
          onValueChange={(category) => onAdd({ category })}
        />
      }
      actions={(target, done) =>
        (target.variants > 1 ? [false, true] : [false]).map((whole) => (
          <Button
            key={String(whole)}
            size="sm"
            onClick={() => {
              pick(target, whole);
              done();
            }}
          >
            <Plus aria-hidden="true" />
            {whole ? t("withVariants", { count: target.variants }) : t("thisOne")}
          </Button>
        ))
      }
    />
  );
}
