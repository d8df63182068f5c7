import sharp from "sharp";
import { MlError } from "../core/errors";
import type { Picture } from "./picture";

/** Side of the square that pictures are brought to: enough for colours and outlines. */
const SIDE = 64;
/** Larger pictures are refused before they are decoded. */
const MAXIMUM_PIXELS = 50_000_000;

/**
 * Decodes an encoded picture (JPEG, PNG, WebP, AVIF, GIF's first frame, SVG) and brings it to 64 × 64, whole, with
 * transparent margins where it is not square.
 * @throws MlError BAD_PARAMETER when it cannot be read or has more than 50 million pixels.
 */
export async function loadPicture(encoded: Uint8Array): Promise<Picture> {
  try {
    const { data, info } = await sharp(encoded, { limitInputPixels: MAXIMUM_PIXELS, failOn: "error" })
      .rotate()
      .resize(SIDE, SIDE, { fit: "contain", background: { r: 255, g: 255, b: 255, alpha: 0 } })
      .toColourspace("srgb")
      .ensureAlpha()
      .raw()
      .toBuffer({ resolveWithObject: true });
    return { width: info.width, height: info.height, rgba: new Uint8Array(data) };
  } catch (cause) {
    throw new MlError("BAD_PARAMETER", "This picture cannot be read.", {
      expected: "JPEG, PNG, WebP, AVIF, GIF or SVG",
      received: cause instanceof Error ? cause.message : String(cause),
    });
  }
}
