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
import type { ApiKeyView } from "@/lib/contracts/api-keys";
import { API_SCOPES } from "@/lib/domain/api-scopes";

export interface ApiKeyListProps {
  readonly keys: readonly ApiKeyView[];
  readonly createAction: (input: unknown) => Promise<ActionResult<{ key: string }>>;
  readonly revokeAction: (input: unknown) => Promise<ActionResult<unknown>>;
}

/** Keys of the shop's own site: make one, read it once, revoke it. */
export function ApiKeyList({ keys, createAction, revokeAction }: ApiKeyListProps) {
  const t = useTranslations("settings");
  const ask = useAsk();
  const format = useFormat();
  const router = useRouter();
  const [made, setMade] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [asked, setAsked] = useState<ApiKeyView | null>(null);

  async function create(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const element = event.currentTarget;
    const form = new FormData(element);
    setBusy(true);
    const result = await ask(
      createAction({
        name: String(form.get("name") ?? ""),
        scopes: API_SCOPES.filter((scope) => form.get(scope) !== null),
      }),
    );
    setBusy(false);
    if (!result.ok) {
      notify.failed(result.error.message);
      return;
    }
    element.reset();
    setMade(result.data.key);
    router.refresh();
  }

  async function revoke() {
    if (!asked) return;
    const result = await ask(revokeAction({ keyId: asked.id }));
    if (!result.ok) {
      notify.failed(result.error.message);
      throw new Error(result.error.message);
    }
    notify.done(t("keyRevoked"));
    router.refresh();
  }

  return (
    <div className="flex flex-col gap-5">
      <Card title={t("newKey")} description={t("newKeyHint")}>
        <form onSubmit={(event) => void create(event)} className="flex flex-wrap items-end gap-x-6 gap-y-4">
          <Field label={t("keyName")} className="w-64">
            <Input name="name" required maxLength={80} />
          </Field>
          {API_SCOPES.map((scope) => (
            <Field key={scope} inline label={t(`scopes.${scope}`)} className="sm:h-8">
              <Checkbox name={scope} defaultChecked={scope !== "recommendations:export"} />
            </Field>
          ))}
          <Button type="submit" variant="primary" busy={busy}>
            {t("makeKey")}
          </Button>
        </form>
        {made ? (
          <div className="mt-4 flex flex-col gap-2 rounded-md border border-accent-line bg-accent-soft p-4 text-sm">
            <p>{t("keyOnce")}</p>
            <span className="flex min-w-0 items-center gap-2">
              <code className="min-w-0 break-all font-mono text-xs">{made}</code>
              <CopyButton value={made} />
            </span>
          </div>
        ) : null}
      </Card>
      {keys.length > 0 ? (
        <Card flush>
          <ul className="divide-y">
            {keys.map((key) => (
              <li key={key.id} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-5 py-3 text-sm">
                <span className="flex min-w-0 flex-1 flex-col">
                  <span className="font-medium">
                    {key.name} <code className="font-mono text-ink-soft text-xs">{key.prefix}…</code>
                  </span>
                  <span className="text-ink-soft text-xs">
                    {format.list(key.scopes.map((scope) => t(`scopes.${scope}`)))}
                    {" · "}
                    {key.lastUsedAt
                      ? t("keyUsed", { time: format.dateTime(key.lastUsedAt) })
                      : t("keyUnused")}
                  </span>
                </span>
                {key.revokedAt ? (
                  <Badge>{t("revoked")}</Badge>
                ) : (
                  <Button size="sm" variant="dangerQuiet" onClick={() => setAsked(key)}>
                    {t("revoke")}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        </Card>
      ) : null}
      <ConfirmDialog
        open={asked !== null}
        onOpenChange={(open) => (open ? undefined : setAsked(null))}
        title={t("revokeTitle", { name: asked?.name ?? "" })}
        description={t("revokeBody")}
        confirmLabel={t("revoke")}
        danger
        onConfirm={revoke}
      />
    </div>
  );
}
