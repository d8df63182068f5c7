import { darken, lighten, mix } from "../colour";
import { ellipse, line, type Palette, p, path, type Sketch } from "../sketch";

/** A squat or tall round body between two heights, bulging to `belly` at a share of its height. */
function round(cx: number, top: number, bottom: number, mouth: number, belly: number, foot: number): string {
  const middle = top + (bottom - top) * 0.52;
  return p`M ${cx - mouth} ${top} C ${cx - belly * 0.92} ${top + 6} ${cx - belly} ${middle - 26} ${cx - belly} ${middle} C ${cx - belly} ${middle + 38} ${cx - foot - 14} ${bottom - 4} ${cx - foot} ${bottom} Q ${cx} ${bottom + 8} ${cx + foot} ${bottom} C ${cx + foot + 14} ${bottom - 4} ${cx + belly} ${middle + 38} ${cx + belly} ${middle} C ${cx + belly} ${middle - 26} ${cx + belly * 0.92} ${top + 6} ${cx + mouth} ${top} Q ${cx} ${top + 9} ${cx - mouth} ${top} Z`;
}

function teapot({ body, accent, proportion, rng }: Palette): Sketch {
  const cx = 196;
  const bottom = 316;
  const belly = 82 + 30 * proportion;
  const height = 118 + 62 * proportion;
  const top = bottom - height;
  const mouth = belly * 0.5;
  const middle = top + height * 0.5;
  const knob = rng.next();
  const sideHandle = proportion < 0.4;
  const spoutTip = { x: cx + belly + 56, y: top + 12 };
  const spout = p`M ${cx + belly - 16} ${middle + 34} C ${cx + belly + 22} ${middle + 22} ${cx + belly + 20} ${top + 40} ${spoutTip.x - 9} ${spoutTip.y} Q ${spoutTip.x} ${spoutTip.y - 5} ${spoutTip.x + 6} ${spoutTip.y + 5} C ${cx + belly + 46} ${middle - 6} ${cx + belly + 38} ${middle + 46} ${cx + belly - 18} ${middle + 58} Z`;
  const handle = sideHandle
    ? path(
        p`M ${cx - belly + 14} ${middle + 4} L ${cx - belly - 66} ${middle - 26}`,
        line(darken(body, 0.25), 25),
      ) +
      path(
        p`M ${cx - belly + 14} ${middle} L ${cx - belly - 66} ${middle - 30}`,
        line(lighten(body, 0.22), 7, 0.7),
      )
    : path(
        p`M ${cx - belly + 12} ${top + 34} C ${cx - belly - 62} ${top + 4} ${cx - belly - 66} ${middle + 50} ${cx - belly + 18} ${middle + 46}`,
        line(darken(body, 0.22), 17),
      ) +
      path(
        p`M ${cx - belly + 6} ${top + 32} C ${cx - belly - 58} ${top + 8} ${cx - belly - 60} ${middle + 42} ${cx - belly + 10} ${middle + 42}`,
        line(lighten(body, 0.2), 4, 0.55),
      );
  const lid = p`M ${cx - mouth - 5} ${top + 3} Q ${cx - mouth} ${top - 24} ${cx} ${top - 28} Q ${cx + mouth} ${top - 24} ${cx + mouth + 5} ${top + 3} Q ${cx} ${top + 14} ${cx - mouth - 5} ${top + 3} Z`;
  return {
    back: handle,
    parts: [
      { d: spout, fill: body },
      { d: round(cx, top, bottom, mouth, belly, belly * 0.52), fill: body, patterned: true },
      { d: lid, fill: mix(body, accent, 0.06) },
    ],
    front:
      path(
        p`M ${cx - mouth - 5} ${top + 3} Q ${cx} ${top + 14} ${cx + mouth + 5} ${top + 3}`,
        line(darken(body, 0.35), 1.6, 0.55),
      ) +
      (knob < 0.5
        ? ellipse(cx, top - 36, 12, 11, `fill="${darken(body, 0.12)}"`) +
          ellipse(cx - 4, top - 40, 4, 3, `fill="#ffffff" opacity="0.5"`)
        : path(
            p`M ${cx - 12} ${top - 27} Q ${cx} ${top - 54} ${cx + 12} ${top - 27}`,
            line(darken(body, 0.2), 7),
          )),
    box: { x: cx - belly - 4, y: top, width: 2 * belly + 8, height: height + 8 },
    ground: { x: cx, y: bottom + 4, half: belly * 0.95 },
  };
}

