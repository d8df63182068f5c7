import { MlError } from "../core/errors";
import { COLOUR_BINS, colourHistogram } from "./colour-histogram";
import { EDGE_BINS, edgeHistogram } from "./edge-histogram";
import type { Picture } from "./picture";

/** Values of a descriptor. */
export const DESCRIPTOR_LENGTH = COLOUR_BINS + EDGE_BINS;

/**
 * What a picture looks like, as a vector of length 1: its colours (weight `colourShare`) beside its edges. The inner
 * product of two descriptors is their similarity, 0 nothing alike to 1 the same. It knows colour and outline, not
 * meaning: a red bag resembles a red shoe of that outline.
 * @param options.colourShare 0–1, default 0.6. @returns `DESCRIPTOR_LENGTH` values; a picture without colours or edges
 * (transparent, or one flat colour) has zeros there and is shorter than 1. O(pixels).
 */
export function imageDescriptor(picture: Picture, options: { colourShare?: number } = {}): Float64Array {
  const { colourShare = 0.6 } = options;
  if (!(colourShare >= 0 && colourShare <= 1))
    throw new MlError("BAD_PARAMETER", "colourShare lies between 0 and 1.", {
      received: String(colourShare),
    });
  const descriptor = new Float64Array(DESCRIPTOR_LENGTH);
  descriptor.set(colourHistogram(picture).map((value) => value * Math.sqrt(colourShare)));
  descriptor.set(
    edgeHistogram(picture).map((value) => value * Math.sqrt(1 - colourShare)),
    COLOUR_BINS,
  );
  return descriptor;
}
