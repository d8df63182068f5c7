"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ActionResult } from "@/lib/contracts/action-result";

/** Waits for an action's answer; where none comes, because the server is away, that is the answer. */
export function useAsk(): <T>(answer: Promise<ActionResult<T>>) => Promise<ActionResult<T>> {
  const t = useTranslations("ui");
  return useCallback(
    (answer) =>
      answer.catch(
        () => ({ ok: false, error: { code: "UNAVAILABLE", message: t("serverSilent") } }) as const,
      ),
    [t],
  );
}
