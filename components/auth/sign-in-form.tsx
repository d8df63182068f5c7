"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { type FormEvent, useState } from "react";
import { Button } from "@/components/ui/button";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PasswordInput } from "@/components/ui/password-input";
import { useAsk } from "@/components/ui/use-ask";
import type { ActionResult } from "@/lib/contracts/action-result";

export interface DemoAccount {
  readonly label: string;
  readonly email: string;
  readonly password: string;
}

export interface SignInFormProps {
  readonly action: (input: unknown) => Promise<ActionResult<null>>;
  /** Shown only by a demo, whose accounts are no secret. */
  readonly demoAccounts: readonly DemoAccount[];
}

export function SignInForm({ action, demoAccounts }: SignInFormProps) {
  const t = useTranslations("auth");
  const ask = useAsk();
  const router = useRouter();
  const [error, setError] = useState<string>();
  const [busy, setBusy] = useState(false);

  async function enter(email: string, password: string) {
    setBusy(true);
    setError(undefined);
    const result = await ask(action({ email, password }));
    if (result.ok) {
      router.replace("/");
      router.refresh();
      return;
    }
    setBusy(false);
    setError(result.error.message);
  }

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    void enter(String(form.get("email")), String(form.get("password")));
  }

  return (
    <div className="flex flex-col gap-8">
      <form onSubmit={submit} className="flex flex-col gap-4" noValidate={false}>
        <Field label={t("email")} required>
          <Input name="email" type="email" autoComplete="username" required />
        </Field>
        <Field label={t("password")} required>
          <PasswordInput name="password" autoComplete="current-password" required />
        </Field>
        <p role="alert" className="min-h-5 text-loss-text text-sm">
          {error ? `${t("failed")}: ${error}` : null}
        </p>
        <Button type="submit" variant="primary" size="lg" busy={busy}>
          {t("submit")}
        </Button>
      </form>
      {demoAccounts.length > 0 ? (
        <section className="flex flex-col gap-3 border-t pt-6">
          <div>
            <h2 className="font-medium text-sm">{t("demoTitle")}</h2>
            <p className="text-ink-soft text-xs">{t("demoHint")}</p>
          </div>
          <div className="flex flex-wrap gap-2">
            {demoAccounts.map((account) => (
              <Button
                key={account.email}
                size="sm"
                disabled={busy}
                onClick={() => void enter(account.email, account.password)}
              >
                {account.label}
              </Button>
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}
