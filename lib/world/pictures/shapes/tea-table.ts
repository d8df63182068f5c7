import { darken, lighten, lightness, mix } from "../colour";
import { ellipse, KEY, line, type Palette, p, path, type Sketch } from "../sketch";

/** A tin of tea: round or square, with one of four labels, its leaf the colour of the cup. */
function tin({ body, second, accent, proportion, rng }: Palette): Sketch {
  const cx = 200;
  const bottom = 322;
  const half = 48 + 28 * proportion;
  const height = 140 + 52 * proportion;
  const top = bottom - height;
  const square = rng.next() < 0.35;
  const style = Math.floor(rng.next() * 4);
  const lidColour = rng.next() < 0.4 ? mix(accent, body, 0.25) : darken(body, 0.16);
  const sag = square ? 0 : 1;
  const d = p`M ${cx - half} ${top} L ${cx - half} ${bottom - 8} Q ${cx} ${bottom - 8 + 22 * sag} ${cx + half} ${bottom - 8} L ${cx + half} ${top} Q ${cx} ${top + 20 * sag} ${cx - half} ${top} Z`;
  const lid = p`M ${cx - half - 3} ${top - 28} L ${cx - half - 3} ${top + 4} Q ${cx} ${top + 4 + 21 * sag} ${cx + half + 3} ${top + 4} L ${cx + half + 3} ${top - 28} Q ${cx} ${top - 28 + 18 * sag} ${cx - half - 3} ${top - 28} Z`;
  const roof = square
    ? path(
        p`M ${cx - half - 3} ${top - 28} L ${cx - half + 13} ${top - 44} L ${cx + half - 13} ${top - 44} L ${cx + half + 3} ${top - 28} Z`,
        `fill="${lighten(lidColour, 0.16)}"`,
      ) + ellipse(cx, top - 44, 13, 6, `fill="${darken(lidColour, 0.2)}"`)
    : ellipse(cx, top - 28, half + 3, 14, `fill="${lighten(lidColour, 0.16)}"`) +
      ellipse(cx, top - 28, half - 9, 9.4, line(darken(lidColour, 0.3), 1.6, 0.5));
  return {
    parts: [
      { d, fill: body, patterned: true },
      { d: lid, fill: lidColour },
    ],
    front:
      roof +
      tinLabel(style, {
        cx,
        top: top + height * 0.28,
        half: half * 0.74,
        height: height * 0.5,
        sag,
        body,
        second,
        accent,
      }) +
      scattered(cx + half + 26, bottom - 2, second),
    box: { x: cx - half, y: top, width: 2 * half, height: height + 12 },
    ground: { x: cx, y: bottom + (square ? -2 : 4), half: half * 1.12 },
  };
}

interface Label {
  readonly cx: number;
  readonly top: number;
  readonly half: number;
  readonly height: number;
  /** 1 on a round tin, 0 on a flat face. */
  readonly sag: number;
  readonly body: string;
  readonly second: string;
  readonly accent: string;
}

