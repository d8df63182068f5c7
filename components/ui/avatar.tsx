import { cn } from "./class-names";

/** Up to two letters that stand for a name: first and last word, or the last two of a Chinese name. */
export function initialsOf(name: string): string {
  const trimmed = name.trim();
  if (/^[\p{Script=Han}·]+$/u.test(trimmed)) return [...trimmed].slice(-2).join("");
  const words = trimmed.split(/[\s._-]+/).filter(Boolean);
  const letters = words.length > 1 ? [words[0]!, words[words.length - 1]!] : words;
  return letters.map((word) => [...word][0]!.toUpperCase()).join("") || "?";
}

const SIZES = { sm: "size-6 text-[10px]", md: "size-8 text-xs", lg: "size-12 text-base" };

/** A person without a picture. Decorative: the name stands beside it. */
export function Avatar({
  name,
  size = "md",
  className,
}: {
  name: string;
  size?: keyof typeof SIZES;
  className?: string;
}) {
  return (
    <span
      aria-hidden="true"
      className={cn(
        "inline-flex shrink-0 select-none items-center justify-center rounded-full bg-accent-soft font-medium text-accent-text",
        SIZES[size],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
