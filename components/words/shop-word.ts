/** What `useTranslations` gives, for keys that are only known when they are met. */
export interface Words {
  (key: never, values?: never): string;
  has(key: never): boolean;
}

/** Our words for a word of the shop's data where we have some; a word of its own stays as the shop wrote it. */
export function shopWord(
  t: Words,
  key: string,
  own: string,
  values?: Readonly<Record<string, string>>,
): string {
  return t.has(key as never) ? t(key as never, values as never) : own;
}
