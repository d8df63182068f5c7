/** The languages Souk speaks; each is written natively, none is a translation of the other. */
export const LOCALES = ["en", "zh-CN"] as const;
export type Locale = (typeof LOCALES)[number];
export const DEFAULT_LOCALE: Locale = "en";

/** The cookie in which a browser keeps its reader's choice; a signed-in person's setting is written to it. */
export const LOCALE_COOKIE = "souk-locale";

/** Each language under its own name, so that a reader who is lost can find the way back. */
export const LOCALE_NAMES: Record<Locale, string> = { en: "English", "zh-CN": "简体中文" };

export function isLocale(value: unknown): value is Locale {
  return typeof value === "string" && (LOCALES as readonly string[]).includes(value);
}

/**
 * The language to speak: the stored choice if there is one, else the first language of the browser's
 * `Accept-Language` header that we have. Every kind of Chinese reads the simplified one.
 */
export function chooseLocale(stored: string | undefined, acceptLanguage: string | null | undefined): Locale {
  if (isLocale(stored)) return stored;
  const wanted = (acceptLanguage ?? "")
    .split(",")
    .map((part) => {
      const [tag = "", ...params] = part.trim().toLowerCase().split(";");
      const quality = params.find((param) => param.trim().startsWith("q="));
      return { language: tag.split("-")[0], weight: quality ? Number(quality.split("=")[1]) : 1 };
    })
    .filter(({ weight }) => weight > 0)
    .sort((a, b) => b.weight - a.weight);
  for (const { language } of wanted) {
    const locale = LOCALES.find((candidate) => candidate.split("-")[0] === language);
    if (locale) return locale;
  }
  return DEFAULT_LOCALE;
}
