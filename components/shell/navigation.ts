import type { LucideIcon } from "lucide-react";
import BadgePercent from "lucide-react/icons/badge-percent";
import BrainCircuit from "lucide-react/icons/brain-circuit";
import ChartNoAxesCombined from "lucide-react/icons/chart-no-axes-combined";
import Database from "lucide-react/icons/database";
import Megaphone from "lucide-react/icons/megaphone";
import MessagesSquare from "lucide-react/icons/messages-square";
import Package from "lucide-react/icons/package";
import Scale from "lucide-react/icons/scale";
import Settings from "lucide-react/icons/settings";
import Shapes from "lucide-react/icons/shapes";
import Sparkles from "lucide-react/icons/sparkles";
import Users from "lucide-react/icons/users";

interface NavSectionShape {
  readonly key: string;
  readonly path: string;
  readonly icon: LucideIcon;
  readonly pages: readonly { readonly key: string; readonly path: string }[];
}

/** The sidebar in its order. A section or page is shown only where the frame is told that it is available. */
export const NAVIGATION = [
  { key: "overview", path: "", icon: ChartNoAxesCombined, pages: [] },
  { key: "customers", path: "customers", icon: Users, pages: [] },
  { key: "segments", path: "segments", icon: Shapes, pages: [] },
  { key: "products", path: "products", icon: Package, pages: [] },
  {
    key: "recommendations",
    path: "recommendations",
    icon: Sparkles,
    pages: [
      { key: "recommendations-preview", path: "recommendations/preview" },
      { key: "recommendations-results", path: "recommendations/results" },
      { key: "recommendations-models", path: "recommendations/models" },
    ],
  },
  {
    key: "pricing",
    path: "pricing",
    icon: BadgePercent,
    pages: [
      { key: "pricing-products", path: "pricing/products" },
      { key: "pricing-approvals", path: "pricing/approvals" },
      { key: "pricing-lists", path: "pricing/lists" },
      { key: "pricing-policies", path: "pricing/policies" },
      { key: "pricing-scorecard", path: "pricing/scorecard" },
      { key: "pricing-models", path: "pricing/models" },
    ],
  },
  { key: "campaigns", path: "campaigns", icon: Megaphone, pages: [] },
  {
    key: "service",
    path: "service",
    icon: MessagesSquare,
    pages: [
      { key: "service-inbox", path: "service/inbox" },
      { key: "service-playground", path: "service/playground" },
      { key: "service-knowledge", path: "service/knowledge" },
      { key: "service-test-sets", path: "service/test-sets" },
    ],
  },
  { key: "decisions", path: "decisions", icon: Scale, pages: [] },
  {
    key: "data",
    path: "data",
    icon: Database,
    pages: [
      { key: "data-imports", path: "data/imports" },
      { key: "data-events", path: "data/events" },
      { key: "data-quality", path: "data/quality" },
    ],
  },
  {
    key: "models",
    path: "models",
    icon: BrainCircuit,
    pages: [
      { key: "models-runs", path: "models/runs" },
      { key: "models-lab", path: "models/lab" },
    ],
  },
  {
    key: "settings",
    path: "settings",
    icon: Settings,
    pages: [
      { key: "settings-members", path: "settings/members" },
      { key: "settings-api-keys", path: "settings/api-keys" },
      { key: "settings-webhooks", path: "settings/webhooks" },
      { key: "settings-store", path: "settings/store" },
      { key: "settings-audit", path: "settings/audit" },
    ],
  },
] as const satisfies readonly NavSectionShape[];

type Section = (typeof NAVIGATION)[number];
export type NavKey = Section["key"] | Section["pages"][number]["key"];

export interface NavPage {
  readonly key: NavKey;
  readonly href: string;
}
export interface NavSection extends NavPage {
  readonly icon: LucideIcon;
  readonly pages: readonly NavPage[];
}

/** The sections and pages that this reader may open in this shop, with their addresses. */
export function availableSections(shopSlug: string, available: readonly NavKey[]): NavSection[] {
  const may = new Set<string>(available);
  const hrefOf = (path: string) => (path ? `/${shopSlug}/${path}` : `/${shopSlug}`);
  return NAVIGATION.flatMap((section: NavSectionShape) => {
    const pages = section.pages
      .filter((page) => may.has(page.key))
      .map((page) => ({ key: page.key as NavKey, href: hrefOf(page.path) }));
    if (!may.has(section.key) && pages.length === 0) return [];
    const href = pages[0]?.href ?? hrefOf(section.path);
    return [{ key: section.key as NavKey, icon: section.icon, href, pages }];
  });
}

/** Where a path is: the page whose address is its longest beginning; the overview only for itself. */
export function currentPlace(
  sections: readonly NavSection[],
  shopSlug: string,
  pathname: string,
): { readonly section: NavSection | undefined; readonly page: NavPage | undefined } {
  const within = (href: string) =>
    pathname === href || (href !== `/${shopSlug}` && pathname.startsWith(`${href}/`));
  for (const section of sections) {
    const page = section.pages.find(({ href }) => within(href));
    if (page || within(section.href)) return { section, page };
  }
  return { section: undefined, page: undefined };
}
