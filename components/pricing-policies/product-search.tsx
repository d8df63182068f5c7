"use client";
import { useQuery } from "@tanstack/react-query";
import { useTranslations } from "next-intl";
import { type ReactNode, useState } from "react";
import { Input } from "@/components/ui/input";
import { ruleTargets } from "@/lib/client/pricing";
import type { RuleTargetView } from "@/lib/contracts/pricing-policies";

export interface ProductSearchProps {
  readonly store: string;
  /** Another way to add, beside the field. */
  readonly beside?: ReactNode;
  /** What can be done with a product that was found; `done` empties the field. */
  readonly actions: (target: RuleTargetView, done: () => void) => ReactNode;
}

/** Finds products by a part of their name or SKU. */
export function ProductSearch({ store, beside, actions }: ProductSearchProps) {
  const t = useTranslations("pricing-policies");
  const [text, setText] = useState("");
  const { data: found, isPending } = useQuery(ruleTargets(store, text.trim()));
  return (
    <div className="flex flex-col gap-2 rounded-md border border-dashed p-3">
      <div className={beside ? "grid gap-2 sm:grid-cols-2" : undefined}>
        {beside}
        <Input
          aria-label={t("addProduct")}
          placeholder={t("addProduct")}
          value={text}
          onChange={(event) => setText(event.target.value)}
          // Looking for a product must not save the policy around it.
          onKeyDown={(event) => {
            if (event.key === "Enter") event.preventDefault();
          }}
        />
      </div>
      {text.trim() === "" || isPending ? null : (
        <ul className="flex flex-col gap-1 text-sm">
          {found?.map((target) => (
            <li key={target.id} className="flex flex-wrap items-center gap-2">
              <span className="min-w-0 flex-1 truncate">
                {target.name} <span className="text-ink-faint text-xs">{target.sku}</span>
              </span>
              {actions(target, () => setText(""))}
            </li>
          ))}
          {found?.length === 0 ? <li className="text-ink-soft">{t("noneFound")}</li> : null}
        </ul>
      )}
    </div>
  );
}
