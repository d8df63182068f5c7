"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** A product category in the reader's language; one that we have no word for stays as the shop wrote it. */
export function useCategoryWord(): (category: string) => string {
  const t = useTranslations("products");
  return useCallback(
    (category) => {
      const key = `categories.${category}` as Parameters<typeof t>[0];
      return /^[\w-]+$/.test(category) && t.has(key) ? t(key) : category;
    },
    [t],
  );
}
