"use client";
import { Tabs as Radix } from "radix-ui";
import type { ComponentProps, ReactNode } from "react";
import { cn } from "./class-names";
import { TAB, TAB_BAR } from "./tab-link";

export const Tabs = Radix.Root;

export function TabsList({ className, ...props }: ComponentProps<typeof Radix.List>) {
  return <Radix.List className={cn(TAB_BAR, className)} {...props} />;
}

export interface TabsTriggerProps extends ComponentProps<typeof Radix.Trigger> {
  readonly count?: ReactNode;
}
export function TabsTrigger({ className, count, children, ...props }: TabsTriggerProps) {
  return (
    <Radix.Trigger
      className={cn(TAB, "data-[state=active]:border-accent data-[state=active]:text-ink", className)}
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
