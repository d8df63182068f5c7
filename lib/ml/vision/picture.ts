import { MlError } from "../core/errors";

/** Decoded pixels, row by row from the top left, four bytes each: red, green, blue (sRGB), opacity. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly rgba: Uint8Array;
}

/** Refuses an empty picture and one whose bytes do not fill it. */
export function checkPicture(picture: Picture): void {
  const { width, height, rgba } = picture;
  if (!Number.isInteger(width) || !Number.isInteger(height) || width < 1 || height < 1)
    throw new MlError("EMPTY_INPUT", "A picture has at least one pixel.", {
      received: `${width} × ${height}`,
    });
  if (rgba.length !== width * height * 4)
    throw new MlError("BAD_SHAPE", "A picture holds four bytes per pixel.", {
      expected: `${width * height * 4} bytes`,
      received: `${rgba.length}`,
    });
}
