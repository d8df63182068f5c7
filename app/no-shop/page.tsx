import { Store } from "lucide-react";
import { getTranslations } from "next-intl/server";
import { signOutAction } from "@/app/(auth)/sign-in/actions";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default async function NoShopPage() {
  const t = await getTranslations("auth");
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={<Store aria-hidden="true" />}
        title={t("noShopTitle")}
        description={t("noShopBody")}
        action={
          <form action={signOutAction}>
            <Button type="submit">{t("signOut")}</Button>
          </form>
        }
      />
    </main>
  );
}
