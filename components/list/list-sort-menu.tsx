"use client";
import ArrowUpDown from "lucide-react/icons/arrow-up-down";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuContent,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuTrigger,
} from "@/components/ui/dropdown-menu";
import type { SortDirection } from "@/lib/contracts/page";
import type { ListColumn, ListShape } from "./list-definition";

export interface ListSortMenuProps<Row> {
  readonly columns: readonly ListColumn<Row>[];
  readonly sort: ListShape["defaultSort"];
  readonly setSort: (key: string, direction: SortDirection) => void;
}

/** The order, where no header can be pressed (cards on a phone). */
export function ListSortMenu<Row>({ columns, sort, setSort }: ListSortMenuProps<Row>) {
  const t = useTranslations("list");
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost" className="sm:hidden">
          <ArrowUpDown aria-hidden="true" />
          <span className="sr-only">{t("sort")}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuRadioGroup
          value={`${sort.key} ${sort.direction}`}
          onValueChange={(value) => {
            const [key = "", direction] = value.split(" ");
            setSort(key, direction === "desc" ? "desc" : "asc");
          }}
        >
          {columns.flatMap(({ sortKey, header, firstDirection = "asc" }) =>
            sortKey
              ? [firstDirection, firstDirection === "asc" ? "desc" : "asc"].map((direction) => (
                  <DropdownMenuRadioItem key={`${sortKey} ${direction}`} value={`${sortKey} ${direction}`}>
                    {header}
                    <span className="text-ink-faint text-xs">
                      {direction === "asc" ? t("ascending") : t("descending")}
                    </span>
                  </DropdownMenuRadioItem>
                ))
              : [],
          )}
        </DropdownMenuRadioGroup>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
