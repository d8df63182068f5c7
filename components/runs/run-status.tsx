"use client";
import { useTranslations } from "next-intl";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import type { RunStatus } from "@/lib/domain/runs";

const TONES: Record<RunStatus, BadgeTone> = {
  queued: "neutral",
  running: "accent",
  succeeded: "outline",
  failed: "loss",
  cancelled: "neutral",
};

export function RunStatusBadge({ status }: { status: RunStatus }) {
  const t = useTranslations("training.status");
  return <Badge tone={TONES[status]}>{t(status)}</Badge>;
}
