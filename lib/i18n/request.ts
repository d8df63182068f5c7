import { cookies, headers } from "next/headers";
import { getRequestConfig } from "next-intl/server";
import { loadMessages } from "./load-messages";
import { chooseLocale, LOCALE_COOKIE } from "./locales";

/** next-intl's per-request set-up; `next.config.ts` names this file: `createNextIntlPlugin("./lib/i18n/request.ts")`. */
export default getRequestConfig(async () => {
  const stored = (await cookies()).get(LOCALE_COOKIE)?.value;
  const locale = chooseLocale(stored, (await headers()).get("accept-language"));
  return { locale, messages: await loadMessages(locale), timeZone: "UTC" };
});
