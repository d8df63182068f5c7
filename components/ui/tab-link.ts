import { cn } from "./class-names";

/** The line on which tabs stand. */
export const TAB_BAR = "flex gap-5 overflow-x-auto border-b";
export const TAB =
  "-mb-px inline-flex h-9 shrink-0 items-center gap-1.5 border-b-2 border-transparent font-medium text-ink-soft text-sm transition-colors hover:text-ink";

/** The look of a tab for links between the pages of one section: `<nav className={TAB_BAR}><Link className={tabLink(active)}>`. */
export function tabLink(active: boolean): string {
  return cn(TAB, active && "border-accent text-ink");
}
