"use client";
import { useTranslations } from "next-intl";
import { Badge } from "@/components/ui/badge";
import { Card } from "@/components/ui/card";
import { Time } from "@/components/ui/time";
import type { MemberView } from "@/lib/contracts/members";

export function MemberTable({ members }: { members: readonly MemberView[] }) {
  const t = useTranslations("settings");
  const roles = useTranslations("common.role");
  return (
    <Card flush>
      <ul className="divide-y">
        {members.map((member) => (
          <li key={member.userId} className="flex flex-wrap items-center gap-x-6 gap-y-1 px-5 py-3 text-sm">
            <span className="flex min-w-0 flex-col max-sm:w-full sm:flex-1">
              <span className="font-medium">{member.name}</span>
              <span className="truncate text-ink-soft text-xs">{member.email}</span>
            </span>
            <Badge tone="outline">{roles(member.role)}</Badge>
            <span className="text-ink-faint text-xs">
              {t("since")} <Time value={member.since} as="date" />
            </span>
          </li>
        ))}
      </ul>
    </Card>
  );
}
