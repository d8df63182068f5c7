import { LOCALES, type Locale } from "./locales";
import { type Messages, NAMESPACES, type Namespace } from "./namespaces";

/**
 * All messages of a language, or those of the namespaces named (a page that needs few can send few to the
 * browser). The key of a message is `<namespace>.<key in the file>`.
 */
export async function loadMessages<N extends Namespace = Namespace>(
  locale: Locale,
  namespaces: readonly N[] = Object.keys(NAMESPACES) as N[],
): Promise<Pick<Messages, N>> {
  const place = LOCALES.indexOf(locale) as 0 | 1;
  const entries = await Promise.all(
    namespaces.map(async (name) => [name, (await NAMESPACES[name][place]()).default] as const),
  );
  return Object.fromEntries(entries) as Pick<Messages, N>;
}
