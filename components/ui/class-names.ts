import { type ClassValue, clsx } from "clsx";
import { createTailwindMerge } from "tailwind-merge";

const SIDES = ["", "x", "y", "t", "r", "b", "l"] as const;
type Group = (string | Record<string, readonly (string | ((value: string) => boolean))[]>)[];

const any = () => true;
const COLOURS =
  /^(?:canvas|surface|sunken|hover|ink|line|accent|on-|wait|loss|focus|veil|data-|holdout|proposal|transparent|current)/;
const isColour = (value: string) => COLOURS.test(value);
const isTextSize = (value: string) => /^(?:xs|sm|base|lg|xl|2xl|\[[\d.]+(?:px|rem)\])$/.test(value);
const isWidth = (value: string) => /^(?:\d+|\[[\d.]+px\])$/.test(value);
const isRadius = (value: string) => /^(?:sm|md|lg|full|none|\[.*\])$/.test(value);

const spacing = (name: "p" | "m") =>
  Object.fromEntries(SIDES.map((side) => [`${name}${side}`, [{ [`${name}${side}`]: [any] }]] as const));
const single = (...names: string[]) =>
  Object.fromEntries(names.map((name) => [name, [{ [name]: [any] }]] as const));

/** A shorthand takes back what was said of its sides before it. */
const overSides = (name: "p" | "m") => ({
  [name]: SIDES.slice(1).map((side) => name + side),
  [`${name}x`]: [`${name}r`, `${name}l`],
  [`${name}y`]: [`${name}t`, `${name}b`],
});

/**
 * Only the groups of classes that callers here override. The ready-made configuration knows all of Tailwind
 * and weighs 5 kB more on every page. Classes of no group pass through.
 */
const merge = createTailwindMerge(() => ({
  cacheSize: 500,
  prefix: undefined,
  theme: {},
  classGroups: {
    display: [
      "block",
      "inline-block",
      "inline",
      "flex",
      "inline-flex",
      "grid",
      "inline-grid",
      "contents",
      "hidden",
    ],
    position: ["static", "fixed", "absolute", "relative", "sticky"],
    ...spacing("p"),
    ...spacing("m"),
    ...single(
      "size",
      "w",
      "h",
      "min-w",
      "min-h",
      "max-w",
      "max-h",
      "gap",
      "gap-x",
      "gap-y",
      "z",
      "opacity",
      "items",
    ),
    ...single(
      "justify",
      "self",
      "inset",
      "inset-x",
      "inset-y",
      "top",
      "right",
      "bottom",
      "left",
      "grid-cols",
      "animate",
    ),
    ...single("tracking", "leading", "shadow", "aspect", "order", "overflow", "overflow-x", "overflow-y"),
    "flex-direction": [{ flex: ["row", "col", "row-reverse", "col-reverse"] }],
    "flex-grow": [{ flex: ["1", "auto", "initial", "none"] }],
    shrink: [{ shrink: ["", "0"] }],
    "text-size": [{ text: [isTextSize] }],
    "text-colour": [{ text: [isColour] }],
    "text-align": [{ text: ["left", "center", "right", "start", "end"] }],
    "font-weight": [{ font: ["normal", "medium", "semibold", "bold"] }],
    background: [{ bg: [isColour] }],
    rounded: [{ rounded: ["", isRadius] }],
    "border-width": [{ border: ["", isWidth] }],
    "border-colour": [{ border: [isColour] }],
    whitespace: [{ whitespace: [any] }],
  } as Record<string, Group>,
  conflictingClassGroups: {
    ...overSides("p"),
    ...overSides("m"),
    size: ["w", "h"],
    gap: ["gap-x", "gap-y"],
    inset: ["inset-x", "inset-y", "top", "right", "bottom", "left"],
    "inset-x": ["left", "right"],
    "inset-y": ["top", "bottom"],
    overflow: ["overflow-x", "overflow-y"],
    "text-size": ["leading"],
  },
  conflictingClassGroupModifiers: {},
  orderSensitiveModifiers: ["before", "after", "*", "**", "placeholder", "backdrop"],
}));

/** Joins class names; of two Tailwind classes for the same property the later wins. */
export function cn(...values: ClassValue[]): string {
  return merge(clsx(values));
}
