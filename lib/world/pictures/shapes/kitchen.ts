import { darken, lighten, mix } from "../colour";
import { ellipse, KEY, line, type Palette, p, path, type Sketch } from "../sketch";

function pan({ body, second, accent, proportion }: Palette): Sketch {
  const wok = proportion > 0.93;
  const milk = proportion < 0.5;
  const cx = milk ? 168 : 152;
  const bottom = milk ? 316 : 306;
  const half = milk ? 72 : 106 + 12 * proportion;
  const height = milk ? 92 : wok ? 84 : 46;
  const top = bottom - height;
  const d = wok
    ? p`M ${cx - half} ${top} C ${cx - half * 0.86} ${bottom - 18} ${cx - half * 0.4} ${bottom + 4} ${cx} ${bottom + 4} C ${cx + half * 0.4} ${bottom + 4} ${cx + half * 0.86} ${bottom - 18} ${cx + half} ${top} Z`
    : p`M ${cx - half} ${top} L ${cx - half + 12} ${bottom - 8} Q ${cx - half + 14} ${bottom} ${cx - half + 24} ${bottom} L ${cx + half - 24} ${bottom} Q ${cx + half - 14} ${bottom} ${cx + half - 12} ${bottom - 8} L ${cx + half} ${top} Z`;
  const handleEnd = milk ? { x: cx + half + 92, y: top - 34 } : { x: cx + half + 96, y: top - 12 };
  const handle = p`M ${cx + half - 6} ${top + 13} Q ${cx + half + 34} ${top + 4} ${handleEnd.x} ${handleEnd.y}`;
  const wood = mix(second, "#7a5233", 0.55);
  return {
    back:
      path(handle, line(darken(wood, 0.25), 17)) +
      path(
        p`M ${cx + half - 4} ${top + 9} Q ${cx + half + 34} ${top} ${handleEnd.x - 6} ${handleEnd.y - 4}`,
        line(lighten(wood, 0.25), 4, 0.6),
      ) +
      ellipse(handleEnd.x - 8, handleEnd.y + 1, 4, 4, `fill="${darken(wood, 0.6)}"`),
    parts: [{ d, fill: body, patterned: true, round: 0.9 }],
    front:
      ellipse(cx, top, half, half * 0.2, `fill="${darken(body, 0.35)}"`) +
      ellipse(cx, top + 6, half * 0.86, half * 0.14, `fill="${darken(body, 0.18)}"`) +
      ellipse(cx - half * 0.3, top + 3, half * 0.28, half * 0.03, 'fill="#ffffff" opacity="0.25"') +
      ellipse(cx, top, half, half * 0.2, line(mix(accent, body, 0.4), 4)),
    box: { x: cx - half, y: top, width: 2 * half, height },
    ground: { x: cx, y: bottom + 4, half: half * (wok ? 0.7 : 0.98) },
  };
}