function kettle({ body, second, accent, proportion, rng }: Palette): Sketch {
  const cx = 200;
  const bottom = 318;
  const half = 76 + 34 * proportion;
  const height = 104 + 24 * proportion;
  const top = bottom - height;
  const goose = proportion < 0.6;
  const d = p`M ${cx - half * 0.55} ${top} C ${cx - half * 0.95} ${top + 12} ${cx - half} ${bottom - 60} ${cx - half} ${bottom - 14} Q ${cx - half} ${bottom} ${cx - half + 14} ${bottom} L ${cx + half - 14} ${bottom} Q ${cx + half} ${bottom} ${cx + half} ${bottom - 14} C ${cx + half} ${bottom - 60} ${cx + half * 0.95} ${top + 12} ${cx + half * 0.55} ${top} Q ${cx} ${top + 10} ${cx - half * 0.55} ${top} Z`;
  const spout = goose
    ? path(
        p`M ${cx + half - 8} ${bottom - 34} C ${cx + half + 46} ${bottom - 36} ${cx + half + 8} ${top - 4} ${cx + half + 52} ${top - 12}`,
        line(darken(body, 0.12), 14),
      ) +
      path(
        p`M ${cx + half - 8} ${bottom - 38} C ${cx + half + 40} ${bottom - 40} ${cx + half + 4} ${top - 8} ${cx + half + 48} ${top - 15}`,
        line(lighten(body, 0.35), 3.4, 0.7),
      )
    : path(
        p`M ${cx + half - 12} ${bottom - 62} L ${cx + half + 40} ${top + 8} L ${cx + half + 58} ${top + 18} L ${cx + half - 4} ${bottom - 34} Z`,
        `fill="${darken(body, 0.1)}"`,
      );
  const arch = 96 + 10 * rng.next();
  return {
    back:
      spout +
      path(
        p`M ${cx - half * 0.72} ${top + 18} C ${cx - half * 0.8} ${top - arch} ${cx + half * 0.8} ${top - arch} ${cx + half * 0.72} ${top + 18}`,
        line(darken(second, 0.2), 11),
      ) +
      path(
        p`M ${cx - half * 0.34} ${top - arch * 0.66} Q ${cx} ${top - arch * 0.82} ${cx + half * 0.34} ${top - arch * 0.66}`,
        line(mix(accent, "#5d3d24", 0.65), 16),
      ),
    parts: [
      { d, fill: body, patterned: true },
      {
        d: p`M ${cx - half * 0.52} ${top + 2} Q ${cx} ${top - 34} ${cx + half * 0.52} ${top + 2} Q ${cx} ${top + 12} ${cx - half * 0.52} ${top + 2} Z`,
        fill: mix(body, second, 0.25),
      },
    ],
    front:
      ellipse(cx, top - 23, 11, 9, `fill="${mix(accent, "#5d3d24", 0.6)}"`) +
      path(
        p`M ${cx - half + 3} ${bottom - 12} Q ${cx} ${bottom - 4} ${cx + half - 3} ${bottom - 12}`,
        line(accent, 2.4, 0.45),
      ),
    box: { x: cx - half, y: top, width: 2 * half, height },
    ground: { x: cx, y: bottom + 2, half: half * 1.05 },
  };
}

