"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Badge, type BadgeTone } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { useFormat } from "@/components/ui/shop-format";
import { Time } from "@/components/ui/time";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { WebhookDeliveryView } from "@/lib/contracts/webhooks";
import type { DeliveryStatus } from "@/lib/domain/webhooks/delivery";
import { useWebhookWords } from "./use-webhook-words";

const TONES: Readonly<Record<DeliveryStatus, BadgeTone>> = {
  waiting: "wait",
  delivered: "outline",
  failed: "loss",
};
const LOOK_AGAIN_MS = 3_000;

export interface WebhookDeliveriesProps {
  readonly deliveries: readonly WebhookDeliveryView[];
  readonly resendAction: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** What was sent last, what was answered, when it is tried again. */
export function WebhookDeliveries({ deliveries, resendAction }: WebhookDeliveriesProps) {
  const t = useTranslations("settings.webhooks");
  const ask = useAsk();
  const eventWord = useWebhookWords();
  const format = useFormat();
  const router = useRouter();
  // A delivery at its first attempt is on its way: its answer is seconds off.
  const underWay = deliveries.some(({ status, attempts }) => status === "waiting" && attempts <= 1);
  useEffect(() => {
    if (!underWay) return;
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [underWay, router]);

  async function resend(deliveryId: string) {
    const result = await ask(resendAction({ deliveryId }));
    if (result.ok) notify.done(t("resent"));
    else notify.failed(result.error.message);
    router.refresh();
  }

  return (
    <Card title={t("deliveries")} description={t("deliveriesHint")} flush>
      {deliveries.length === 0 ? (
        <p className="border-t px-5 py-4 text-ink-soft text-sm">{t("none")}</p>
      ) : (
        <ul className="divide-y border-t">
          {deliveries.map((delivery) => (
            <li key={delivery.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 py-3 text-sm">
              <span className="flex min-w-0 flex-1 basis-72 flex-col">
                <span className="flex flex-wrap items-center gap-2">
                  <span className="font-medium">{eventWord(delivery.event)}</span>
                  <Badge tone={TONES[delivery.status]}>{t(`statuses.${delivery.status}`)}</Badge>
                  {delivery.answerStatus === null ? null : (
                    <Badge tone="outline">{delivery.answerStatus}</Badge>
                  )}
                </span>
                <span className="break-all text-ink-soft text-xs">{delivery.url}</span>
                {delivery.answer ? (
                  <span className="line-clamp-2 break-all font-mono text-ink-faint text-xs">
                    {delivery.answer}
                  </span>
                ) : null}
              </span>
              <span className="text-ink-soft text-xs">
                {t("attempts", { count: delivery.attempts })}
                {delivery.dueAt && delivery.attempts > 0
                  ? ` · ${t("again", { time: format.dateTime(delivery.dueAt) })}`
                  : null}
              </span>
              <span className="text-ink-faint text-xs">
                <Time value={delivery.triedAt ?? delivery.createdAt} />
              </span>
              {delivery.canResend && delivery.status !== "waiting" ? (
                <Button size="sm" onClick={() => void resend(delivery.id)}>
                  {t("resend")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
      )}
    </Card>
  );
}
