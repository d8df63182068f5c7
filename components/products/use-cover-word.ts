"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** How long stock lasts, in words: past a year nobody counts days. */
export function useCoverWord(): (coverDays: number) => string {
  const t = useTranslations("products");
  return useCallback(
    (coverDays) => (coverDays > 365 ? t("overAYear") : t("days", { days: Math.round(coverDays) })),
    [t],
  );
}
