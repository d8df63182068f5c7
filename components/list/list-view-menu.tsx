"use client";
import Settings2 from "lucide-react/icons/settings-2";
import { useTranslations } from "next-intl";
import { Button } from "@/components/ui/button";
import {
  DropdownMenu,
  DropdownMenuCheckboxItem,
  DropdownMenuContent,
  DropdownMenuItem,
  DropdownMenuLabel,
  DropdownMenuRadioGroup,
  DropdownMenuRadioItem,
  DropdownMenuSeparator,
  DropdownMenuTrigger,
  type MenuSelectHandler,
} from "@/components/ui/dropdown-menu";
import type { ListColumn } from "./list-definition";
import { DENSITIES, type Density } from "./use-density";

export interface ListViewMenuProps<Row> {
  readonly columns: readonly ListColumn<Row>[];
  readonly visible: readonly ListColumn<Row>[];
  readonly setColumns: (keys: readonly string[]) => void;
  readonly density: Density;
  readonly setDensity: (density: Density) => void;
}

/** Which columns are shown and how close the rows stand. */
export function ListViewMenu<Row>({
  columns,
  visible,
  setColumns,
  density,
  setDensity,
}: ListViewMenuProps<Row>) {
  const t = useTranslations("list");
  const shown = visible.map(({ key }) => key);
  const stay: MenuSelectHandler = (event) => event.preventDefault();
  return (
    <DropdownMenu>
      <DropdownMenuTrigger asChild>
        <Button variant="ghost">
          <Settings2 aria-hidden="true" />
          <span className="max-sm:sr-only">{t("view")}</span>
        </Button>
      </DropdownMenuTrigger>
      <DropdownMenuContent>
        <DropdownMenuLabel>{t("viewDensity")}</DropdownMenuLabel>
        <DropdownMenuRadioGroup value={density} onValueChange={(value) => setDensity(value as Density)}>
          {DENSITIES.map((value) => (
            <DropdownMenuRadioItem key={value} value={value} onSelect={stay}>
              {t(`density.${value}`)}
            </DropdownMenuRadioItem>
          ))}
        </DropdownMenuRadioGroup>
        <DropdownMenuSeparator />
        <DropdownMenuLabel>{t("viewColumns")}</DropdownMenuLabel>
        {columns.slice(1).map(({ key, header }) => (
          <DropdownMenuCheckboxItem
            key={key}
            checked={shown.includes(key)}
            onSelect={stay}
            onCheckedChange={(checked) =>
              setColumns(checked ? [...shown, key] : shown.filter((other) => other !== key))
            }
          >
            {header}
          </DropdownMenuCheckboxItem>
        ))}
        <DropdownMenuSeparator />
        <DropdownMenuItem
          onSelect={() => setColumns(columns.filter((column) => !column.hiddenAtFirst).map(({ key }) => key))}
        >
          {t("viewReset")}
        </DropdownMenuItem>
      </DropdownMenuContent>
    </DropdownMenu>
  );
}
