"use client";
import { useTranslations } from "next-intl";
import type { SentEvent } from "@/lib/domain/webhooks/webhook-event";

const KEYS = {
  ping: "ping",
  "price.activated": "priceActivated",
} as const satisfies Record<SentEvent, string>;

/** What a kind of event is called in the reader's language. */
export function useWebhookWords(): (event: SentEvent) => string {
  const t = useTranslations("settings.webhooks.kinds");
  return (event) => t(KEYS[event]);
}
