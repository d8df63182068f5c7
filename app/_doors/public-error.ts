import { getLocale } from "next-intl/server";
import type { PublicError } from "@/lib/contracts/action-result";
import { translateError } from "@/lib/i18n/errors/translate-error";
import type { Locale } from "@/lib/i18n/locales";
import { publicFailure } from "@/lib/services/api/public-failure";

/** What the reader may know of a failure, in the reader's language. */
export async function publicError(error: unknown, where: string): Promise<PublicError> {
  const locale: Locale = await getLocale();
  const failure = publicFailure(error, where);
  return { ...failure, message: translateError(locale, failure.message) };
}
