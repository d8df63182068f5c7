"use client";
import { useRouter } from "next/navigation";
import { useLocale } from "next-intl";
import { useTransition } from "react";
import { isLocale, type Locale } from "@/lib/i18n/locales";

/** The reader's language and the way to change it: store the choice, then read the page again. */
export function useChangeLocale(setLocale: (locale: Locale) => Promise<unknown>) {
  const locale = useLocale();
  const router = useRouter();
  const [changing, startChange] = useTransition();
  const changeLocale = (wanted: string) => {
    if (!isLocale(wanted) || wanted === locale) return;
    startChange(async () => {
      await setLocale(wanted);
      router.refresh();
    });
  };
  return { locale, changing, changeLocale };
}
