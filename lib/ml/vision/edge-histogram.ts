import { writeOklab } from "./oklab";
import { checkPicture, type Picture } from "./picture";

/** The picture is cut into so many cells each way, and directions into so many bins of half a turn. */
const CELLS = 4;
const DIRECTIONS = 9;
export const EDGE_BINS = CELLS * CELLS * DIRECTIONS;

/**
 * Shape of what a picture shows: in each of 4 × 4 cells, how much edge there is in each of nine directions (of half a
 * turn: dark-to-light and light-to-dark are the same edge), by Sobel's gradient of the lightness. A pixel's strength is
 * shared between the two nearest directions. Transparency counts as white.
 * @returns `EDGE_BINS` square roots of shares, a vector of length 1 (0 for a picture without any edge). O(pixels).
 * Source: Dalal & Triggs (2005), "Histograms of oriented gradients for human detection", section 6, one block.
 */
export function edgeHistogram(picture: Picture): Float64Array {
  checkPicture(picture);
  const { width, height } = picture;
  const light = lightness(picture);
  const at = (x: number, y: number) =>
    light[Math.min(Math.max(y, 0), height - 1) * width + Math.min(Math.max(x, 0), width - 1)]!;
  const histogram = new Float64Array(EDGE_BINS);
  let total = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const right = at(x + 1, y - 1) + 2 * at(x + 1, y) + at(x + 1, y + 1);
      const left = at(x - 1, y - 1) + 2 * at(x - 1, y) + at(x - 1, y + 1);
      const below = at(x - 1, y + 1) + 2 * at(x, y + 1) + at(x + 1, y + 1);
      const above = at(x - 1, y - 1) + 2 * at(x, y - 1) + at(x + 1, y - 1);
      const strength = Math.hypot(right - left, below - above);
      // Below a hundredth of black-to-white it is noise of the encoding.
      if (strength < 0.04) continue;
      const turn = Math.atan2(below - above, right - left) / Math.PI;
      const direction = (turn < 0 ? turn + 1 : turn) * DIRECTIONS;
      const lower = Math.floor(direction);
      const cell = Math.floor((y * CELLS) / height) * CELLS + Math.floor((x * CELLS) / width);
      const upper = direction - lower;
      histogram[cell * DIRECTIONS + (lower % DIRECTIONS)]! += strength * (1 - upper);
      histogram[cell * DIRECTIONS + ((lower + 1) % DIRECTIONS)]! += strength * upper;
      total += strength;
    }
  return histogram.map((value) => (total > 0 ? Math.sqrt(value / total) : 0));
}

/** Oklab lightness per pixel, over white. */
function lightness({ rgba }: Picture): Float64Array {
  const lab = new Float64Array(3);
  return Float64Array.from({ length: rgba.length / 4 }, (_, pixel) => {
    const at = 4 * pixel;
    writeOklab(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!, lab);
    const opacity = rgba[at + 3]! / 255;
    return opacity * lab[0]! + (1 - opacity);
  });
}
