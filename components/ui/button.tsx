import { cva, type VariantProps } from "class-variance-authority";
import { Slot } from "radix-ui";
import type { ComponentProps } from "react";
import { cn } from "./class-names";

const button = cva(
  "inline-flex shrink-0 select-none items-center justify-center gap-1.5 whitespace-nowrap rounded-md font-medium transition-colors disabled:pointer-events-none disabled:opacity-50 aria-disabled:pointer-events-none aria-disabled:opacity-50 aria-busy:pointer-events-none [&_svg]:size-4 [&_svg]:shrink-0",
  {
    variants: {
      variant: {
        primary: "bg-accent text-on-accent hover:bg-accent-hover",
        secondary:
          "border border-line-strong bg-surface text-ink hover:bg-hover data-[state=open]:bg-hover aria-pressed:bg-hover",
        ghost:
          "text-ink-soft hover:bg-hover hover:text-ink data-[state=open]:bg-hover data-[state=open]:text-ink",
        danger: "bg-loss text-on-loss hover:bg-loss-hover",
        dangerQuiet: "border border-line-strong bg-surface text-loss-text hover:bg-loss-soft",
        wait: "bg-wait text-on-wait hover:brightness-95",
        link: "h-auto! px-0! text-accent-text underline-offset-4 hover:underline",
      },
      size: {
        sm: "h-7 px-2.5 text-xs",
        md: "h-8 px-3 text-sm",
        lg: "h-10 px-4 text-base",
        icon: "size-8",
        iconSm: "size-7 [&_svg]:size-3.5",
      },
    },
    defaultVariants: { variant: "secondary", size: "md" },
  },
);

export interface ButtonProps extends ComponentProps<"button">, VariantProps<typeof button> {
  /** Style the only child (a link) as a button. */
  readonly asChild?: boolean;
  /** The action is under way: the label stays, a second press does nothing. */
  readonly busy?: boolean;
}

/** A verb to press. `icon` sizes need an `aria-label`. */
export function Button({ className, variant, size, asChild, busy, children, type, ...props }: ButtonProps) {
  const classes = cn(button({ variant, size }), className);
  if (asChild) {
    return (
      <Slot.Root className={classes} {...props}>
        {children}
      </Slot.Root>
    );
  }
  return (
    <button
      type={type ?? "button"}
      className={cn(classes, busy && "relative overflow-hidden")}
      aria-busy={busy || undefined}
      {...props}
      onClick={busy ? undefined : props.onClick}
    >
      {children}
      {busy ? (
        <span
          aria-hidden="true"
          className="absolute inset-x-0 bottom-0 h-0.5 w-2/5 animate-travel bg-current opacity-70"
        />
      ) : null}
    </button>
  );
}
