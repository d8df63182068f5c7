import { Check, Minus } from "lucide-react";
import { useTranslations } from "next-intl";
import { Card } from "@/components/ui/card";
import { ScrollRegion } from "@/components/ui/scroll-region";
import { can, PERMISSIONS, type Permission, ROLES } from "@/lib/domain/permissions";

type PermissionKey = Parameters<ReturnType<typeof useTranslations<"settings.permissions">>>[0];

/** The very table that services enforce, for people to read. */
export function RoleTable() {
  const t = useTranslations("settings");
  const words = useTranslations("settings.permissions");
  const roles = useTranslations("common.role");
  return (
    <Card title={t("rolesTitle")} flush>
      <ScrollRegion label={t("rolesTitle")} className="border-t">
        <table className="w-full min-w-2xl text-sm">
          <thead>
            <tr className="border-b text-ink-soft text-xs">
              <th scope="col" className="py-2 pl-5 text-left font-medium">
                {t("permission")}
              </th>
              {ROLES.map((role) => (
                <th key={role} scope="col" className="w-24 px-2 py-2 font-medium">
                  {roles(role)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {(Object.keys(PERMISSIONS) as Permission[]).map((permission) => (
              <tr key={permission} className="border-b last:border-0">
                <th scope="row" className="py-2 pl-5 text-left font-normal">
                  {words(permission.replace(":", "-") as PermissionKey)}
                </th>
                {ROLES.map((role) => {
                  const allowed = can({ role }, permission);
                  const Icon = allowed ? Check : Minus;
                  return (
                    <td key={role} className="px-2 py-2 text-center">
                      <Icon
                        aria-label={allowed ? t("allowed") : t("notAllowed")}
                        className={`inline size-4 ${allowed ? "text-accent-text" : "text-ink-faint"}`}
                      />
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
    </Card>
  );
}
