import { cva, type VariantProps } from "class-variance-authority";
import type { ReactNode } from "react";
import { cn } from "./class-names";

const badge = cva(
  "inline-flex max-w-full items-center gap-1 whitespace-nowrap rounded-sm border px-1.5 py-px font-medium text-xs [&_svg]:size-3",
  {
    variants: {
      tone: {
        neutral: "border-line bg-sunken text-ink-soft",
        accent: "border-accent-line bg-accent-soft text-accent-text",
        wait: "border-wait-line bg-wait-soft text-wait-text",
        loss: "border-loss-line bg-loss-soft text-loss-text",
        outline: "border-line-strong bg-transparent text-ink-soft",
      },
    },
    defaultVariants: { tone: "neutral" },
  },
);
export type BadgeTone = NonNullable<VariantProps<typeof badge>["tone"]>;

/** A state in a word. `wait` only for what waits for the reader. */
export function Badge({
  tone,
  className,
  children,
}: {
  tone?: BadgeTone;
  className?: string;
  children: ReactNode;
}) {
  return <span className={cn(badge({ tone }), className)}>{children}</span>;
}
