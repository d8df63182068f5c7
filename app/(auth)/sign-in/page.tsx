import type { Metadata } from "next";
import { headers } from "next/headers";
import { redirect } from "next/navigation";
import { getTranslations } from "next-intl/server";
import { SignInForm } from "@/components/auth/sign-in-form";
import { SignInLayout } from "@/components/shell/sign-in-layout";
import { demoAccounts } from "@/lib/auth/demo-accounts";
import { findPerson } from "@/lib/auth/session";
import { signInAction } from "./actions";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("auth"))("title") };
}

export default async function SignInPage() {
  if (await findPerson(await headers())) redirect("/");
  const t = await getTranslations("auth");
  const roles = await getTranslations("common.role");
  const accounts = demoAccounts().map(({ role, name, email, password }) => ({
    label: `${roles(role)} · ${name}`,
    email,
    password,
  }));
  return (
    <SignInLayout title={t("title")} description={t("lead")}>
      <SignInForm action={signInAction} demoAccounts={accounts} />
    </SignInLayout>
  );
}
