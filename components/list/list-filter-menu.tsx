"use client";
import ListFilterIcon from "lucide-react/icons/list-filter";
import dynamic from "next/dynamic";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import { Popover, PopoverContent, PopoverTrigger } from "@/components/ui/popover";
import type { ListFilterFormProps } from "./list-filter-form";

const loadForm = () => import("./list-filter-form").then((module) => module.ListFilterForm);
// Fetched when the pointer or focus comes near, so that it is there when the menu opens.
const ListFilterForm = dynamic(loadForm, { ssr: false });

export interface ListFilterMenuProps extends Omit<ListFilterFormProps, "filter"> {
  /** Key of the filter being edited, "" for the list of filters, null when closed. */
  readonly editing: string | null;
}

/** One button behind which every filter is; a chip opens it at its own filter. */
export function ListFilterMenu({ filters, query, editing, setEditing, setFilter }: ListFilterMenuProps) {
  const t = useTranslations("list");
  const filter = filters.find(({ key }) => key === editing);
  return (
    <Popover open={editing !== null} onOpenChange={(open) => setEditing(open ? "" : null)}>
      <PopoverTrigger asChild>
        <Button onPointerEnter={loadForm} onFocus={loadForm}>
          <ListFilterIcon aria-hidden="true" />
          <span className="max-sm:sr-only">{t("filter")}</span>
        </Button>
      </PopoverTrigger>
      <PopoverContent className="w-64 p-1" aria-label={filter?.label ?? t("filterBy")}>
        <ListFilterForm
          filters={filters}
          filter={filter}
          query={query}
          setEditing={setEditing}
          setFilter={setFilter}
        />
      </PopoverContent>
    </Popover>
  );
}
