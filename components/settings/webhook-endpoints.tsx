"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { ConfirmDialog } from "@/components/ui/confirm-dialog";
import { CopyButton } from "@/components/ui/copy-button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { useFormat } from "@/components/ui/shop-format";
import { notify } from "@/components/ui/toast";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";
import type { WebhookEndpointView, WebhooksView } from "@/lib/contracts/webhooks";
import { WEBHOOK_EVENTS } from "@/lib/domain/webhooks/webhook-event";
import { useWebhookWords } from "./use-webhook-words";
import { WebhookDeliveries } from "./webhook-deliveries";

export interface WebhookEndpointsProps {
  readonly webhooks: WebhooksView;
  readonly addAction: (input: unknown) => Promise<ActionResult<{ secret: string }>>;
  readonly renewAction: (input: unknown) => Promise<ActionResult<{ secret: string }>>;
  readonly removeAction: (input: unknown) => Promise<ActionResult<unknown>>;
  readonly resendAction: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** A secret just made, as it is never shown again. */
function SecretOnce({ secret }: { secret: string }) {
  const t = useTranslations("settings.webhooks");
  return (
    <div className="flex flex-col gap-2 rounded-md border border-accent-line bg-accent-soft p-4 text-sm">
      <p>{t("secretOnce")}</p>
      <span className="flex min-w-0 items-center gap-2">
        <code className="min-w-0 break-all font-mono text-xs">{secret}</code>
        <CopyButton value={secret} />
      </span>
    </div>
  );
}

/** Endpoints that hear of events: add one and read its secret once, renew it, remove one; below, what was sent. */
export function WebhookEndpoints(props: WebhookEndpointsProps) {
  const { webhooks, addAction, renewAction, removeAction, resendAction } = props;
  const t = useTranslations("settings.webhooks");
  const ask = useAsk();
  const eventWord = useWebhookWords();
  const format = useFormat();
  const router = useRouter();
  const [secret, setSecret] = useState<string | null>(null);
  const [refusal, setRefusal] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<{ what: "remove" | "renew"; endpoint: WebhookEndpointView } | null>(
    null,
  );
  const [renewed, setRenewed] = useState<{ endpointId: string; secret: string }>();

  async function add(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    setBusy(true);
    const result = await ask(
      addAction({
        url: String(form.get("url") ?? ""),
        events: WEBHOOK_EVENTS.filter((name) => form.get(name) !== null),
      }),
    );
    setBusy(false);
    setRefusal(result.ok ? undefined : result.error.message);
    if (!result.ok) return;
    element.reset();
    setSecret(result.data.secret);
    router.refresh();
  }

  async function confirmed() {
    if (!asked) return;
    const endpointId = asked.endpoint.id;
    const result = await ask<unknown>((asked.what === "remove" ? removeAction : renewAction)({ endpointId }));
    if (!result.ok) {
      notify.failed(result.error.message);
      throw new Error(result.error.message);
    }
    if (asked.what === "remove") notify.done(t("removed"));
    else {
      setSecret(null);
      setRenewed({ endpointId, secret: (result.data as { secret: string }).secret });
    }
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-5">
      <Card title={t("new")} description={t("newHint")}>
        <form onSubmit={(event) => void add(event)} className="flex flex-wrap items-start gap-x-6 gap-y-4">
          <Field
            label={t("address")}
            hint={t("addressHint")}
            error={refusal}
            className="min-w-0 grow basis-96"
          >
            <Input name="url" type="url" required maxLength={2_000} />
          </Field>
          <fieldset className="flex flex-col gap-2 pt-7">
            <legend className="sr-only">{t("events")}</legend>
            {WEBHOOK_EVENTS.map((name) => (
              <Field key={name} inline label={eventWord(name)}>
                <Checkbox name={name} defaultChecked />
              </Field>
            ))}
          </fieldset>
          <Button type="submit" variant="primary" busy={busy} className="sm:mt-6">
            {t("add")}
          </Button>
        </form>
        {secret ? (
          <div className="mt-4">
            <SecretOnce secret={secret} />
          </div>
        ) : null}
        <p className="mt-4 text-ink-soft text-sm">
          {t.rich("signature", {
            code: (chunks) => <code className="font-mono text-xs">{chunks}</code>,
            link: (chunks) => (
              <a
                className="text-accent-text underline decoration-accent-line underline-offset-4 hover:decoration-current"
                href="/api/v1/openapi.json"
              >
                {chunks}
              </a>
            ),
          })}
        </p>
      </Card>
      {webhooks.endpoints.length > 0 ? (
        <Card title={t("endpoints")} flush>
          <ul className="divide-y border-t">
            {webhooks.endpoints.map((endpoint) => (
              <li key={endpoint.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-5 py-3 text-sm">
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="break-all font-medium">{endpoint.url}</span>
                  <span className="text-ink-soft text-xs">
                    {format.list(endpoint.events.map(eventWord))}
                    {" · "}
                    {t("by", { name: endpoint.createdByName, time: format.dateTime(endpoint.createdAt) })}
                  </span>
                </span>
                <span className="flex gap-2">
                  <Button size="sm" onClick={() => setAsked({ what: "renew", endpoint })}>
                    {t("renew")}
                  </Button>
                  <Button
                    size="sm"
                    variant="dangerQuiet"
                    onClick={() => setAsked({ what: "remove", endpoint })}
                  >
                    {t("remove")}
                  </Button>
                </span>
                {endpoint.isSecretLost ? (
                  <p className="flex basis-full flex-wrap items-center gap-x-2 text-ink-soft text-xs">
                    <Badge tone="loss">{t("secretLost")}</Badge>
                    {t("secretLostWhat")}
                  </p>
                ) : null}
                {renewed?.endpointId === endpoint.id ? (
                  <div className="basis-full py-1">
                    <SecretOnce secret={renewed.secret} />
                  </div>
                ) : null}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <WebhookDeliveries deliveries={webhooks.deliveries} resendAction={resendAction} />
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={t(`${asked?.what ?? "remove"}Title`)}
        description={t(`${asked?.what ?? "remove"}Body`, { url: asked?.endpoint.url ?? "" })}
        confirmLabel={t(asked?.what ?? "remove")}
        danger
        onConfirm={confirmed}
      />
    </div>
  );
}