function tinLabel(style: number, label: Label): string {
  const { cx, top, half, height, sag, body, second, accent } = label;
  const ink = lightness(accent) > 0.6 ? darken(body, 0.25) : lighten(accent, 0.7);
  const leafAt = (x: number, y: number, tilt: number, size: number, colour: string) =>
    path(
      p`M ${x} ${y} q ${(-13 + tilt) * size} ${-20 * size} ${tilt * size} ${-38 * size} q ${14 * size} ${17 * size} ${-tilt * size} ${38 * size} Z`,
      `fill="${colour}"`,
    );
  const sprig = (x: number, y: number, size: number) =>
    leafAt(x - 7 * size, y, -10, size, mix(second, "#4d5f33", 0.35)) +
    leafAt(x + 7 * size, y, 10, size, mix(second, "#4d5f33", 0.55)) +
    leafAt(x, y, 0, size, second);
  const words = (y: number, width: number) =>
    path(p`M ${cx - width} ${y} q ${width} ${5 * sag} ${2 * width} ${0}`, line(ink, 3.2, 0.75)) +
    path(
      p`M ${cx - width * 0.6} ${y + 9} q ${width * 0.6} ${4 * sag} ${1.2 * width} ${0}`,
      line(ink, 1.8, 0.5),
    );
  if (style === 0) {
    // A round seal.
    const cy = top + height * 0.46;
    const r = Math.min(half * 0.92, height * 0.5);
    return (
      ellipse(cx, cy, r, r, `fill="${accent}"`) +
      ellipse(cx, cy, r - 5, r - 5, line(ink, 1.2, 0.6)) +
      sprig(cx, cy + r * 0.42, r / 44)
    );
  }
  if (style === 1) {
    // A tall slip with a column of strokes, as if written with a brush.
    const w = half * 0.46;
    const tall = height * 1.16;
    let strokes = "";
    for (let k = 0; k < 3; k++) {
      const y = top + 16 + k * tall * 0.25;
      strokes +=
        path(p`M ${cx - w * 0.5} ${y} l ${w} ${-2}`, line(ink, 3.6, 0.85)) +
        path(p`M ${cx} ${y - 7} l ${-1} ${17}`, line(ink, 3, 0.85)) +
        path(p`M ${cx - w * 0.45} ${y + 11} q ${w * 0.4} ${-5} ${w * 0.9} ${1}`, line(ink, 2.4, 0.8));
    }
    return (
      path(
        p`M ${cx - w} ${top - 6} Q ${cx} ${top - 6 + 7 * sag} ${cx + w} ${top - 6} L ${cx + w} ${top + tall} Q ${cx} ${top + tall + 7 * sag} ${cx - w} ${top + tall} Z`,
        `fill="${accent}"`,
      ) +
      strokes +
      path(p`M ${cx - 8} ${top + tall - 24} l ${16} ${0} l ${0} ${16} l ${-16} ${0} Z`, 'fill="#b8433b"')
    );
  }
  if (style === 2)
    // A band all the way round.
    return (
      path(
        p`M ${cx - half / 0.74} ${top + 8} Q ${cx} ${top + 8 + 20 * sag} ${cx + half / 0.74} ${top + 8} L ${cx + half / 0.74} ${top + height * 0.84} Q ${cx} ${top + height * 0.84 + 20 * sag} ${cx - half / 0.74} ${top + height * 0.84} Z`,
        `fill="${accent}" opacity="0.94"`,
      ) +
      sprig(cx, top + height * 0.58 + 8 * sag, 0.82) +
      words(top + height * 0.72 + 8 * sag, half * 0.5)
    );
  const edge = (inset: number) =>
    p`M ${cx - half + inset} ${top + inset} Q ${cx} ${top + inset + 11 * sag} ${cx + half - inset} ${top + inset} L ${cx + half - inset} ${top + height - inset} Q ${cx} ${top + height - inset + 11 * sag} ${cx - half + inset} ${top + height - inset} Z`;
  return (
    path(edge(0), `fill="${accent}" opacity="0.96"`) +
    path(edge(5), line(ink, 1, 0.5)) +
    sprig(cx, top + height * 0.58, 0.95) +
    words(top + height * 0.76, half * 0.5)
  );
}

/** A few leaves on the table. */
function scattered(x: number, y: number, colour: string): string {
  return [
    [0, 0, 1],
    [22, 5, -1],
    [12, -7, 1],
    [36, -2, 1],
  ]
    .map(([dx, dy, turn]) =>
      path(
        p`M ${x + dx!} ${y + dy!} q ${7 * turn!} ${-6} ${15 * turn!} ${-1} q ${-7 * turn!} ${5} ${-15 * turn!} ${1} Z`,
        `fill="${darken(mix(colour, "#4d5f33", 0.4), 0.2)}"`,
      ),
    )
    .join("");
}

