"use client";
import { Tabs as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";

export const Tabs = Radix.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn("flex gap-5 overflow-x-auto border-b", className)} {...props} />;
}

const TAB_CLASSES =
  "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent font-medium text-ink-soft text-sm transition-colors hover:text-ink";

export interface TabsTriggerProps extends ComponentProps<typeof Radix.Trigger> {
  readonly count?: ReactNode;
}
export function TabsTrigger({ className, count, children, ...props }: TabsTriggerProps) {
  return (
    <Radix.Trigger
      className={cn(TAB_CLASSES, "data-[state=active]:border-accent data-[state=active]:text-ink", className)}
      {...props}
    >
      {children}
      {count === undefined ? null : <span className="font-normal text-ink-faint tabular-nums">{count}</span>}
    </Radix.Trigger>
  );
}

export function TabsContent({ className, ...props }: ComponentProps<typeof Radix.Content>) {
  return <Radix.Content className={cn("pt-5", className)} {...props} />;
}

/** The look of a tab for links between pages of one section: `<nav className={TAB_BAR}><Link className={tabLink(active)}>`. */
export const TAB_BAR = "flex gap-5 overflow-x-auto border-b";
export function tabLink(active: boolean): string {
  return cn(TAB_CLASSES, active && "border-accent text-ink");
}
