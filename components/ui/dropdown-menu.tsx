"use client";
import Check from "lucide-react/icons/check";
import { DropdownMenu as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";

export const DropdownMenu = Radix.Root;
export const DropdownMenuTrigger = Radix.Trigger;
export const DropdownMenuGroup = Radix.Group;
export const DropdownMenuRadioGroup = Radix.RadioGroup;

export const MENU_CLASSES =
  "z-50 min-w-44 max-w-80 animate-rise overflow-y-auto rounded-md border bg-surface p-1 text-sm shadow-float";
const ITEM_CLASSES =
  "relative flex cursor-default select-none items-center gap-2 rounded-sm px-2 py-1.5 outline-none data-disabled:pointer-events-none data-disabled:opacity-50 data-highlighted:bg-hover [&_svg]:size-4 [&_svg]:shrink-0 [&>svg]:text-ink-faint";

export function DropdownMenuContent({
  className,
  align = "end",
  ...props
}: ComponentProps<typeof Radix.Content>) {
  return (
    <Radix.Portal>
      <Radix.Content
        sideOffset={4}
        align={align}
        collisionPadding={8}
        className={cn(MENU_CLASSES, "max-h-(--radix-dropdown-menu-content-available-height)", className)}
        {...props}
      />
    </Radix.Portal>
  );
}

export function DropdownMenuItem({
  className,
  danger,
  ...props
}: ComponentProps<typeof Radix.Item> & { readonly danger?: boolean }) {
  return (
    <Radix.Item
      className={cn(ITEM_CLASSES, danger && "text-loss-text data-highlighted:bg-loss-soft", className)}
      {...props}
    />
  );
}

function Mark() {
  return (
    <span className="absolute right-2 text-accent-text">
      <Radix.ItemIndicator>
        <Check aria-hidden="true" className="size-4" />
      </Radix.ItemIndicator>
    </span>
  );
}

export function DropdownMenuCheckboxItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.CheckboxItem>) {
  return (
    <Radix.CheckboxItem className={cn(ITEM_CLASSES, "pr-8", className)} {...props}>
      {children}
      <Mark />
    </Radix.CheckboxItem>
  );
}

export function DropdownMenuRadioItem({
  className,
  children,
  ...props
}: ComponentProps<typeof Radix.RadioItem>) {
  return (
    <Radix.RadioItem className={cn(ITEM_CLASSES, "pr-8", className)} {...props}>
      {children}
      <Mark />
    </Radix.RadioItem>
  );
}

export function DropdownMenuLabel({ children }: { readonly children: ReactNode }) {
  return <Radix.Label className="px-2 pt-1.5 pb-1 text-ink-faint text-xs">{children}</Radix.Label>;
}

export function DropdownMenuSeparator() {
  return <Radix.Separator className="-mx-1 my-1 h-px bg-line" />;
}
