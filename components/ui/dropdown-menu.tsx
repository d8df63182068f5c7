"use client";
import Check from "lucide-react/icons/check";
import { Slot } from "radix-ui";
import {
  type ComponentProps,
  createContext,
  type KeyboardEvent,
  type ReactNode,
  useCallback,
  useContext,
  useEffect,
  useRef,
} from "react";
import { cn } from "./class-names";
import type { Align, Side } from "./place-floating";
import { FLOATING_CLASSES, Popover, PopoverTrigger, usePopoverState } from "./popover";
import { useFloating } from "./use-floating";

export const DropdownMenu = Popover;

export function DropdownMenuTrigger(props: ComponentProps<"button"> & { readonly asChild?: boolean }) {
  const { open, setOpen } = usePopoverState();
  return (
    <PopoverTrigger
      haspopup="menu"
      {...props}
      onKeyDown={(event) => {
        if (open || (event.key !== "ArrowDown" && event.key !== "ArrowUp")) return;
        event.preventDefault();
        setOpen(true);
      }}
    />
  );
}

export interface DropdownMenuContentProps {
  readonly side?: Side;
  readonly align?: Align;
  readonly className?: string;
  readonly children: ReactNode;
}

/** The menu pattern: arrows, Home and End move, letters jump, Enter and Space choose, Escape and Tab close. */
export function DropdownMenuContent({
  side = "bottom",
  align = "end",
  className,
  children,
}: DropdownMenuContentProps) {
  const { open, setOpen, id, triggerRef } = usePopoverState();
  const menuRef = useRef<HTMLDivElement>(null);
  const onDismiss = useCallback(
    (by: "outside" | "escape") => {
      setOpen(false);
      if (by === "escape") triggerRef.current?.focus();
    },
    [setOpen, triggerRef],
  );
  useFloating({ open, anchorRef: triggerRef, floatingRef: menuRef, onDismiss, side, align, gapPx: 4 });
  useEffect(() => {
    if (open) itemsOf(menuRef.current)[0]?.focus({ preventScroll: true });
  }, [open]);
  if (!open) return null;

  const onKeyDown = (event: KeyboardEvent<HTMLDivElement>) => {
    const items = itemsOf(menuRef.current);
    const at = items.indexOf(document.activeElement as HTMLElement);
    const next = (
      {
        ArrowDown: (at + 1) % items.length,
        ArrowUp: (at - 1 + items.length) % items.length,
        Home: 0,
        End: items.length - 1,
      } as Record<string, number>
    )[event.key];
    if (next !== undefined) {
      event.preventDefault();
      items[next]?.focus();
    } else if (event.key === "Tab") {
      setOpen(false);
    } else if (event.key.length === 1 && event.key !== " " && !event.ctrlKey && !event.metaKey) {
      const ordered = [...items.slice(at + 1), ...items.slice(0, at + 1)];
      ordered
        .find((item) => item.textContent?.trim().toLowerCase().startsWith(event.key.toLowerCase()))
        ?.focus();
    }
  };
  return (
    <div
      ref={menuRef}
      id={id}
      role="menu"
      // Reachable, so that a menu longer than the screen can be scrolled from the keyboard.
      tabIndex={0}
      popover="manual"
      aria-label={
        triggerRef.current?.getAttribute("aria-label") ?? triggerRef.current?.textContent ?? undefined
      }
      onKeyDown={onKeyDown}
      className={cn(FLOATING_CLASSES, "min-w-44 max-w-80 p-1 outline-none", className)}
    >
      {children}
    </div>
  );
}

function itemsOf(menu: HTMLElement | null): HTMLElement[] {
  return [
    ...(menu?.querySelectorAll<HTMLElement>("[role^=menuitem]:not(:disabled):not([aria-disabled=true])") ??
      []),
  ];
}

const ITEM_CLASSES =
  "relative flex w-full select-none items-center gap-2 rounded-sm px-2 py-1.5 text-left outline-none hover:bg-hover focus:bg-hover disabled:opacity-50 [&_svg]:size-4 [&_svg]:shrink-0 [&>svg]:text-ink-faint";

