"use client";
import Download from "lucide-react/icons/download";
import { useTranslations } from "next-intl";
import type { ReactNode, RefObject } from "react";
import { Button } from "@/components/ui/button";
import { Tooltip } from "@/components/ui/tooltip";
import type { ListColumn, ListFilter } from "./list-definition";
import { ListFilterMenu } from "./list-filter-menu";
import { ListSearch } from "./list-search";
import { ListSortMenu } from "./list-sort-menu";
import { ListViewMenu } from "./list-view-menu";
import type { Density } from "./use-density";
import type { useListState } from "./use-list-state";

export interface ListToolbarProps<Row> {
  readonly state: ReturnType<typeof useListState<Row>>;
  readonly filters: readonly ListFilter[];
  readonly columns: readonly ListColumn<Row>[];
  readonly count: string;
  readonly exportHref?: string | undefined;
  readonly searchPlaceholder?: string | undefined;
  readonly searchRef: RefObject<HTMLInputElement | null>;
  readonly onLeaveDown: () => void;
  readonly density: Density;
  readonly setDensity: (density: Density) => void;
  readonly editing: string | null;
  readonly setEditing: (key: string | null) => void;
  readonly children?: ReactNode;
}

/** Search, filter, count, view and export: one line above the list. */
export function ListToolbar<Row>({ state, filters, columns, ...props }: ListToolbarProps<Row>) {
  const t = useTranslations("list");
  return (
    <div className="flex items-center gap-2">
      <ListSearch
        value={state.query.q ?? ""}
        onSearch={state.setSearch}
        placeholder={props.searchPlaceholder}
        onLeaveDown={props.onLeaveDown}
        inputRef={props.searchRef}
      />
      {filters.length > 0 ? (
        <ListFilterMenu
          filters={filters}
          query={state.query}
          editing={props.editing}
          setEditing={props.setEditing}
          setFilter={state.setFilter}
        />
      ) : null}
      <div className="ml-auto flex shrink-0 items-center sm:gap-1">
        <span data-figures aria-live="polite" className="mr-2 text-ink-faint text-xs max-sm:sr-only">
          {props.count}
        </span>
        <ListSortMenu columns={columns} sort={state.sort} setSort={state.setSort} />
        <ListViewMenu
          columns={columns}
          visible={state.visible}
          setColumns={state.setColumns}
          density={props.density}
          setDensity={props.setDensity}
        />
        {props.exportHref ? (
          <Tooltip content={t("exportHint")}>
            <Button asChild variant="ghost">
              <a href={props.exportHref} download>
                <Download aria-hidden="true" />
                <span className="max-sm:sr-only">{t("export")}</span>
              </a>
            </Button>
          </Tooltip>
        ) : null}
        {props.children}
      </div>
    </div>
  );
}
