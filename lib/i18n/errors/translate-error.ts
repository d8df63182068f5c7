import type { Locale } from "../locales";
import chinese from "./zh-CN.json";

const TRANSLATIONS: Record<Exclude<Locale, "en">, Readonly<Record<string, string>>> = { "zh-CN": chinese };

/**
 * A public error sentence in the reader's language. Rules state their sentences in English where they are broken;
 * the other languages stand here by that sentence, and `translate-error.test.ts` finds those that are missing.
 */
export function translateError(locale: Locale, sentence: string): string {
  return locale === "en" ? sentence : (TRANSLATIONS[locale][sentence] ?? sentence);
}