function infuser({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const ball = proportion < 0.45;
  if (ball) {
    const cy = 262;
    const r = 52;
    let holes = "";
    for (let row = -2; row <= 2; row++)
      for (let column = -2; column <= 2; column++)
        if (Math.abs(row) + Math.abs(column) < 4)
          holes += ellipse(
            cx + column * 17 + (row % 2) * 8,
            cy + row * 16,
            2.5,
            2.3,
            `fill="${darken(body, 0.55)}"`,
          );
    let chain = "";
    for (let k = 0; k < 9; k++)
      chain += ellipse(
        cx + 6 + k * 9,
        cy - r - 14 - k * 11 + k * k * 0.7,
        5,
        6.5,
        line(darken(body, 0.3), 2.2),
      );
    return {
      back: chain,
      parts: [
        {
          d: p`M ${cx - r} ${cy} A ${r} ${r} 0 1 1 ${cx + r} ${cy} A ${r} ${r} 0 1 1 ${cx - r} ${cy} Z`,
          fill: body,
        },
      ],
      front:
        holes +
        path(p`M ${cx - r} ${cy} Q ${cx} ${cy + 13} ${cx + r} ${cy}`, line(darken(body, 0.4), 2.4, 0.6)) +
        ellipse(cx, cy - r - 3, 7, 7, line(darken(body, 0.25), 3.4)) +
        ellipse(cx + 92, cy - 116, 9, 7, `fill="${accent}"`),
      box: { x: cx - r, y: cy - r, width: 2 * r, height: 2 * r },
      ground: { x: cx, y: cy + r + 2, half: r * 0.9 },
    };
  }
  const bottom = 318;
  const half = 60;
  const top = bottom - 112;
  let mesh = "";
  for (let k = -5; k <= 5; k++) {
    mesh += path(
      p`M ${cx + k * 11} ${top + 12} L ${cx + k * 9.4} ${bottom - 3}`,
      line(darken(body, 0.4), 1, 0.55),
    );
    const w = half - 4 - k * 0.8;
    mesh += path(
      p`M ${cx - w} ${top + 56 + k * 9} Q ${cx} ${top + 69 + k * 9} ${cx + w} ${top + 56 + k * 9}`,
      line(darken(body, 0.4), 1, 0.55),
    );
  }
  return {
    back:
      path(p`M ${cx - half - 4} ${top + 6} q ${-30} ${-4} ${-34} ${-16}`, line(darken(body, 0.2), 7)) +
      path(p`M ${cx + half + 4} ${top + 6} q ${30} ${-4} ${34} ${-16}`, line(darken(body, 0.2), 7)),
    parts: [
      {
        d: p`M ${cx - half} ${top} L ${cx - half + 9} ${bottom - 8} Q ${cx} ${bottom + 11} ${cx + half - 9} ${bottom - 8} L ${cx + half} ${top} Z`,
        fill: mix(body, "#ffffff", 0.12),
      },
    ],
    front:
      `<g clip-path="url(#${KEY}-c0)">${mesh}</g>` +
      ellipse(cx, top, half + 5, 17, `fill="${darken(body, 0.3)}"`) +
      ellipse(cx, top + 5, half - 6, 11, `fill="${mix(second, "#5b4a2a", 0.6)}"`) +
      ellipse(cx, top, half + 5, 17, line(lighten(body, 0.35), 4)),
    box: { x: cx - half, y: top, width: 2 * half, height: 116 },
    ground: { x: cx, y: bottom + 4, half: half * 0.95 },
  };
}

function tray({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const half = 104 + 46 * proportion;
  const top = 226;
  const depth = 54;
  const bottom = top + depth;
  const face = p`M ${cx - half * 0.84} ${top} L ${cx + half * 0.84} ${top} L ${cx + half} ${bottom} L ${cx - half} ${bottom} Z`;
  let slats = "";
  for (let k = -6; k <= 6; k++)
    slats += path(
      p`M ${cx + k * half * 0.122} ${top + 6} L ${cx + k * half * 0.144} ${bottom - 6}`,
      line(darken(body, 0.5), 3.4, 0.55),
    );
  return {
    parts: [
      { d: face, fill: body, round: 0.4 },
      {
        d: p`M ${cx - half} ${bottom} L ${cx + half} ${bottom} L ${cx + half} ${bottom + 28} Q ${cx + half} ${bottom + 36} ${cx + half - 9} ${bottom + 36} L ${cx - half + 9} ${bottom + 36} Q ${cx - half} ${bottom + 36} ${cx - half} ${bottom + 28} Z`,
        fill: darken(body, 0.18),
        round: 0.7,
      },
    ],
    front:
      slats +
      path(p`M ${cx - half * 0.84} ${top} L ${cx + half * 0.84} ${top}`, line(lighten(body, 0.35), 3)) +
      path(
        p`M ${cx - half + 20} ${bottom + 18} q ${half * 0.5} ${-6} ${half - 20} ${0} t ${half - 20} ${0}`,
        line(darken(second, 0.2), 1.6, 0.6),
      ) +
      // A small pot and two cups at work on it.
      ellipse(cx - 24, top + 18, 36, 9, `fill="#2c1f14" opacity="0.25"`) +
      path(
        p`M ${cx - 58} ${top - 10} q ${2} ${-34} ${34} ${-36} q ${32} ${2} ${34} ${36} q ${-6} ${26} ${-34} ${26} q ${-28} ${0} ${-34} ${-26} Z`,
        `fill="#8f4b32"`,
      ) +
      path(p`M ${cx + 8} ${top - 14} q ${22} ${-4} ${26} ${-22}`, line("#8f4b32", 7)) +
      path(
        p`M ${cx - 58} ${top - 22} q ${-22} ${2} ${-18} ${20} q ${4} ${14} ${20} ${12}`,
        line("#7a3d28", 6),
      ) +
      ellipse(cx - 24, top - 45, 22, 5, 'fill="#a35f43"') +
      ellipse(cx - 24, top - 51, 5, 5, 'fill="#7a3d28"') +
      path(p`M ${cx - 48} ${top - 24} q ${6} ${-14} ${16} ${-17}`, line("#ffffff", 3.4, 0.4)) +
      [58, 100]
        .map(
          (dx) =>
            path(
              p`M ${cx + dx - 17} ${top + 8} q ${3} ${20} ${17} ${20} q ${14} ${0} ${17} ${-20} Z`,
              `fill="${lighten(accent, 0.55)}"`,
            ) +
            ellipse(cx + dx, top + 8, 17, 5, 'fill="#c58a45"') +
            ellipse(cx + dx, top + 8, 17, 5, line("#ffffff", 1.6, 0.8)),
        )
        .join(""),
    box: { x: cx - half, y: top, width: 2 * half, height: depth },
    ground: { x: cx, y: bottom + 38, half: half * 1.02 },
  };
}

function whisk({ body, accent }: Palette): Sketch {
  const cx = 176;
  const bottom = 322;
  let tines = "";
  for (let k = -9; k <= 9; k++)
    tines += path(
      p`M ${cx + k * 2.2} ${bottom - 96} C ${cx + k * 5.4} ${bottom - 74} ${cx + k * 7} ${bottom - 28} ${cx + k * 4.6} ${bottom}`,
      line(k % 2 === 0 ? lighten(body, 0.25) : darken(body, 0.12), 2.3),
    );
  return {
    back: tines,
    parts: [
      {
        d: p`M ${cx - 22} ${bottom - 178} Q ${cx} ${bottom - 186} ${cx + 22} ${bottom - 178} L ${cx + 23} ${bottom - 92} Q ${cx} ${bottom - 82} ${cx - 23} ${bottom - 92} Z`,
        fill: body,
      },
    ],
    front:
      path(
        p`M ${cx - 23} ${bottom - 100} Q ${cx} ${bottom - 90} ${cx + 23} ${bottom - 100}`,
        line("#7a2e26", 4),
      ) +
      path(
        p`M ${cx - 22} ${bottom - 146} Q ${cx} ${bottom - 138} ${cx + 22} ${bottom - 146}`,
        line(darken(body, 0.3), 1.8, 0.6),
      ) +
      ellipse(cx, bottom - 178, 22, 6, `fill="${lighten(body, 0.3)}"`) +
      path(
        p`M ${cx + 84} ${bottom + 2} C ${cx + 74} ${bottom - 60} ${cx + 92} ${bottom - 118} ${cx + 78} ${bottom - 158}`,
        line(darken(body, 0.08), 9),
      ) +
      path(p`M ${cx + 78} ${bottom - 158} q ${-4} ${-22} ${-20} ${-24}`, line(darken(body, 0.08), 11)) +
      ellipse(cx + 132, bottom - 2, 25, 9, `fill="#86a24a"`) +
      ellipse(cx + 130, bottom - 8, 17, 8, `fill="${mix("#86a24a", accent, 0.2)}"`),
    box: { x: cx - 60, y: bottom - 180, width: 120, height: 180 },
    ground: { x: cx + 20, y: bottom + 5, half: 84 },
  };
}

export const teaTable = { tin, infuser, tray, whisk };
