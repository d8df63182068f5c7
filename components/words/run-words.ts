"use client";
import { useTranslations } from "next-intl";
import type { TrainingRunView } from "@/lib/contracts/training";
import { parseFeatureColumn } from "@/lib/domain/features/customer-features";

type Translate = ReturnType<typeof useTranslations<"training">>;
type Phase = Parameters<Translate>[0];

/** What a run is doing and why it failed, in the reader's language. */
export function useRunWords() {
  const t = useTranslations("training");
  const features = useTranslations("features");

  function phase(run: Pick<TrainingRunView, "progress" | "status">): string {
    if (run.status === "queued") return t("queued");
    const key = `phases.${run.progress?.phase ?? "starting"}` as Phase;
    return t.has(key) ? t(key) : t("status.running");
  }

  function failure(run: Pick<TrainingRunView, "failure" | "errorReference">): string | null {
    if (run.failure) {
      const key = `failure.${run.failure.code}` as Phase;
      const detail = { ...run.failure.detail };
      const named = typeof detail.feature === "string" ? parseFeatureColumn(detail.feature) : null;
      if (named) detail.feature = features(`${named.feature}.label`);
      return t.has(key) ? t(key, detail as never) : run.failure.code;
    }
    return run.errorReference ? t("unknownFailure") : null;
  }

  return { phase, failure };
}
