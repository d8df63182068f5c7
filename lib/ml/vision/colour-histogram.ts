import { writeOklab } from "./oklab";
import { checkPicture, type Picture } from "./picture";

/** Bins along lightness, green–red, blue–yellow. */
const BINS = [4, 7, 7] as const;
const LOW = [0, -0.28, -0.34] as const;
const HIGH = [1, 0.3, 0.22] as const;
export const COLOUR_BINS = BINS[0] * BINS[1] * BINS[2];

/**
 * Colours of a picture: a histogram over Oklab, each pixel shared among the eight nearest bins by its distance to them,
 * so that a slightly different shade gives a slightly different histogram. Transparent pixels do not count and those
 * near the middle count up to three times as much as the corners, where products show their background.
 * @returns `COLOUR_BINS` square roots of shares, a vector of length 1 (0 for a picture that is wholly transparent):
 * its inner product with another is the Bhattacharyya coefficient. O(pixels).
 * Source: Swain & Ballard (1991), "Color indexing"; soft binning and Oklab are ours.
 */
export function colourHistogram(picture: Picture): Float64Array {
  checkPicture(picture);
  const { width, height, rgba } = picture;
  const histogram = new Float64Array(COLOUR_BINS);
  const lab = new Float64Array(3);
  let total = 0;
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const at = 4 * (y * width + x);
      const weight = (rgba[at + 3]! / 255) * centreWeight(x, y, width, height);
      if (weight === 0) continue;
      writeOklab(rgba[at]!, rgba[at + 1]!, rgba[at + 2]!, lab);
      share(histogram, lab, weight);
      total += weight;
    }
  return histogram.map((value) => (total > 0 ? Math.sqrt(value / total) : 0));
}

/** 3 in the middle, falling to 1 in the corners. */
function centreWeight(x: number, y: number, width: number, height: number): number {
  const u = (2 * (x + 0.5)) / width - 1;
  const v = (2 * (y + 0.5)) / height - 1;
  return 3 - (u * u + v * v);
}

function share(histogram: Float64Array, lab: Float64Array, weight: number): void {
  const [l, lUp] = position(lab[0]!, 0);
  const [a, aUp] = position(lab[1]!, 1);
  const [b, bUp] = position(lab[2]!, 2);
  for (let corner = 0; corner < 8; corner++) {
    const i = corner & 1;
    const j = (corner >> 1) & 1;
    const k = corner >> 2;
    const part = (i ? lUp : 1 - lUp) * (j ? aUp : 1 - aUp) * (k ? bUp : 1 - bUp);
    // A share of 0 may name a bin past the end.
    if (part > 0) histogram[((l + i) * BINS[1] + a + j) * BINS[2] + b + k]! += part * weight;
  }
}

/** The lower of the two nearest bins along an axis, and the share of the upper one. */
function position(value: number, axis: 0 | 1 | 2): [number, number] {
  const last = BINS[axis] - 1;
  const at = Math.min(Math.max(((value - LOW[axis]) / (HIGH[axis] - LOW[axis])) * last, 0), last);
  const lower = Math.min(Math.floor(at), last);
  return [lower, at - lower];
}
