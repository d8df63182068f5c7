import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MlError } from "../core/errors";
import { matrixFromRows } from "../core/shapes";
import { colourHistogram } from "./colour-histogram";
import { edgeHistogram } from "./edge-histogram";
import { DESCRIPTOR_LENGTH, imageDescriptor } from "./image-descriptor";
import { loadPicture } from "./load-picture";
import { nearestPictures } from "./nearest-pictures";
import { writeOklab } from "./oklab";
import type { Picture } from "./picture";

type Colour = readonly [number, number, number];

/** A picture by a rule that gives each pixel a colour; `null` is transparent. */
function draw(size: number, paint: (u: number, v: number) => Colour | null): Picture {
  const rgba = new Uint8Array(size * size * 4);
  for (let y = 0; y < size; y++)
    for (let x = 0; x < size; x++) {
      const colour = paint((x + 0.5) / size, (y + 0.5) / size);
      rgba.set(colour ? [...colour, 255] : [0, 0, 0, 0], 4 * (y * size + x));
    }
  return { width: size, height: size, rgba };
}

const disc = (colour: Colour, size = 32) =>
  draw(size, (u, v) => (Math.hypot(u - 0.5, v - 0.5) < 0.35 ? colour : null));
const stripes = (across: boolean) =>
  draw(32, (u, v) => (Math.floor((across ? v : u) * 8) % 2 ? [20, 20, 20] : [230, 230, 230]));
const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, value, i) => sum + value * b[i]!, 0);
const alike = (a: Picture, b: Picture) => dot(imageDescriptor(a), imageDescriptor(b));

const red: Colour = [200, 30, 30];
const darkRed: Colour = [185, 28, 34];
const blue: Colour = [30, 40, 200];

describe("Oklab", () => {
  it("agrees with the published values of white and pure red", () => {
    const out = new Float64Array(3);
    writeOklab(255, 255, 255, out);
    expect(Array.from(out)).toEqual([expect.closeTo(1, 6), expect.closeTo(0, 6), expect.closeTo(0, 6)]);
    writeOklab(255, 0, 0, out);
    expect(Array.from(out)).toEqual([
      expect.closeTo(0.627955, 5),
      expect.closeTo(0.224863, 5),
      expect.closeTo(0.125846, 5),
    ]);
  });
});

describe("colours", () => {
  it("of a slightly different shade are nearer than those of another hue", () => {
    const [a, b, c] = [red, darkRed, blue].map((colour) => colourHistogram(disc(colour)));
    expect(dot(a!, b!)).toBeGreaterThan(0.9);
    expect(dot(a!, c!)).toBeLessThan(0.5);
  });
  it("do not see what is transparent", () => {
    const opaque = draw(16, () => red);
    const half = draw(16, (u) => (u < 0.5 ? red : null));
    expect(dot(colourHistogram(opaque), colourHistogram(half))).toBeCloseTo(1, 12);
    expect(colourHistogram(draw(4, () => null)).every((value) => value === 0)).toBe(true);
  });
});

describe("edges", () => {
  it("lie across the stripes", () => {
    const across = edgeHistogram(stripes(true));
    const along = edgeHistogram(stripes(false));
    expect(dot(across, along)).toBeLessThan(0.05);
    expect(dot(across, across)).toBeCloseTo(1, 12);
  });
  it("are none in a flat picture", () => {
    expect(edgeHistogram(draw(8, () => red)).every((value) => value === 0)).toBe(true);
  });
  it("are the same for dark on light and light on dark", () => {
    const ring = (inner: Colour, outer: Colour) =>
      draw(32, (u, v) => (Math.hypot(u - 0.5, v - 0.5) < 0.3 ? inner : outer));
    const [a, b] = [ring([0, 0, 0], [255, 255, 255]), ring([255, 255, 255], [0, 0, 0])].map(edgeHistogram);
    expect(dot(a!, b!)).toBeGreaterThan(0.99);
  });
});

describe("a picture's descriptor", () => {
  it("hardly depends on the picture's size", () => {
    expect(alike(disc(red, 32), disc(red, 64))).toBeGreaterThan(0.95);
  });
  it("finds the picture of the same thing in another shade before one in another colour or shape", () => {
    const square = draw(32, (u, v) => (Math.max(Math.abs(u - 0.5), Math.abs(v - 0.5)) < 0.3 ? red : null));
    const pictures = [disc(blue), square, disc(darkRed), stripes(true)];
    const index = matrixFromRows(pictures.map((picture) => imageDescriptor(picture)));
    expect(nearestPictures(index, imageDescriptor(disc(red)), 4).map(({ row }) => row)[0]).toBe(2);
    expect(nearestPictures(index, imageDescriptor(disc(red)), 4).at(-1)!.row).toBe(3);
  });
  it("has length 1 and similarity within 0–1, whatever is on it", () => {
    const bytes = fc.uint8Array({ minLength: 5 * 5 * 4, maxLength: 5 * 5 * 4 });
    fc.assert(
      fc.property(bytes, bytes, (a, b) => {
        const [first, second] = [a, b].map((rgba) => imageDescriptor({ width: 5, height: 5, rgba }));
        expect(first).toHaveLength(DESCRIPTOR_LENGTH);
        expect(dot(first!, first!)).toBeLessThanOrEqual(1 + 1e-9);
        const similarity = dot(first!, second!);
        expect(similarity).toBeGreaterThanOrEqual(0);
        expect(similarity).toBeLessThanOrEqual(1 + 1e-9);
      }),
    );
  });
  it("refuses bytes that do not fill it, and senseless weights", () => {
    expect(() => imageDescriptor({ width: 2, height: 2, rgba: new Uint8Array(3) })).toThrow(MlError);
    expect(() => imageDescriptor({ width: 0, height: 2, rgba: new Uint8Array(0) })).toThrow(MlError);
    expect(() => imageDescriptor(disc(red), { colourShare: 2 })).toThrow(MlError);
  });
});

describe("nearest pictures", () => {
  it("come best first, ties by row, without those left out", () => {
    const index = matrixFromRows([
      [1, 0],
      [0, 1],
      [1, 0],
      [0.6, 0.8],
    ]);
    const query = Float64Array.of(1, 0);
    expect(nearestPictures(index, query, 3).map(({ row }) => row)).toEqual([0, 2, 3]);
    expect(nearestPictures(index, query, 9, new Set([0])).map(({ row }) => row)).toEqual([2, 3, 1]);
    expect(() => nearestPictures(index, Float64Array.of(1), 1)).toThrow(MlError);
    expect(() => nearestPictures(index, query, 0)).toThrow(MlError);
  });
});

describe("a picture's file", () => {
  it("is decoded whole into a square", async () => {
    const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="200" height="100"><rect width="200" height="100" fill="#c81e1e"/></svg>`;
    const picture = await loadPicture(new TextEncoder().encode(svg));
    expect([picture.width, picture.height]).toEqual([64, 64]);
    const pixel = (x: number, y: number) =>
      Array.from(picture.rgba.subarray(4 * (y * 64 + x), 4 * (y * 64 + x) + 4));
    expect(pixel(32, 32)).toEqual([200, 30, 30, 255]);
    // Twice as wide as high: the top quarter is margin.
    expect(pixel(32, 4)[3]).toBe(0);
  });
  it("is refused when it is none", async () => {
    await expect(loadPicture(new TextEncoder().encode("not a picture"))).rejects.toThrow(MlError);
    await expect(loadPicture(new Uint8Array(0))).rejects.toThrow(MlError);
  });
});
