"use client";
import { useTranslations } from "next-intl";
import { labelledVersion } from "@/lib/domain/recommendations/policy-label";

/** How a policy is called that lists were logged with: a version, or what made the lists before Souk did. */
export function usePolicyName(): (placement: string, label: string) => string {
  const t = useTranslations("recommendations");
  return (placement, label) => {
    const version = labelledVersion(placement, label);
    if (version === 0) return t("split.startName");
    if (version !== null) return t("modelVersion", { version });
    return label.startsWith("bestsellers") ? t("before.bestSellers") : t("before.other", { label });
  };
}

/** The name, with the logged one for whoever looks it up elsewhere. */
export function PolicyName({ placement, label }: { placement: string; label: string }) {
  return <span title={label}>{usePolicyName()(placement, label)}</span>;
}
