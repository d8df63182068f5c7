"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { startTransition, useActionState } from "react";
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

interface Attempt {
  /** Stays in the form, which React empties once an action has ended. */
  readonly email: string;
  readonly error?: string;
}

/** An action rather than a listener: what is sent before the page's script has come waits for it. */
export function SignInForm({ action, demoAccounts }: SignInFormProps) {
  const t = useTranslations("auth");
  const ask = useAsk();
  const router = useRouter();
  const [{ email, error }, enter, busy] = useActionState(
    async (_before: Attempt, form: FormData): Promise<Attempt> => {
      const email = String(form.get("email"));
      const result = await ask(action({ email, password: String(form.get("password")) }));
      if (!result.ok) return { email, error: result.error.message };
      router.replace("/");
      router.refresh();
      return { email };
    },
    { email: "" },
  );

  function enterAs(account: DemoAccount) {
    const form = new FormData();
    form.set("email", account.email);
    form.set("password", account.password);
    startTransition(() => enter(form));
  }

  return (
    <div className="flex flex-col gap-8">
      <form action={enter} className="flex flex-col gap-4">
        <Field label={t("email")} required>
          <Input name="email" type="email" autoComplete="username" defaultValue={email} required />
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
              <Button key={account.email} size="sm" disabled={busy} onClick={() => enterAs(account)}>
                {account.label}
              </Button>
            ))}
          </div>
        </section>
      ) : null}
    </div>
  );
}
