import type { Role } from "@/lib/domain/permissions";
import type { Locale } from "@/lib/i18n/locales";
import type { NavKey } from "./navigation";

export interface ShellShop {
  readonly slug: string;
  readonly name: string;
}
export interface CurrentShop extends ShellShop {
  /** IANA zone in which the shop's days begin. */
  readonly timeZone: string;
  /** Reporting currency, ISO 4217. */
  readonly currency: string;
  /** What time it is in the shop, ISO. */
  readonly now: string;
  /** The shop's clock is not the wall's (demo). */
  readonly simulated: boolean;
}
export interface ShellPerson {
  readonly name: string;
  readonly email: string;
  readonly role: Role;
}
/** One more thing that the command menu offers: "Import a file", "Start a segmentation". */
export interface ShellCommand {
  readonly key: string;
  readonly label: string;
  readonly href: string;
  readonly keywords?: readonly string[];
}
export interface AppFrameProps {
  readonly shop: CurrentShop;
  /** Every shop the reader belongs to, this one included. */
  readonly shops: readonly ShellShop[];
  readonly person: ShellPerson;
  /** Pages that exist and that the reader may open; the rest is not shown. */
  readonly available: readonly NavKey[];
  /** How many things wait for the reader behind a page. */
  readonly waiting?: Partial<Record<NavKey, number>>;
  readonly commands?: readonly ShellCommand[];
  /** Server actions. */
  readonly setLocale: (locale: Locale) => Promise<unknown>;
  readonly signOut: () => Promise<unknown>;
}
