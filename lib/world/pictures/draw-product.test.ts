import { describe, expect, it } from "vitest";
import { worldSettings } from "../settings";
import type { Look, Pattern, Shape } from "../types";
import { createWorld } from "../world";
import { drawProduct } from "./draw-product";

const { rows } = createWorld(worldSettings()).goods;
const pictures = rows.map((row) => drawProduct(row.look, `p${row.productNo}`, row.name.en));

/** Tag names in order; throws where they do not nest. */
function checkNesting(svg: string): void {
  const open: string[] = [];
  for (const [, closing, name, selfClosing] of svg.matchAll(/<(\/?)([A-Za-z]+)(?:"[^"]*"|[^">])*?(\/?)>/g)) {
    if (closing) expect(open.pop()).toBe(name);
    else if (!selfClosing) open.push(name!);
  }
  expect(open).toEqual([]);
}

describe("product pictures", () => {
  it("are well-formed, finite and of a size a page can carry", () => {
    for (const svg of pictures) {
      checkNesting(svg);
      expect(svg).not.toMatch(/NaN|undefined|Infinity|KEY/);
      expect(svg.length).toBeGreaterThan(1_500);
      expect(svg.length).toBeLessThan(60_000);
    }
    expect(pictures.reduce((sum, svg) => sum + svg.length, 0) / pictures.length).toBeLessThan(25_000);
  });

  it("refer only to their own ids, so that many may share a page", () => {
    pictures.forEach((svg, k) => {
      const ids = [...svg.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id!);
      const uses = [...svg.matchAll(/(?:url\(|href=")#([^)"]+)/g)].map(([, id]) => id!);
      expect(new Set(ids).size).toBe(ids.length);
      for (const id of ids) expect(id.startsWith(`p${rows[k]!.productNo}-`)).toBe(true);
      for (const use of uses) expect(ids).toContain(use);
    });
  });

  it("follow from the look alone, and differ where looks differ", () => {
    const again = drawProduct(rows[0]!.look, "p1", rows[0]!.name.en);
    expect(again).toBe(pictures[0]);
    const bare = new Map<string, string>();
    for (const [k, svg] of pictures.entries()) {
      const drawing = svg.replaceAll(`p${rows[k]!.productNo}-`, "").replace(/aria-label="[^"]*"/, "");
      bare.set(drawing, JSON.stringify(rows[k]!.look));
    }
    expect(bare.size).toBe(new Set(rows.map((row) => JSON.stringify(row.look))).size);
    expect(bare.size).toBeGreaterThan(0.95 * rows.length);
  });

  it("say what they show to those who cannot see them, markup made harmless", () => {
    const svg = drawProduct(rows[0]!.look, "k", 'A <pot> & "lid"');
    expect(svg).toContain('aria-label="A &lt;pot> &amp; &quot;lid&quot;"');
  });

  it("can be drawn in every shape with every pattern", () => {
    const shapes = [...new Set(rows.map((row) => row.look.shape))] as Shape[];
    const patterns: Pattern[] = [
      ...(["plain", "speckle", "stripes", "waves", "bamboo", "blossom", "crackle"] as const),
      ...(["mountains", "leaves", "grid", "dots", "cranes", "dip"] as const),
    ];
    expect(shapes.length).toBeGreaterThanOrEqual(28);
    for (const shape of shapes)
      for (const pattern of patterns)
        for (const proportion of [0, 0.5, 1]) {
          const look: Look = { ...rows[0]!.look, shape, pattern, proportion };
          const svg = drawProduct(look, "t", "t");
          expect(svg).not.toMatch(/NaN|undefined|KEY/);
          checkNesting(svg);
        }
  });
});
