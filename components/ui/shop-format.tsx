"use client";
import { useLocale } from "next-intl";
import { createContext, type ReactNode, useContext, useMemo } from "react";
import { createFormat, type Format } from "@/lib/i18n/format";

export interface ShopFormatSettings {
  /** IANA zone in which the shop's days begin. */
  readonly timeZone: string;
  /** Reporting currency, ISO 4217. */
  readonly currency: string;
  /** The shop's clock when the page was made, ISO; the demo's clock is not the wall's. */
  readonly now: string;
}
const ShopFormatContext = createContext<ShopFormatSettings | null>(null);

/** Tells every figure and time below it in which zone, currency and "now" to speak. */
export function ShopFormatProvider({ children, ...settings }: ShopFormatSettings & { children: ReactNode }) {
  const { timeZone, currency, now } = settings;
  const value = useMemo(() => ({ timeZone, currency, now }), [timeZone, currency, now]);
  return <ShopFormatContext value={value}>{children}</ShopFormatContext>;
}

/** Formatting in the reader's language for the shop around; UTC and EUR outside of any shop. */
export function useFormat(): Format & {
  readonly now: string | undefined;
  readonly timeZone: string;
} {
  const locale = useLocale();
  const shop = useContext(ShopFormatContext);
  return useMemo(
    () => ({
      ...createFormat({ locale, timeZone: shop?.timeZone ?? "UTC", currency: shop?.currency ?? "EUR" }),
      now: shop?.now,
      timeZone: shop?.timeZone ?? "UTC",
    }),
    [locale, shop],
  );
}
