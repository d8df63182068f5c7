import { Compass } from "lucide-react";
import Link from "next/link";
import { getTranslations } from "next-intl/server";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";

export default async function NotFound() {
  const t = await getTranslations("auth");
  return (
    <main className="flex min-h-dvh items-center justify-center">
      <EmptyState
        icon={<Compass aria-hidden="true" />}
        title={t("notFoundTitle")}
        description={t("notFoundBody")}
        action={
          <Button asChild variant="primary">
            <Link href="/">{t("home")}</Link>
          </Button>
        }
      />
    </main>
  );
}
