import type { Metadata } from "next";
import { getTranslations } from "next-intl/server";
import { pageContext, type ShopPage } from "@/app/_doors/page-context";
import { MemberTable } from "@/components/settings/member-table";
import { RoleTable } from "@/components/settings/role-table";
import { DeniedState } from "@/components/ui/denied-state";
import { PageHeader } from "@/components/ui/page-header";
import { can } from "@/lib/domain/permissions";
import { listMembers } from "@/lib/services/members/list-members";

export async function generateMetadata(): Promise<Metadata> {
  return { title: (await getTranslations("settings"))("members") };
}

export default async function Page({ params }: ShopPage) {
  const { actor } = await pageContext((await params).store);
  const t = await getTranslations("settings");
  if (actor.role !== "system" && !can(actor, "member:read")) {
    const roles = await getTranslations("common.role");
    return <DeniedState role={roles(actor.role)} permission={t("permissions.member-read")} />;
  }
  const members = await listMembers(actor);
  return (
    <>
      <PageHeader title={t("members")} finding={t("membersFinding", { count: members.length })} />
      <div className="flex flex-col gap-6">
        <MemberTable members={members} />
        <RoleTable />
      </div>
    </>
  );
}
