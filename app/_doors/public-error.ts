import { getLocale } from "next-intl/server";
import type { PublicError } from "@/lib/contracts/action-result";
import { AppError } from "@/lib/domain/errors";
import type { Locale } from "@/lib/i18n/locales";
import { publicFailure } from "@/lib/services/api/public-failure";
import { sayRefusal } from "./say-refusal";

/** What the reader may know of a failure, in the reader's language. */
export async function publicError(error: unknown, where: string): Promise<PublicError> {
  const locale: Locale = await getLocale();
  const failure = publicFailure(error, where);
  const refusal = error instanceof AppError ? error : { sentence: failure.message, values: {} };
  return { ...failure, message: sayRefusal(locale, refusal) };
}
