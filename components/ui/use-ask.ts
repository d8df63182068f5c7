"use client";
import { useTranslations } from "next-intl";
import { useCallback } from "react";
import type { ActionResult } from "@/lib/contracts/action-result";

interface Ask {
  <T>(answer: Promise<ActionResult<T>>): Promise<ActionResult<T>>;
  /** Undefined where the reader has no such action. */
  <T>(answer: Promise<ActionResult<T>> | undefined): Promise<ActionResult<T> | undefined>;
}

/** Waits for an action's answer; where none comes, because the server is away, that is the answer. */
export function useAsk(): Ask {
  const t = useTranslations("ui");
  return useCallback(
    async <T>(answer: Promise<ActionResult<T>> | undefined) => {
      try {
        return await answer;
      } catch {
        return { ok: false, error: { code: "UNAVAILABLE", message: t("serverSilent") } };
      }
    },
    [t],
  ) as Ask;
}