/** Chosen an item: `preventDefault()` keeps the menu open. */
export type MenuSelectHandler = (event: { preventDefault: () => void }) => void;

function useChoose(onSelect: MenuSelectHandler | undefined) {
  const { setOpen, triggerRef } = usePopoverState();
  return () => {
    let stays = false;
    onSelect?.({
      preventDefault: () => {
        stays = true;
      },
    });
    if (stays) return;
    setOpen(false);
    triggerRef.current?.focus();
  };
}

interface ItemProps extends Omit<ComponentProps<"button">, "onSelect" | "onClick" | "type" | "role"> {
  readonly onSelect?: MenuSelectHandler;
}

export function DropdownMenuItem({
  className,
  danger,
  asChild,
  onSelect,
  ...props
}: ItemProps & { readonly danger?: boolean; readonly asChild?: boolean }) {
  const choose = useChoose(onSelect);
  const Part = asChild ? Slot.Root : "button";
  return (
    <Part
      {...(asChild ? {} : { type: "button" as const })}
      role="menuitem"
      tabIndex={-1}
      className={cn(
        ITEM_CLASSES,
        danger && "text-loss-text hover:bg-loss-soft focus:bg-loss-soft",
        className,
      )}
      {...props}
      onClick={choose}
    />
  );
}

interface MarkedItemProps extends ItemProps {
  readonly role: "menuitemcheckbox" | "menuitemradio";
  readonly checked: boolean;
}

function MarkedItem({ role, className, checked, onSelect, children, ...props }: MarkedItemProps) {
  const choose = useChoose(onSelect);
  return (
    // biome-ignore lint/a11y/useAriaPropsSupportedByRole: both roles that it may have are checkable
    <button
      type="button"
      role={role}
      tabIndex={-1}
      {...props}
      aria-checked={checked}
      className={cn(ITEM_CLASSES, "pr-8", className)}
      onClick={choose}
    >
      {children}
      {checked ? (
        <span className="absolute right-2 text-accent-text">
          <Check aria-hidden="true" />
        </span>
      ) : null}
    </button>
  );
}

export interface DropdownMenuCheckboxItemProps extends ItemProps {
  readonly checked: boolean;
  readonly onCheckedChange?: (checked: boolean) => void;
}

export function DropdownMenuCheckboxItem({
  onCheckedChange,
  onSelect,
  ...props
}: DropdownMenuCheckboxItemProps) {
  return (
    <MarkedItem
      role="menuitemcheckbox"
      {...props}
      onSelect={(event) => {
        onCheckedChange?.(!props.checked);
        onSelect?.(event);
      }}
    />
  );
}

const RadioContext = createContext<{ value: string; choose: (value: string) => void }>({
  value: "",
  choose: () => undefined,
});

export interface DropdownMenuRadioGroupProps {
  readonly label?: string;
  readonly value: string;
  readonly onValueChange: (value: string) => void;
  readonly children: ReactNode;
}

export function DropdownMenuRadioGroup({
  label,
  value,
  onValueChange,
  children,
}: DropdownMenuRadioGroupProps) {
  return (
    <RadioContext value={{ value, choose: onValueChange }}>
      {/* biome-ignore lint/a11y/useSemanticElements: a fieldset may not stand in a menu */}
      <div role="group" aria-label={label}>
        {children}
      </div>
    </RadioContext>
  );
}

export function DropdownMenuRadioItem({ value, onSelect, ...props }: ItemProps & { readonly value: string }) {
  const group = useContext(RadioContext);
  return (
    <MarkedItem
      role="menuitemradio"
      {...props}
      checked={group.value === value}
      onSelect={(event) => {
        group.choose(value);
        onSelect?.(event);
      }}
    />
  );
}

export function DropdownMenuLabel({ children }: { readonly children: ReactNode }) {
  return <div className="px-2 pt-1.5 pb-1 text-ink-faint text-xs">{children}</div>;
}

export function DropdownMenuSeparator() {
  return <hr className="-mx-1 my-1 border-t" />;
}
