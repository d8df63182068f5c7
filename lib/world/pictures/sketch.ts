import type { Rng } from "@/lib/ml/core/rng";

/** A closed outline of a thing, to be filled, patterned and lit. */
export interface Part {
  /** Path data. */
  readonly d: string;
  readonly fill: string;
  /** Takes the product's pattern. */
  readonly patterned?: boolean;
  /** How strongly light and shade model it: 0 flat, 1 round. */
  readonly round?: number;
}

/** A drawing in layers, from back to front. */
export interface Sketch {
  /** Behind the parts: handles, straps, far rims. */
  readonly back?: string;
  readonly parts: readonly Part[];
  /** Before the parts: rims, lids, labels, flames. */
  readonly front?: string;
  /** The box that patterns fill. */
  readonly box: { readonly x: number; readonly y: number; readonly width: number; readonly height: number };
  /** Where it stands: centre and half-width of its shadow; null for what hangs or is seen from above. */
  readonly ground: { readonly x: number; readonly y: number; readonly half: number } | null;
}

/** What a drawing may use: its colours, its build, and chance for the small things. */
export interface Palette {
  readonly body: string;
  readonly second: string;
  readonly accent: string;
  /** 0–1: slim to broad. */
  readonly proportion: number;
  readonly rng: Rng;
}

/**
 * Stands in drawings for the picture's key: KEY-c0, KEY-c1 … clip to the parts, KEY-l fills with a soft warm light.
 */
export const KEY = "KEY";

/** A number in path data: one decimal is a quarter of a pixel on any screen. */
export function n(value: number): string {
  const rounded = Math.round(value * 10) / 10;
  return Object.is(rounded, -0) ? "0" : String(rounded);
}

/** Path data from numbers and letters: p`M ${x} ${y} L ...` with every number shortened. */
export function p(texts: TemplateStringsArray, ...values: number[]): string {
  return texts.reduce((path, text, k) => path + text + (k < values.length ? n(values[k]!) : ""), "");
}

/** Attributes that draw a line and fill nothing. */
export function line(colour: string, width: number, opacity = 1): string {
  return `fill="none" stroke="${colour}" stroke-width="${n(width)}" stroke-linecap="round" stroke-linejoin="round"${opacity < 1 ? ` opacity="${opacity}"` : ""}`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, attributes: string): string {
  return `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" ${attributes}/>`;
}

export function path(d: string, attributes: string): string {
  return `<path d="${d}" ${attributes}/>`;
}
