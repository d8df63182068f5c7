import { darken, lighten } from "../colour";
import { ellipse, line, type Palette, p, path, type Sketch } from "../sketch";

const TEA_SURFACES = ["#b8742f", "#c9a14b", "#8f3d22", "#a8b24a"];

/** Mouth of a vessel seen from a little above: far wall, what is in it, near rim. */
function mouth(cx: number, y: number, rx: number, ry: number, body: string, liquid: string | null): string {
  return (
    ellipse(cx, y, rx, ry, `fill="${darken(body, 0.28)}"`) +
    (liquid
      ? ellipse(cx, y + ry * 0.22, rx * 0.9, ry * 0.72, `fill="${liquid}"`) +
        ellipse(cx - rx * 0.3, y + ry * 0.05, rx * 0.26, ry * 0.16, 'fill="#ffffff" opacity="0.35"')
      : ellipse(cx, y + ry * 0.3, rx * 0.86, ry * 0.66, `fill="${darken(body, 0.12)}"`)) +
    ellipse(cx, y, rx, ry, line(lighten(body, 0.38), 2.6))
  );
}

function steam(cx: number, y: number): string {
  return [-16, 4, 22]
    .map((dx, k) =>
      path(
        p`M ${cx + dx} ${y} q ${-12} ${-18} ${0} ${-34} q ${11} ${-16} ${-2} ${-34 - 6 * k}`,
        line("#ffffff", 5, 0.5),
      ),
    )
    .join("");
}

function vessel(
  cx: number,
  top: number,
  bottom: number,
  mouthHalf: number,
  footHalf: number,
  bulge: number,
): string {
  return p`M ${cx - mouthHalf} ${top} C ${cx - mouthHalf - bulge * 0.2} ${top + (bottom - top) * 0.45} ${cx - footHalf - bulge} ${bottom - 12} ${cx - footHalf} ${bottom} Q ${cx} ${bottom + 9} ${cx + footHalf} ${bottom} C ${cx + footHalf + bulge} ${bottom - 12} ${cx + mouthHalf + bulge * 0.2} ${top + (bottom - top) * 0.45} ${cx + mouthHalf} ${top} Z`;
}

function cup({ body, proportion, rng }: Palette): Sketch {
  const cx = 200;
  const bottom = 312;
  // Tasting cups come in pairs.
  const pair = proportion > 0.7;
  const half = pair ? 58 : 62 + 26 * proportion;
  const height = pair ? 76 : 142 - 52 * proportion;
  const top = bottom - height;
  const liquid = TEA_SURFACES[Math.floor(rng.next() * TEA_SURFACES.length)]!;
  const second = pair
    ? path(
        vessel(cx + 62, top - 6, bottom - 16, half * 0.86, half * 0.5, 12),
        `fill="${darken(body, 0.13)}"`,
      ) + mouth(cx + 62, top - 6, half * 0.86, 14, darken(body, 0.08), liquid)
    : "";
  const x = pair ? cx - 42 : cx;
  return {
    back: second,
    parts: [{ d: vessel(x, top, bottom, half, half * 0.58, 16), fill: body, patterned: true }],
    front: mouth(x, top, half, 17, body, liquid) + steam(x, top - 14),
    box: { x: x - half - 4, y: top, width: 2 * half + 8, height: height + 8 },
    ground: { x: pair ? cx + 6 : cx, y: bottom + 4, half: pair ? half * 1.5 : half * 0.85 },
  };
}

function mug({ body, proportion, rng }: Palette): Sketch {
  const cx = 188;
  const bottom = 316;
  const half = 60 + 24 * proportion;
  const height = 128 + 20 * proportion;
  const top = bottom - height;
  const round = rng.next() < 0.5;
  const handle = round
    ? p`M ${cx + half - 6} ${top + 32} C ${cx + half + 62} ${top + 16} ${cx + half + 62} ${bottom - 26} ${cx + half - 8} ${bottom - 34}`
    : p`M ${cx + half - 6} ${top + 30} L ${cx + half + 34} ${top + 30} Q ${cx + half + 48} ${top + 32} ${cx + half + 42} ${top + 56} Q ${cx + half + 32} ${bottom - 34} ${cx + half - 8} ${bottom - 32}`;
  return {
    back: path(handle, line(darken(body, 0.24), 18)) + path(handle, line(lighten(body, 0.15), 5, 0.55)),
    parts: [{ d: vessel(cx, top, bottom, half, half * 0.88, 6), fill: body, patterned: true }],
    front: mouth(cx, top, half, 16, body, "#7a4a2a") + steam(cx, top - 14),
    box: { x: cx - half - 4, y: top, width: 2 * half + 8, height: height + 8 },
    ground: { x: cx + 8, y: bottom + 4, half: half * 1.05 },
  };
}

