"use client";
import { useRouter } from "next/navigation";
import { useTranslations } from "next-intl";
import { useEffect } from "react";
import { Progress } from "@/components/ui/progress";

const LOOK_AGAIN_MS = 2_000;

/** How far an import under way is; looks again until it has ended. It goes on when the page is left. */
export function ImportProgress({ share }: { share: number | null }) {
  const t = useTranslations("imports");
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS);
    return () => clearInterval(timer);
  }, [router]);
  const stored = share !== null && share >= 1;
  return (
    <div className="mb-4">
      <Progress step={t(stored ? "computing" : "storing")} fraction={stored ? null : share} goesOn />
    </div>
  );
}
