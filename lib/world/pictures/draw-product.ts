import { createRng } from "@/lib/ml/core/rng";
import type { Look, Shape } from "../types";
import { darken, lighten, mix } from "./colour";
import { paintPattern } from "./patterns";
import { bagsAndBoxes } from "./shapes/bags-and-boxes";
import { clothAndBaskets } from "./shapes/cloth-and-baskets";
import { cupsAndBowls } from "./shapes/cups-and-bowls";
import { kitchen } from "./shapes/kitchen";
import { lights } from "./shapes/lights";
import { pots } from "./shapes/pots";
import { teaTable } from "./shapes/tea-table";
import { ellipse, KEY, n, type Palette, type Sketch } from "./sketch";

const SHAPES: Readonly<Record<Shape, (palette: Palette) => Sketch>> = {
  ...pots,
  ...cupsAndBowls,
  ...teaTable,
  ...kitchen,
  ...clothAndBaskets,
  ...lights,
  ...bagsAndBoxes,
};

/** How much of the frame each thing takes. */
const ZOOM: Readonly<Record<Shape, number>> = {
  tin: 1.28,
  pouch: 1.28,
  teapot: 1.12,
  gaiwan: 1.42,
  cup: 1.42,
  mug: 1.4,
  infuser: 1.5,
  tray: 1.16,
  whisk: 1.3,
  kettle: 1.16,
  plate: 1.14,
  bowl: 1.24,
  pan: 1.02,
  casserole: 1.22,
  knife: 1.02,
  board: 1.12,
  towel: 1.1,
  apron: 1.1,
  candle: 1.42,
  lantern: 1.1,
  vase: 1.12,
  planter: 1.24,
  basket: 1.2,
  blanket: 1.2,
  flask: 1.16,
  jar: 1.42,
  biscuits: 1.26,
  giftbox: 1.24,
};

/**
 * A product's picture: an SVG of 400 × 400 drawn from its look alone, so that one look is one picture. Light falls
 * from the upper left on a quiet table; the ids inside carry `key`, so that many pictures may share a page.
 * @param key letters, digits and hyphens, unlike any other on the page @param title read to those who cannot see it
 * Cost: a few hundred path elements at most, 2–30 kB.
 */
export function drawProduct(look: Look, key: string, title: string): string {
  const [body, second, accent] = look.colours;
  const rng = createRng(look.seed);
  const sketch = SHAPES[look.shape]({ body, second, accent, proportion: look.proportion, rng });
  const pattern = paintPattern(look.pattern, sketch.box, { body, second, accent, rng: rng.fork("pattern") });
  const parts = sketch.parts
    .map((part, k) => {
      const clip = `${KEY}-c${k}`;
      const roundness = part.round ?? 1;
      return (
        `<clipPath id="${clip}"><path d="${part.d}"/></clipPath><g clip-path="url(#${clip})">` +
        `<path d="${part.d}" fill="${part.fill}"/>` +
        (part.patterned && pattern ? `<use href="#${KEY}-p"/>` : "") +
        (roundness > 0
          ? `<path d="${part.d}" fill="url(#${KEY}-s)" opacity="${n(roundness)}"/><path d="${part.d}" fill="url(#${KEY}-v)" opacity="${n(roundness)}"/>`
          : "") +
        "</g>"
      );
    })
    .join("");
  const { ground } = sketch;
  const zoom = ZOOM[look.shape];
  const standing = ground ? 352 : 200;
  const table = ground
    ? `<rect y="${n(standing - 52)}" width="400" height="${n(452 - standing)}" fill="url(#${KEY}-t)"/>`
    : "";
  const shadow = ground
    ? ellipse(
        ground.x + 14,
        ground.y + 2,
        ground.half * 1.12,
        Math.max(9, ground.half * 0.15),
        `fill="url(#${KEY}-g)"`,
      )
    : "";
  const anchor = ground ? ground.y : 200;
  const drawing =
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" role="img" aria-label="${escapeText(title)}">` +
    `<defs>${lightOf(look.backdrop)}${pattern ? `<g id="${KEY}-p">${pattern}</g>` : ""}</defs>` +
    `<rect width="400" height="400" fill="url(#${KEY}-b)"/>${table}` +
    `<g transform="translate(200 ${n(standing)}) scale(${zoom}) translate(-200 ${n(-anchor)})">` +
    `${shadow}${sketch.back ?? ""}${parts}${sketch.front ?? ""}</g></svg>`;
  return drawing.replaceAll(`${KEY}-`, `${key}-`);
}

/** Wall, table, shadow on the ground, and the two gradients that make a thing look round. */
function lightOf(backdrop: string): string {
  const stop = (offset: number, colour: string, opacity = 1) =>
    `<stop offset="${offset}" stop-color="${colour}"${opacity < 1 ? ` stop-opacity="${opacity}"` : ""}/>`;
  const table = mix(backdrop, "#8a7358", 0.16);
  return (
    `<linearGradient id="${KEY}-b" x1="0" y1="0" x2="0.4" y2="1">${stop(0, lighten(backdrop, 0.5))}${stop(1, backdrop)}</linearGradient>` +
    `<linearGradient id="${KEY}-t" x1="0" y1="0" x2="0" y2="1">${stop(0, table, 0)}${stop(0.16, table, 0.85)}${stop(1, darken(table, 0.05))}</linearGradient>` +
    `<radialGradient id="${KEY}-g">${stop(0, "#3a2d20", 0.42)}${stop(0.6, "#3a2d20", 0.2)}${stop(1, "#3a2d20", 0)}</radialGradient>` +
    `<linearGradient id="${KEY}-s" x1="0" y1="0" x2="1" y2="0.08">${stop(0, "#1a1410", 0.16)}${stop(0.12, "#ffffff", 0.05)}${stop(0.27, "#ffffff", 0.38)}${stop(0.42, "#ffffff", 0.04)}${stop(0.66, "#1a1410", 0.1)}${stop(1, "#1a1410", 0.42)}</linearGradient>` +
    `<radialGradient id="${KEY}-l">${stop(0, "#fbe2a0", 0.75)}${stop(0.5, "#fbe2a0", 0.28)}${stop(1, "#fbe2a0", 0)}</radialGradient>` +
    `<linearGradient id="${KEY}-v" x1="0" y1="0" x2="0" y2="1">${stop(0, "#ffffff", 0.1)}${stop(0.55, "#1a1410", 0)}${stop(1, "#1a1410", 0.2)}</linearGradient>`
  );
}

function escapeText(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
