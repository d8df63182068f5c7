/** Red, green and blue of `#rrggbb`, 0–255. */
function channels(hex: string): [number, number, number] {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
}

/** The colour a share of the way from one to another; 0 gives the first, 1 the second. */
export function mix(from: string, to: string, share: number): string {
  const a = channels(from);
  const b = channels(to);
  return `#${a
    .map((value, k) =>
      Math.round(value + (b[k]! - value) * share)
        .toString(16)
        .padStart(2, "0"),
    )
    .join("")}`;
}

export const lighten = (hex: string, share: number): string => mix(hex, "#ffffff", share);
export const darken = (hex: string, share: number): string => mix(hex, "#1a1410", share);

/** 0 black – 1 white, by perceived weight. */
export function lightness(hex: string): number {
  const [red, green, blue] = channels(hex);
  return (0.3 * red + 0.59 * green + 0.11 * blue) / 255;
}
