"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";

/** Why a price was set or a product came back, in the reader's language; an unknown reason stays as it is. */
export function useReasonWord(kind: "reasons" | "returnReasons" = "reasons"): (reason: string) => string {
  const t = useTranslations("products");
  return useCallback(
    (reason) => {
      const key = `${kind}.${reason}` as Parameters<typeof t>[0];
      return /^[\w-]+$/.test(reason) && t.has(key) ? t(key) : reason;
    },
    [t, kind],
  );
}
