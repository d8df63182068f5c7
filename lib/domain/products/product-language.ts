/** The key under which a product's words in the reader's language are kept: "zh" for "zh-CN". */
export function languageOf(locale: string): string {
  return locale.split("-")[0]!.toLowerCase();
}

/** A name with its forms in other languages. */
export interface TranslatedName {
  readonly name: string;
  /** Language → { name }. */
  readonly translations?: Readonly<Record<string, { readonly name?: string }>> | null;
}

/** The name in a language, or as it stands where it has no form in it. */
export function nameIn({ name, translations }: TranslatedName, language: string): string {
  return translations?.[language]?.name ?? name;
}
