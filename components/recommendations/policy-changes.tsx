"use client";
import { useTranslations } from "next-intl";
import { useFormat } from "@/components/ui/shop-format";
import type { PolicyChange } from "@/lib/domain/recommendations/diff-policies";
import { SOURCES } from "@/lib/domain/recommendations/placements";
import { WEIGHT_NAMES } from "@/lib/domain/recommendations/policy";

/** Settings that differ, from what to what. */
export function PolicyChanges({ changes }: { changes: readonly PolicyChange[] }) {
  const t = useTranslations("recommendations");
  const format = useFormat();
  const nameOf = (path: string): string => {
    const [part, name] = path.split(".");
    const weight = WEIGHT_NAMES.find((one) => one === name);
    const source = SOURCES.find((one) => one === name);
    if (part === "weights" && weight) return t(`weight.${weight}`);
    if (part === "sources" && source) return t("ofSource", { source: t(`sources.${source}`) });
    if (path === "caps.category") return t("categoryCap");
    if (path === "bought.rule") return t("boughtBack");
    return path;
  };
  const say = (value: PolicyChange["before"]): string => {
    if (value === null) return t("noCap");
    if (typeof value === "number")
      return value <= 1 && !Number.isInteger(value)
        ? format.percent(value, { decimals: 0 })
        : format.number(value);
    if (value === "allow") return t("yes");
    return value === "never" ? t("no") : String(value);
  };
  return (
    <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1.5 text-sm">
      {changes.map(({ path, before, after }) => (
        <div key={path} className="contents">
          <dt className="truncate text-ink-soft">{nameOf(path)}</dt>
          <dd className="text-right tabular-nums">
            {say(before)} → <span className="font-medium">{say(after)}</span>
          </dd>
        </div>
      ))}
    </dl>
  );
}
