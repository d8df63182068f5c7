import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const css = readFileSync(fileURLToPath(new URL("../../app/globals.css", import.meta.url)), "utf8");

type Rgb = readonly [number, number, number];

function tokensOf(selector: string): Map<string, string> {
  const block = css.match(new RegExp(`${selector.replace(".", "\\.")} \\{([^}]*)\\}`))?.[1] ?? "";
  return new Map(
    [...block.matchAll(/--([\w-]+):\s*(#[0-9a-f]{6});/g)].map((match) => [match[1]!, match[2]!]),
  );
}
const themes = { light: tokensOf(":root"), dark: tokensOf(".dark") };

/** sRGB hex to linear light. */
function linear(hex: string): Rgb {
  const channel = (at: number) => {
    const value = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
}

/** WCAG 2.2 contrast ratio. */
function contrast(a: string, b: string): number {
  const [low, high] = [a, b]
    .map((hex) => {
      const [red, green, blue] = linear(hex);
      return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
    })
    .sort((x, y) => x - y) as [number, number];
  return (high + 0.05) / (low + 0.05);
}

/** Machado, Oliveira & Fernandes 2009, severity 1.0, on linear light. */
const VISIONS: Record<string, readonly Rgb[]> = {
  normal: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
};

function seenAs(hex: string, vision: readonly Rgb[]): Rgb {
  const [red, green, blue] = linear(hex);
  return vision.map((row) =>
    Math.min(1, Math.max(0, row[0] * red + row[1] * green + row[2] * blue)),
  ) as unknown as Rgb;
}

function lab([red, green, blue]: Rgb): Rgb {
  const f = (t: number) => (t > 216 / 24389 ? Math.cbrt(t) : (24389 / 27 / 116) * t + 16 / 116);
  const x = f((0.4124564 * red + 0.3575761 * green + 0.1804375 * blue) / 0.95047);
  const y = f(0.2126729 * red + 0.7151522 * green + 0.072175 * blue);
  const z = f((0.0193339 * red + 0.119192 * green + 0.9503041 * blue) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

/** Colour difference CIE94 (graphic arts), symmetric form. */
function difference(p: Rgb, q: Rgb): number {
  const chromaP = Math.hypot(p[1], p[2]);
  const chromaQ = Math.hypot(q[1], q[2]);
  const deltaChroma = chromaP - chromaQ;
  const deltaHue2 = Math.max(0, (p[1] - q[1]) ** 2 + (p[2] - q[2]) ** 2 - deltaChroma ** 2);
  const chroma = Math.sqrt(chromaP * chromaQ);
  return Math.sqrt(
    (p[0] - q[0]) ** 2 + (deltaChroma / (1 + 0.045 * chroma)) ** 2 + deltaHue2 / (1 + 0.015 * chroma) ** 2,
  );
}

const TEXT = ["ink", "ink-soft", "ink-faint", "accent-text", "loss-text", "wait-text"];
const GROUNDS = ["canvas", "surface", "sunken", "hover"];
const PAIRS = [
  ["on-accent", "accent"],
  ["on-accent", "accent-hover"],
  ["on-wait", "wait"],
  ["on-loss", "loss"],
  ["on-loss", "loss-hover"],
  ["accent-text", "accent-soft"],
  ["wait-text", "wait-soft"],
  ["loss-text", "loss-soft"],
  ["ink", "accent-soft"],
  ["ink", "accent-line"],
  ["ink", "wait-soft"],
  ["ink", "loss-soft"],
  ["ink-soft", "accent-soft"],
  ["canvas", "ink"],
] as const;
const CATEGORIES = [1, 2, 3, 4, 5, 6, 7, 8].map((place) => `data-${place}`);

describe.each(Object.entries(themes))("the %s theme", (_, tokens) => {
  const colour = (name: string) => {
    const hex = tokens.get(name);
    if (!hex) throw new Error(`no token --${name}`);
    return hex;
  };

  it("keeps text at 4.5:1 on every ground it may stand on", () => {
    const pairs = [...PAIRS, ...TEXT.flatMap((text) => GROUNDS.map((ground) => [text, ground] as const))];
    const weak = pairs
      .map(([text, ground]) => ({ text, ground, ratio: contrast(colour(text), colour(ground)) }))
      .filter(({ ratio }) => ratio < 4.5);
    expect(weak).toEqual([]);
  });

  it("keeps marks of data and the focus ring at 3:1 on the surface", () => {
    const weak = [...CATEGORIES, "data-holdout", "data-proposal", "data-today", "focus"]
      .map((name) => ({ name, ratio: contrast(colour(name), colour("surface")) }))
      .filter(({ ratio }) => ratio < 3);
    expect(weak).toEqual([]);
  });

  it.each(Object.entries(VISIONS))(
    "keeps the eight categories, holdout and proposal apart under %s",
    (_, vision) => {
      const names = [...CATEGORIES, "data-holdout", "data-proposal"];
      const seen = names.map((name) => lab(seenAs(colour(name), vision)));
      const close = names.flatMap((name, i) =>
        names.slice(i + 1).flatMap((other, offset) => {
          const gap = difference(seen[i]!, seen[i + 1 + offset]!);
          return gap < 10 ? [{ name, other, gap }] : [];
        }),
      );
      expect(close).toEqual([]);
    },
  );
});
