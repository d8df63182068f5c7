"use client";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { useFormat } from "@/components/ui/shop-format";
import { useFeatureWords } from "@/components/words/feature-words";
import { shopWord } from "@/components/words/shop-word";
import type { AuditEntry } from "@/lib/contracts/audit";
import { parseFeatureColumn } from "@/lib/domain/features/customer-features";
import { MISSING } from "@/lib/i18n/format";

/** A change of price stands in minor units under these names. */
const ENDS = ["from", "to"];

/** Says what was done and its particulars in the reader's language; a word that we have none for stays as written. */
export function useAuditWords() {
  const t = useTranslations("settings");
  const format = useFormat();
  const features = useFeatureWords();
  return useMemo(() => {
    const wordOf = (group: "actions" | "details" | "values", word: string) =>
      shopWord(t, `${group}.${word.replaceAll(".", "-")}`, word);

    function textOf(entry: AuditEntry, name: string, value: unknown): string {
      if (value === null || value === undefined) return MISSING;
      if (typeof value === "boolean") return t(value ? "allowed" : "notAllowed");
      if (Array.isArray(value)) return format.list(value.map((part) => textOf(entry, name, part)));
      if (typeof value === "number")
        return entry.action.startsWith("price.") && ENDS.includes(name)
          ? format.money(value)
          : name === "seed"
            ? String(value)
            : format.number(value);
      const word = String(value);
      return parseFeatureColumn(word) ? features.label(word) : wordOf("values", word);
    }

    /** "501 created" for a count of an import, whose name is of two parts: "ratings.created". */
    function countOf(name: string, value: unknown): string | null {
      const [kind = name, outcome = ""] = name.split(".");
      if (typeof value !== "number" || value === 0) return null;
      return t("detailCount", {
        name: wordOf("details", kind),
        count: format.number(value),
        outcome: wordOf("values", outcome),
      });
    }

    function detail(entry: AuditEntry): string {
      const { from, to, ...others } = entry.detail;
      const change =
        from === undefined || to === undefined
          ? null
          : `${textOf(entry, "from", from)} → ${textOf(entry, "to", to)}`;
      const told = Object.entries(change ? others : entry.detail).map(([name, value]) => {
        if (name.includes(".")) return countOf(name, value);
        if (value === null || (name === "bad" && value === 0)) return null;
        return t("detailPart", { name: wordOf("details", name), value: textOf(entry, name, value) });
      });
      return [change, ...told].filter((part) => part !== null).join(" · ");
    }
    return { action: ({ action }: AuditEntry) => wordOf("actions", action), detail };
  }, [t, format, features]);
}