function casserole({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 318;
  const half = 88 + 30 * proportion;
  const height = 84 + 16 * proportion;
  const top = bottom - height;
  const ear = (side: number) =>
    path(
      p`M ${cx + side * (half - 6)} ${top + 18} q ${side * 36} ${-4} ${side * 34} ${16} q ${-side * 4} ${14} ${-side * 38} ${10}`,
      line(darken(body, 0.2), 12),
    );
  return {
    back: ear(-1) + ear(1),
    parts: [
      {
        d: p`M ${cx - half} ${top} L ${cx - half + 3} ${bottom - 24} Q ${cx - half + 6} ${bottom} ${cx - half + 30} ${bottom} L ${cx + half - 30} ${bottom} Q ${cx + half - 6} ${bottom} ${cx + half - 3} ${bottom - 24} L ${cx + half} ${top} Z`,
        fill: body,
        patterned: true,
      },
      {
        d: p`M ${cx - half - 5} ${top + 4} C ${cx - half * 0.9} ${top - 38} ${cx - half * 0.3} ${top - 50} ${cx} ${top - 50} C ${cx + half * 0.3} ${top - 50} ${cx + half * 0.9} ${top - 38} ${cx + half + 5} ${top + 4} Q ${cx} ${top + 16} ${cx - half - 5} ${top + 4} Z`,
        fill: mix(body, second, 0.12),
      },
    ],
    front:
      path(
        p`M ${cx - half - 5} ${top + 4} Q ${cx} ${top + 16} ${cx + half + 5} ${top + 4}`,
        line(accent, 3, 0.65),
      ) +
      path(
        p`M ${cx - half * 0.62} ${top - 22} Q ${cx} ${top - 42} ${cx + half * 0.62} ${top - 22}`,
        line(darken(body, 0.25), 1.6, 0.4),
      ) +
      ellipse(cx, top - 58, 18, 9, `fill="${mix(accent, "#b08d57", 0.5)}"`) +
      ellipse(cx - 5, top - 61, 7, 2.6, 'fill="#ffffff" opacity="0.5"') +
      path(p`M ${cx - 8} ${top - 50} L ${cx + 8} ${top - 50}`, line(darken(body, 0.35), 6)),
    box: { x: cx - half, y: top, width: 2 * half, height },
    ground: { x: cx, y: bottom + 3, half: half * 1.02 },
  };
}

function knife({ body, proportion }: Palette): Sketch {
  const tall = 26 + 46 * proportion;
  const cleaver = proportion > 0.85;
  const length = 150 + 40 * Math.min(1, proportion * 1.2);
  const x = 76;
  const y = 196;
  const steel = "#c9ced1";
  const blade = cleaver
    ? p`M ${x} ${y - tall * 0.4} L ${x + length} ${y - tall * 0.4} L ${x + length} ${y + tall * 0.75} L ${x + 10} ${y + tall * 0.8} Q ${x} ${y + tall * 0.7} ${x} ${y - tall * 0.4} Z`
    : p`M ${x} ${y + 2} C ${x + 36} ${y - tall * 0.3} ${x + length * 0.6} ${y - tall * 0.42} ${x + length} ${y - tall * 0.42} L ${x + length} ${y + tall * 0.62} C ${x + length * 0.6} ${y + tall * 0.62} ${x + 40} ${y + tall * 0.42} ${x} ${y + 2} Z`;
  const hx = x + length;
  return {
    back: `<g transform="rotate(-14 200 200)">${path(blade, 'fill="#3a2d20" opacity="0.2" transform="translate(8 12)"')}${path(p`M ${hx} ${y - 14} L ${hx + 108} ${y - 10} Q ${hx + 122} ${y + 4} ${hx + 108} ${y + 18} L ${hx} ${y + 16} Z`, 'fill="#3a2d20" opacity="0.2" transform="translate(8 12)"')}</g>`,
    parts: [],
    front: `<g transform="rotate(-14 200 200)">${path(blade, `fill="${steel}"`)}${path(blade, `fill="${lighten(steel, 0.6)}" opacity="0.55" transform="translate(0 -${Math.round(tall * 0.14)})" clip-path="none"`)}${path(
      cleaver
        ? p`M ${x + 9} ${y + tall * 0.62} L ${hx} ${y + tall * 0.58}`
        : p`M ${x + 4} ${y + 4} C ${x + 44} ${y + tall * 0.32} ${x + length * 0.6} ${y + tall * 0.5} ${hx} ${y + tall * 0.5}`,
      line("#8e979c", 2, 0.7),
    )}${path(p`M ${hx - 2} ${y - 16} L ${hx + 16} ${y - 15} L ${hx + 16} ${y + 18} L ${hx - 2} ${y + 20} Z`, 'fill="#8b9094"')}${path(p`M ${hx + 14} ${y - 15} L ${hx + 108} ${y - 12} Q ${hx + 124} ${y + 3} ${hx + 108} ${y + 20} L ${hx + 14} ${y + 18} Z`, `fill="${body}"`)}${path(p`M ${hx + 16} ${y - 9} L ${hx + 106} ${y - 6}`, line(lighten(body, 0.35), 4, 0.6))}${path(p`M ${hx + 20} ${y + 9} q ${34} ${-5} ${84} ${1}`, line(darken(body, 0.3), 1.4, 0.6))}${[34, 62, 90].map((dx) => ellipse(hx + dx, y + 2, 3.4, 3.4, 'fill="#d9c79a"')).join("")}</g>`,
    box: { x, y: y - tall, width: length, height: 2 * tall },
    ground: null,
  };
}

function board({ body, second, proportion, rng }: Palette): Sketch {
  const cx = 200;
  const roundBoard = proportion > 0.5 && proportion < 0.8;
  const paddle = proportion <= 0.5;
  const half = roundBoard ? 104 : paddle ? 78 : 82;
  const top = roundBoard ? 92 : paddle ? 122 : 70;
  const bottom = roundBoard ? 300 : 326;
  const d = roundBoard
    ? p`M ${cx - half} ${(top + bottom) / 2} A ${half} ${half} 0 1 1 ${cx + half} ${(top + bottom) / 2} A ${half} ${half} 0 1 1 ${cx - half} ${(top + bottom) / 2} Z`
    : paddle
      ? p`M ${cx - half} ${top + 30} Q ${cx - half} ${top} ${cx - half + 28} ${top} L ${cx - 22} ${top} L ${cx - 17} ${top - 62} Q ${cx} ${top - 78} ${cx + 17} ${top - 62} L ${cx + 22} ${top} L ${cx + half - 28} ${top} Q ${cx + half} ${top} ${cx + half} ${top + 30} L ${cx + half} ${bottom - 20} Q ${cx + half} ${bottom} ${cx + half - 22} ${bottom} L ${cx - half + 22} ${bottom} Q ${cx - half} ${bottom} ${cx - half} ${bottom - 20} Z`
      : p`M ${cx - half} ${top + 16} Q ${cx - half} ${top} ${cx - half + 16} ${top} L ${cx + half - 16} ${top} Q ${cx + half} ${top} ${cx + half} ${top + 16} L ${cx + half} ${bottom - 16} Q ${cx + half} ${bottom} ${cx + half - 16} ${bottom} L ${cx - half + 16} ${bottom} Q ${cx - half} ${bottom} ${cx - half} ${bottom - 16} Z`;
  let grain = "";
  for (let k = 0; k < 11; k++) {
    const x = cx - half + ((k + 0.5) * 2 * half) / 11 + (rng.next() - 0.5) * 8;
    const sway = (rng.next() - 0.5) * 22;
    grain += path(
      p`M ${x} ${top - 70} C ${x + sway} ${top + 50} ${x - sway} ${bottom - 80} ${x + sway * 0.4} ${bottom + 10}`,
      line(darken(body, 0.32), 1 + rng.next() * 1.8, 0.4),
    );
  }
  const knotY = top + (bottom - top) * (0.35 + 0.4 * rng.next());
  grain +=
    ellipse(cx + half * 0.35, knotY, 8, 15, line(darken(body, 0.4), 1.8, 0.5)) +
    ellipse(cx + half * 0.35, knotY, 3.6, 7.6, `fill="${darken(second, 0.3)}" opacity="0.5"`);
  return {
    back: path(d, 'fill="#3a2d20" opacity="0.24" transform="translate(10 10)"'),
    parts: [{ d, fill: body, round: 0.3 }],
    front:
      `<g clip-path="url(#${KEY}-c0)">${grain}</g>` +
      path(d, line(lighten(body, 0.32), 2.6, 0.7)) +
      (paddle
        ? ellipse(cx, top - 52, 7, 7, `fill="${darken(body, 0.6)}"`)
        : roundBoard
          ? ""
          : ellipse(cx, top + 26, 9, 9, `fill="${darken(body, 0.6)}"`)),
    box: { x: cx - half, y: top, width: 2 * half, height: bottom - top },
    ground: null,
  };
}

export const kitchen = { pan, casserole, knife, board };
