"use client";
import Download from "lucide-react/icons/download";
import { useTranslations } from "next-intl";
import { useMemo } from "react";
import { notify } from "@/components/ui/toast";
import { RequestError } from "@/lib/client/fetch-json";
import { savePosted } from "@/lib/client/save-file";
import type { BulkAction, ListQuery } from "./list-definition";

/**
 * Takes the ticked rows along as CSV. All rows of a list are named by its question; single ones by their ids, which are
 * posted, because an address holds no more than a few hundred.
 */
export function useExportAction(exportHref: (query: ListQuery) => string): readonly BulkAction[] {
  const t = useTranslations("list");
  const ui = useTranslations("ui");
  return useMemo(
    () => [
      {
        key: "export",
        label: t("exportSelected"),
        icon: <Download aria-hidden="true" />,
        run: async (selection) => {
          if (selection.kind === "all") {
            window.location.assign(exportHref(selection.query));
            return undefined;
          }
          try {
            await savePosted(exportHref({}), { ids: selection.ids.join(",") });
          } catch (error) {
            notify.failed(error instanceof RequestError ? error.message : ui("serverSilent"));
          }
          return undefined;
        },
      },
    ],
    [t, ui, exportHref],
  );
}
