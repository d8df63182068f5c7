/** The key under which a product's words in the reader's language are kept: "zh" for "zh-CN". */
export function languageOf(locale: string): string {
  return locale.split("-")[0]!.toLowerCase();
}
