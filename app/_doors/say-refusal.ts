import { fillSentence, type SentenceValues } from "@/lib/domain/errors";
import { languageOf } from "@/lib/domain/products/product-language";
import { translateError } from "@/lib/i18n/errors/translate-error";
import type { Locale } from "@/lib/i18n/locales";

/** A refusal in the reader's language, the products in it as that language calls them. */
export function sayRefusal(
  locale: Locale,
  { sentence, values }: { readonly sentence: string; readonly values: SentenceValues },
): string {
  return fillSentence(translateError(locale, sentence), values, languageOf(locale));
}