function bowl({ body, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 308;
  const half = 68 + 66 * proportion;
  const height = 60 + 42 * (1 - Math.abs(proportion - 0.85));
  const top = bottom - height;
  const d = p`M ${cx - half} ${top} C ${cx - half * 0.92} ${bottom - 22} ${cx - half * 0.5} ${bottom - 6} ${cx - half * 0.38} ${bottom - 6} L ${cx - half * 0.34} ${bottom + 6} Q ${cx} ${bottom + 14} ${cx + half * 0.34} ${bottom + 6} L ${cx + half * 0.38} ${bottom - 6} C ${cx + half * 0.5} ${bottom - 6} ${cx + half * 0.92} ${bottom - 22} ${cx + half} ${top} Z`;
  return {
    parts: [{ d, fill: body, patterned: true }],
    front: mouth(cx, top, half, half * 0.24, body, null),
    box: { x: cx - half, y: top, width: 2 * half, height: height + 14 },
    ground: { x: cx, y: bottom + 10, half: half * 0.72 },
  };
}

function plate({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const cy = 206;
  const long = proportion > 0.93;
  const rx = long ? 150 : 92 + 46 * proportion;
  const ry = long ? 74 : rx;
  const circle = (a: number, b: number) =>
    p`M ${cx - a} ${cy} A ${a} ${b} 0 1 1 ${cx + a} ${cy} A ${a} ${b} 0 1 1 ${cx - a} ${cy} Z`;
  return {
    back: ellipse(cx + 9, cy + 13, rx, ry, 'fill="#3a2d20" opacity="0.22"'),
    parts: [{ d: circle(rx, ry), fill: body, patterned: true, round: 0.55 }],
    front:
      ellipse(cx, cy, rx - 0.8, ry - 0.8, line(darken(body, 0.3), 1.4, 0.45)) +
      ellipse(cx, cy, rx - 3.5, ry - 3.5, line(lighten(body, 0.4), 4, 0.75)) +
      ellipse(cx, cy, rx * 0.68, ry * 0.68, line(darken(body, 0.35), 2.4, 0.32)) +
      ellipse(cx, cy + 2, rx * 0.67, ry * 0.67, line(lighten(body, 0.5), 2, 0.5)) +
      ellipse(cx, cy, rx * 0.94, ry * 0.94, line(accent === body ? second : accent, 1.6, 0.5)),
    box: { x: cx - rx, y: cy - ry, width: 2 * rx, height: 2 * ry },
    ground: null,
  };
}

function gaiwan({ body, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 304;
  const half = 70 + 14 * proportion;
  const top = bottom - 92;
  return {
    back:
      ellipse(cx, bottom + 8, half * 1.28, 20, `fill="${darken(body, 0.1)}"`) +
      ellipse(cx, bottom + 3, half * 1.28, 19, `fill="${lighten(body, 0.12)}"`) +
      ellipse(cx, bottom + 3, half * 0.8, 10, `fill="${darken(body, 0.14)}"`),
    parts: [
      { d: vessel(cx, top, bottom, half, half * 0.46, 22), fill: body, patterned: true },
      {
        d: p`M ${cx - half * 0.86} ${top - 2} C ${cx - half * 0.7} ${top - 44} ${cx - 20} ${top - 52} ${cx - 15} ${top - 58} L ${cx + 15} ${top - 58} C ${cx + 20} ${top - 52} ${cx + half * 0.7} ${top - 44} ${cx + half * 0.86} ${top - 2} Q ${cx} ${top + 13} ${cx - half * 0.86} ${top - 2} Z`,
        fill: body,
        patterned: true,
      },
    ],
    front:
      ellipse(cx, top - 59, 16, 5, `fill="${lighten(body, 0.25)}"`) +
      path(
        p`M ${cx - half} ${top} Q ${cx} ${top + 20} ${cx + half} ${top}`,
        line(lighten(body, 0.45), 2.4, 0.8),
      ) +
      path(
        p`M ${cx - half * 0.86} ${top - 2} Q ${cx} ${top + 13} ${cx + half * 0.86} ${top - 2}`,
        line(darken(body, 0.4), 1.6, 0.5),
      ),
    box: { x: cx - half - 6, y: top - 58, width: 2 * half + 12, height: 158 },
    ground: { x: cx, y: bottom + 16, half: half * 1.25 },
  };
}

export const cupsAndBowls = { cup, mug, bowl, plate, gaiwan };
