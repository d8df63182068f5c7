import type { ReactNode } from "react";
import { pageContext } from "@/app/_doors/page-context";
import { setLocaleAction } from "@/app/_doors/set-locale";
import { signOutAction } from "@/app/(auth)/sign-in/actions";
import { AppFrame } from "@/components/shell/app-frame";
import type { NavKey } from "@/components/shell/navigation";
import { shopsOf } from "@/lib/auth/session";
import { can, type Permission } from "@/lib/domain/permissions";
import { getWaitingPrices } from "@/lib/services/pricing/get-waiting-prices";

/** The pages that exist, and the right each one needs to be offered. */
const PAGES: readonly (readonly [NavKey, Permission])[] = [
  ["overview", "shop:read"],
  ["customers", "shop:read"],
  ["segments", "shop:read"],
  ["products", "shop:read"],
  ["recommendations-preview", "shop:read"],
  ["recommendations-results", "shop:read"],
  ["recommendations-models", "shop:read"],
  ["pricing-products", "shop:read"],
  ["pricing-approvals", "shop:read"],
  ["pricing-lists", "shop:read"],
  ["pricing-policies", "shop:read"],
  ["pricing-scorecard", "shop:read"],
  ["pricing-models", "shop:read"],
  ["data-imports", "shop:read"],
  ["models-runs", "shop:read"],
  ["settings-members", "member:read"],
  ["settings-api-keys", "api-key:write"],
  ["settings-webhooks", "webhook:write"],
  ["settings-audit", "audit:read"],
];

export default async function ShopLayout({
  params,
  children,
}: {
  params: Promise<{ store: string }>;
  children: ReactNode;
}) {
  const { actor, shop, person, now } = await pageContext((await params).store);
  const shops = await shopsOf(person);
  const waiting = await getWaitingPrices(actor);
  return (
    <AppFrame
      shop={{
        slug: shop.slug,
        name: shop.name,
        timeZone: shop.timeZone,
        currency: shop.currency,
        now: now.toISOString(),
        simulated: shop.clockKind === "simulated",
      }}
      shops={shops.map((membership) => ({ slug: membership.shop.slug, name: membership.shop.name }))}
      person={{
        name: person.name,
        email: person.email,
        role: actor.role === "system" ? "viewer" : actor.role,
      }}
      available={PAGES.filter(([, permission]) => can(actor, permission)).map(([key]) => key)}
      waiting={{ "pricing-approvals": waiting?.total ?? 0 }}
      setLocale={setLocaleAction}
      signOut={signOutAction}
    >
      {children}
    </AppFrame>
  );
}