function vase({ body, proportion, rng }: Palette): Sketch {
  const cx = 200;
  const bottom = 330;
  const belly = 40 + 78 * proportion;
  const height = 214 - 18 * proportion;
  const top = bottom - height;
  const neck = proportion > 0.85 ? belly * 0.42 : 15 + 15 * proportion;
  const shoulder = top + height * (proportion > 0.85 ? 0.14 : 0.34);
  const d = p`M ${cx - neck} ${top} C ${cx - neck + 3} ${shoulder - 22} ${cx - belly} ${shoulder - 6} ${cx - belly} ${shoulder + height * 0.24} C ${cx - belly} ${bottom - 52} ${cx - belly * 0.55} ${bottom - 8} ${cx - belly * 0.46} ${bottom} Q ${cx} ${bottom + 8} ${cx + belly * 0.46} ${bottom} C ${cx + belly * 0.55} ${bottom - 8} ${cx + belly} ${bottom - 52} ${cx + belly} ${shoulder + height * 0.24} C ${cx + belly} ${shoulder - 6} ${cx + neck - 3} ${shoulder - 22} ${cx + neck} ${top} Z`;
  const stem = (dx: number, reach: number, flowerColour: string) => {
    const tipX = cx + dx;
    const tipY = top - reach;
    let drawn = path(
      p`M ${cx + dx * 0.08} ${top + 6} Q ${cx + dx * 0.2} ${top - reach * 0.5} ${tipX} ${tipY}`,
      line("#6d7a4e", 3),
    );
    for (const t of [0.45, 0.7]) {
      const lx = cx + dx * t * t;
      const ly = top - reach * t;
      drawn += path(
        p`M ${lx} ${ly} q ${18} ${-15} ${30} ${-4} q ${-14} ${10} ${-30} ${4} Z`,
        `fill="#7f8f5a" opacity="0.9"`,
      );
    }
    for (let k = 0; k < 6; k++)
      drawn += ellipse(
        tipX + [9, 5, -5, -9, -4, 5][k]!,
        tipY + [0, 8, 8, 0, -8, -8][k]!,
        8,
        7,
        `fill="${flowerColour}" opacity="0.92"`,
      );
    return `${drawn}${ellipse(tipX, tipY, 5, 5, 'fill="#d9a441"')}`;
  };
  const flowers = ["#e6b3a6", "#f2e4c9", "#c96f5a", "#b9a6c9"];
  const colour = flowers[Math.floor(rng.next() * flowers.length)]!;
  const full = proportion > 0.85;
  return {
    back: full
      ? ""
      : stem(-26 - 20 * proportion, 58, colour) + (proportion > 0.4 ? stem(30, 76, colour) : ""),
    parts: [{ d, fill: body, patterned: true }],
    front:
      ellipse(cx, top, neck, 5, `fill="${darken(body, 0.5)}"`) +
      ellipse(cx, top, neck, 5, line(lighten(body, 0.3), 1.6, 0.8)) +
      (full
        ? path(
            p`M ${cx - belly + 2} ${top + height * 0.47} Q ${cx} ${top + height * 0.53} ${cx + belly - 2} ${top + height * 0.47}`,
            line(darken(body, 0.3), 1.2, 0.35),
          )
        : ""),
    box: { x: cx - belly, y: top, width: 2 * belly, height },
    ground: { x: cx, y: bottom + 4, half: belly * 0.72 + 12 },
  };
}

function planter({ body, proportion, rng }: Palette): Sketch {
  const cx = 200;
  const bottom = 324;
  const half = 58 + 72 * proportion;
  const height = 128 - 66 * proportion;
  const top = bottom - height;
  const d = p`M ${cx - half} ${top} L ${cx - half * 0.8} ${bottom - 6} Q ${cx} ${bottom + 8} ${cx + half * 0.8} ${bottom - 6} L ${cx + half} ${top} Q ${cx} ${top + 14} ${cx - half} ${top} Z`;
  let plant = "";
  if (proportion > 0.85) {
    plant += path(
      p`M ${cx + 18} ${top + 4} C ${cx - 24} ${top - 26} ${cx + 40} ${top - 64} ${cx - 14} ${top - 104}`,
      line("#6b4b33", 11),
    );
    plant += path(
      p`M ${cx + 6} ${top - 56} Q ${cx + 50} ${top - 74} ${cx + 70} ${top - 68}`,
      line("#6b4b33", 6),
    );
    for (const [x, y, r] of [
      [-34, -112, 30],
      [0, -126, 34],
      [28, -106, 28],
      [72, -80, 26],
      [50, -92, 22],
      [-8, -98, 26],
    ] as const)
      plant += ellipse(cx + x, top + y, r, r * 0.68, `fill="${rng.next() < 0.5 ? "#5f7d4e" : "#7b9560"}"`);
  } else
    for (let k = 0; k < 13; k++) {
      const dx = (k - 6) * half * 0.13;
      const reach = 62 + 56 * rng.next() * (1 - Math.abs(k - 6) / 9);
      const green = ["#5f7d4e", "#7b9560", "#8ea86b"][k % 3]!;
      plant += path(
        p`M ${cx + dx * 0.4} ${top + 6} q ${dx * 0.8 - 7} ${-reach * 0.6} ${dx * 1.3} ${-reach} q ${6} ${reach * 0.5} ${-dx * 0.9 + 8} ${reach}`,
        `fill="${green}" opacity="0.95"`,
      );
    }
  return {
    back: plant,
    parts: [
      { d, fill: body, patterned: true },
      {
        d: p`M ${cx - half - 5} ${top - 8} Q ${cx} ${top + 6} ${cx + half + 5} ${top - 8} L ${cx + half + 3} ${top + 10} Q ${cx} ${top + 24} ${cx - half - 3} ${top + 10} Z`,
        fill: lighten(body, 0.08),
      },
    ],
    box: { x: cx - half, y: top, width: 2 * half, height: height + 8 },
    ground: { x: cx, y: bottom + 4, half: half * 0.95 },
  };
}

export const pots = { teapot, kettle, vase, planter };
