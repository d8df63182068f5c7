import { darken, lighten, lightness, mix } from "../colour";
import { ellipse, KEY, line, type Palette, p, path, type Sketch } from "../sketch";

function flame(x: number, y: number, size: number): string {
  return (
    ellipse(x, y - size * 0.7, size * 3.4, size * 3.4, `fill="url(#${KEY}-l)"`) +
    path(
      p`M ${x} ${y} C ${x - size * 0.62} ${y - size * 0.5} ${x - size * 0.14} ${y - size * 0.9} ${x} ${y - size * 1.7} C ${x + size * 0.2} ${y - size * 0.9} ${x + size * 0.62} ${y - size * 0.5} ${x} ${y} Z`,
      'fill="#f3b23c"',
    ) +
    path(
      p`M ${x} ${y} C ${x - size * 0.3} ${y - size * 0.3} ${x - size * 0.1} ${y - size * 0.5} ${x} ${y - size * 0.95} C ${x + size * 0.12} ${y - size * 0.5} ${x + size * 0.3} ${y - size * 0.3} ${x} ${y} Z`,
      'fill="#fdf0c4"',
    )
  );
}

function candle({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 322;
  const pillar = proportion < 0.42;
  const half = pillar ? 40 : 54 + 22 * proportion;
  const height = pillar ? 168 : 98 + 34 * proportion;
  const top = bottom - height;
  const d = p`M ${cx - half} ${top} L ${cx - half} ${bottom - 8} Q ${cx} ${bottom + 14} ${cx + half} ${bottom - 8} L ${cx + half} ${top} Q ${cx} ${top + 22} ${cx - half} ${top} Z`;
  const wax = pillar ? lighten(body, 0.25) : "#f6ecd2";
  const labelTop = top + height * 0.38;
  const labelHeight = height * 0.4;
  const labelHalf = half * 0.66;
  const paper = lightness(body) > 0.72 ? mix(second, "#ffffff", 0.2) : lighten(accent, 0.35);
  return {
    parts: [{ d, fill: body, patterned: true }],
    front:
      ellipse(cx, top, half, 15, `fill="${darken(body, 0.25)}"`) +
      ellipse(cx, top + 3, half - 6, 11.4, `fill="${wax}"`) +
      ellipse(cx, top + 4, half * 0.45, 5.6, 'fill="#fbdc92" opacity="0.9"') +
      ellipse(cx, top, half, 15, line(lighten(body, 0.4), 2)) +
      path(p`M ${cx} ${top + 4} L ${cx} ${top - 9}`, line("#3b2a20", 2.6)) +
      flame(cx, top - 6, 17) +
      (pillar
        ? path(
            p`M ${cx - half + 5} ${top + 9} q ${6} ${40} ${10} ${42} q ${7} ${-2} ${8} ${-34} Z`,
            `fill="${lighten(body, 0.3)}" opacity="0.85"`,
          )
        : path(
            p`M ${cx - labelHalf} ${labelTop} Q ${cx} ${labelTop + 12} ${cx + labelHalf} ${labelTop} L ${cx + labelHalf} ${labelTop + labelHeight} Q ${cx} ${labelTop + labelHeight + 12} ${cx - labelHalf} ${labelTop + labelHeight} Z`,
            `fill="${paper}" opacity="0.95"`,
          ) +
          path(
            p`M ${cx - labelHalf * 0.55} ${labelTop + labelHeight * 0.46} q ${labelHalf * 0.55} ${8} ${labelHalf * 1.1} ${0}`,
            line(darken(body, 0.35), 4, 0.8),
          ) +
          path(
            p`M ${cx - labelHalf * 0.3} ${labelTop + labelHeight * 0.76} q ${labelHalf * 0.3} ${5} ${labelHalf * 0.6} ${0}`,
            line(darken(body, 0.35), 2.2, 0.6),
          )),
    box: { x: cx - half, y: top, width: 2 * half, height: height + 12 },
    ground: { x: cx, y: bottom + 4, half: half * 1.1 },
  };
}

function lantern({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  if (proportion > 0.7) {
    // A paper or silk lantern on its cord.
    const cy = 208;
    const rx = 92;
    const ry = 82;
    let ribs = "";
    for (const share of [-0.8, -0.5, -0.17, 0.17, 0.5, 0.8])
      ribs += path(
        p`M ${cx + share * 26} ${cy - ry} Q ${cx + share * rx * 1.28} ${cy} ${cx + share * 26} ${cy + ry}`,
        line(darken(body, 0.4), 1.6, 0.42),
      );
    return {
      back:
        path(p`M ${cx} ${10} L ${cx} ${cy - ry - 12}`, line("#5b4632", 3)) +
        ellipse(cx, cy, rx * 1.75, ry * 1.75, `fill="url(#${KEY}-l)"`) +
        path(p`M ${cx} ${cy + ry + 10} L ${cx} ${cy + ry + 38}`, line(second, 4)) +
        [-6, -2, 2, 6]
          .map((dx) => path(p`M ${cx + dx * 0.5} ${cy + ry + 38} l ${dx} ${44}`, line(second, 3)))
          .join(""),
      parts: [
        {
          d: p`M ${cx - 28} ${cy - ry} C ${cx - rx * 1.25} ${cy - ry * 0.6} ${cx - rx * 1.25} ${cy + ry * 0.6} ${cx - 28} ${cy + ry} L ${cx + 28} ${cy + ry} C ${cx + rx * 1.25} ${cy + ry * 0.6} ${cx + rx * 1.25} ${cy - ry * 0.6} ${cx + 28} ${cy - ry} Z`,
          fill: body,
          patterned: true,
          round: 0.6,
        },
      ],
      front:
        ribs +
        ellipse(cx, cy, rx * 0.6, ry * 0.7, 'fill="#fff3c9" opacity="0.22"') +
        path(
          p`M ${cx - 32} ${cy - ry - 10} L ${cx + 32} ${cy - ry - 10} L ${cx + 29} ${cy - ry + 5} L ${cx - 29} ${cy - ry + 5} Z`,
          `fill="${accent}"`,
        ) +
        path(
          p`M ${cx - 29} ${cy + ry - 5} L ${cx + 29} ${cy + ry - 5} L ${cx + 32} ${cy + ry + 10} L ${cx - 32} ${cy + ry + 10} Z`,
          `fill="${accent}"`,
        ) +
        ellipse(cx, cy + ry + 36, 7, 6, `fill="${accent}"`),
      box: { x: cx - rx, y: cy - ry, width: 2 * rx, height: 2 * ry },
      ground: null,
    };
  }
  if (proportion > 0.5) {
    // A little house with the lights on.
    const bottom = 324;
    const window = (x: number, y: number) =>
      path(
        p`M ${x - 11} ${y + 15} L ${x - 11} ${y - 8} Q ${x} ${y - 21} ${x + 11} ${y - 8} L ${x + 11} ${y + 15} Z`,
        `fill="${accent}"`,
      ) +
      path(
        p`M ${x} ${y - 14} L ${x} ${y + 15} M ${x - 11} ${y + 2} L ${x + 11} ${y + 2}`,
        line(darken(body, 0.25), 2.4),
      );
    return {
      back: ellipse(cx, 226, 170, 160, `fill="url(#${KEY}-l)"`),
      parts: [
        {
          d: p`M ${cx - 74} ${186} L ${cx} ${104} L ${cx + 74} ${186} L ${cx + 74} ${bottom} L ${cx - 74} ${bottom} Z`,
          fill: body,
          round: 0.5,
        },
        {
          d: p`M ${cx - 88} ${194} L ${cx} ${92} L ${cx + 88} ${194} L ${cx + 74} ${200} L ${cx} ${116} L ${cx - 74} ${200} Z`,
          fill: second,
          round: 0.5,
        },
        {
          d: p`M ${cx + 30} ${98} L ${cx + 52} ${98} L ${cx + 52} ${156} L ${cx + 30} ${130} Z`,
          fill: darken(body, 0.1),
          round: 0.4,
        },
      ],
      front:
        window(cx - 36, 218) +
        window(cx + 36, 218) +
        window(cx, 166) +
        window(cx - 36, 282) +
        path(
          p`M ${cx + 18} ${bottom} L ${cx + 18} ${272} Q ${cx + 36} ${254} ${cx + 54} ${272} L ${cx + 54} ${bottom} Z`,
          `fill="${mix(second, "#5d3d24", 0.4)}"`,
        ) +
        ellipse(cx + 47, 300, 2.6, 2.6, `fill="${accent}"`),
      box: { x: cx - 80, y: 96, width: 160, height: 228 },
      ground: { x: cx, y: bottom + 4, half: 92 },
    };
  }
  // A storm lantern.
  const bottom = 326;
  return {
    back:
      path(
        p`M ${cx - 62} ${250} C ${cx - 84} ${120} ${cx - 50} ${66} ${cx} ${64} C ${cx + 50} ${66} ${cx + 84} ${120} ${cx + 62} ${250}`,
        line(darken(body, 0.2), 6),
      ) + ellipse(cx, 214, 140, 140, `fill="url(#${KEY}-l)"`),
    parts: [
      {
        d: p`M ${cx - 62} ${bottom - 4} Q ${cx - 66} ${272} ${cx - 36} ${262} L ${cx + 36} ${262} Q ${cx + 66} ${272} ${cx + 62} ${bottom - 4} Q ${cx} ${bottom + 8} ${cx - 62} ${bottom - 4} Z`,
        fill: body,
      },
      {
        d: p`M ${cx - 26} ${150} L ${cx - 34} ${132} Q ${cx} ${96} ${cx + 34} ${132} L ${cx + 26} ${150} Z`,
        fill: body,
      },
    ],
    front:
      path(
        p`M ${cx - 34} ${262} C ${cx - 56} ${230} ${cx - 48} ${176} ${cx - 26} ${150} L ${cx + 26} ${150} C ${cx + 48} ${176} ${cx + 56} ${230} ${cx + 34} ${262} Z`,
        'fill="#f4f7f4" opacity="0.55"',
      ) +
      path(
        p`M ${cx - 34} ${240} C ${cx - 46} ${214} ${cx - 38} ${178} ${cx - 22} ${160}`,
        line("#ffffff", 6, 0.75),
      ) +
      flame(cx, 254, 26) +
      path(p`M ${cx - 42} ${206} L ${cx + 42} ${206}`, line(darken(body, 0.1), 3, 0.8)) +
      ellipse(cx, 60, 11, 11, line(darken(body, 0.2), 5)) +
      path(p`M ${cx - 58} ${300} Q ${cx} ${310} ${cx + 58} ${300}`, line(mix(second, accent, 0.5), 3, 0.6)),
    box: { x: cx - 66, y: 100, width: 132, height: 226 },
    ground: { x: cx, y: bottom + 4, half: 72 },
  };
}

export const lights = { candle, lantern };
