import { darken, lighten, lightness, mix } from "../colour";
import { ellipse, line, type Palette, p, path, type Sketch } from "../sketch";

function pouch({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 324;
  const half = 62 + 24 * proportion;
  const top = bottom - 186 - 20 * proportion;
  const d = p`M ${cx - half + 6} ${top} L ${cx + half - 6} ${top} L ${cx + half - 2} ${top + 40} Q ${cx + half + 10} ${bottom - 60} ${cx + half} ${bottom - 6} Q ${cx} ${bottom + 12} ${cx - half} ${bottom - 6} Q ${cx - half - 10} ${bottom - 60} ${cx - half + 2} ${top + 40} Z`;
  const label = top + 74;
  const ink = darken(body, 0.4);
  return {
    parts: [{ d, fill: body, patterned: true, round: 0.75 }],
    front:
      path(
        p`M ${cx - half + 6} ${top} L ${cx + half - 6} ${top} L ${cx + half - 3} ${top + 27} L ${cx - half + 3} ${top + 27} Z`,
        `fill="${darken(body, 0.16)}"`,
      ) +
      path(
        p`M ${cx - half + 4} ${top + 27} L ${cx + half - 4} ${top + 27}`,
        line(lighten(body, 0.3), 2, 0.7),
      ) +
      ellipse(cx, label + 42, half * 0.62, half * 0.62, `fill="${accent}"`) +
      ellipse(cx, label + 42, half * 0.55, half * 0.55, line(ink, 1.2, 0.5)) +
      path(
        p`M ${cx} ${label + 64} q ${-18} ${-22} ${0} ${-46} q ${18} ${24} ${0} ${46} Z`,
        `fill="${second}"`,
      ) +
      path(p`M ${cx} ${label + 66} L ${cx} ${label + 28}`, line(ink, 1.4, 0.5)) +
      path(
        p`M ${cx - half * 0.4} ${bottom - 34} q ${half * 0.4} ${6} ${half * 0.8} ${0}`,
        line(accent, 3.4, 0.85),
      ) +
      path(
        p`M ${cx - half * 0.24} ${bottom - 20} q ${half * 0.24} ${4} ${half * 0.48} ${0}`,
        line(accent, 2, 0.65),
      ) +
      path(
        p`M ${cx - half + 12} ${top + 46} Q ${cx - half + 3} ${bottom - 70} ${cx - half + 10} ${bottom - 20}`,
        line("#ffffff", 4, 0.28),
      ),
    box: { x: cx - half - 8, y: top, width: 2 * half + 16, height: bottom - top + 10 },
    ground: { x: cx, y: bottom + 4, half: half * 1.05 },
  };
}

function jar({ body, second, accent, proportion, rng }: Palette): Sketch {
  const cx = 200;
  const bottom = 322;
  const tall = proportion < 0.3;
  const half = tall ? 42 : 62 + 14 * proportion;
  const height = tall ? 190 : 138;
  const top = bottom - height;
  const neck = tall ? 17 : half * 0.86;
  const shoulder = tall ? 66 : 20;
  const glass = p`M ${cx - neck} ${top} L ${cx - neck} ${top + shoulder * 0.4} Q ${cx - half} ${top + shoulder * 0.6} ${cx - half} ${top + shoulder + 10} L ${cx - half} ${bottom - 16} Q ${cx - half} ${bottom} ${cx - half + 16} ${bottom} L ${cx + half - 16} ${bottom} Q ${cx + half} ${bottom} ${cx + half} ${bottom - 16} L ${cx + half} ${top + shoulder + 10} Q ${cx + half} ${top + shoulder * 0.6} ${cx + neck} ${top + shoulder * 0.4} L ${cx + neck} ${top} Z`;
  const cloth = !tall && rng.next() < 0.5;
  const labelTop = bottom - height * (tall ? 0.46 : 0.66);
  const labelHeight = tall ? 58 : 62;
  const labelHalf = half * 0.8;
  const paper = lightness(accent) > 0.55 ? accent : lighten(accent, 0.7);
  const ink = darken(second, 0.35);
  return {
    parts: [{ d: glass, fill: body, patterned: true }],
    front:
      path(
        p`M ${cx - labelHalf} ${labelTop} L ${cx + labelHalf} ${labelTop} L ${cx + labelHalf} ${labelTop + labelHeight} L ${cx - labelHalf} ${labelTop + labelHeight} Z`,
        `fill="${lighten(paper, 0.25)}" opacity="0.96"`,
      ) +
      path(
        p`M ${cx - labelHalf + 5} ${labelTop + 5} L ${cx + labelHalf - 5} ${labelTop + 5} L ${cx + labelHalf - 5} ${labelTop + labelHeight - 5} L ${cx - labelHalf + 5} ${labelTop + labelHeight - 5} Z`,
        line(ink, 1.2, 0.5),
      ) +
      ellipse(cx, labelTop + labelHeight * 0.36, 11, 11, `fill="${body}"`) +
      path(
        p`M ${cx} ${labelTop + labelHeight * 0.36 - 9} q ${10} ${-6} ${15} ${-2} q ${-5} ${8} ${-15} ${2} Z`,
        'fill="#6d7a4e"',
      ) +
      path(
        p`M ${cx - labelHalf * 0.55} ${labelTop + labelHeight * 0.7} L ${cx + labelHalf * 0.55} ${labelTop + labelHeight * 0.7}`,
        line(ink, 3.4, 0.75),
      ) +
      path(
        p`M ${cx - labelHalf * 0.34} ${labelTop + labelHeight * 0.84} L ${cx + labelHalf * 0.34} ${labelTop + labelHeight * 0.84}`,
        line(ink, 1.8, 0.5),
      ) +
      (cloth
        ? path(
            p`M ${cx - half - 5} ${top + 18} Q ${cx - half} ${top - 20} ${cx} ${top - 24} Q ${cx + half} ${top - 20} ${cx + half + 5} ${top + 18} l ${-10} ${9} l ${-13} ${-7} l ${-12} ${9} l ${-14} ${-7} l ${-13} ${9} l ${-14} ${-9} l ${-13} ${8} l ${-13} ${-9} l ${-13} ${8} Z`,
            `fill="${mix(second, "#f3efe6", 0.45)}"`,
          ) +
          path(
            p`M ${cx - half + 3} ${top + 8} Q ${cx} ${top + 17} ${cx + half - 3} ${top + 8}`,
            line(darken(second, 0.3), 3.4, 0.8),
          )
        : path(
            p`M ${cx - neck - 5} ${top - 22} L ${cx + neck + 5} ${top - 22} L ${cx + neck + 5} ${top + 6} L ${cx - neck - 5} ${top + 6} Z`,
            `fill="${mix(second, "#c9ac6c", 0.45)}"`,
          ) + ellipse(cx, top - 22, neck + 5, 6, `fill="${lighten(mix(second, "#c9ac6c", 0.45), 0.25)}"`)) +
      path(
        p`M ${cx - half + 11} ${top + shoulder + 18} L ${cx - half + 11} ${bottom - 22}`,
        line("#ffffff", 6, 0.4),
      ),
    box: { x: cx - half, y: top, width: 2 * half, height },
    ground: { x: cx, y: bottom + 3, half: half * 1.08 },
  };
}

function flask({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 328;
  if (proportion > 0.7) {
    // A tiffin of three tiers.
    const half = 76;
    const tiers = [0, 1, 2].map((k) => ({
      d: p`M ${cx - half} ${bottom - 58 - k * 58} L ${cx - half} ${bottom - 8 - k * 58} Q ${cx} ${bottom + 8 - k * 58} ${cx + half} ${bottom - 8 - k * 58} L ${cx + half} ${bottom - 58 - k * 58} Q ${cx} ${bottom - 42 - k * 58} ${cx - half} ${bottom - 58 - k * 58} Z`,
      fill: k === 1 ? mix(body, accent, 0.18) : body,
      patterned: true,
    }));
    const top = bottom - 58 * 3;
    return {
      back: path(
        p`M ${cx - half - 9} ${bottom - 10} L ${cx - half - 9} ${top - 16} Q ${cx - half - 6} ${top - 62} ${cx} ${top - 64} Q ${cx + half + 6} ${top - 62} ${cx + half + 9} ${top - 16} L ${cx + half + 9} ${bottom - 10}`,
        line(darken(second, 0.15), 9),
      ),
      parts: [
        ...tiers,
        {
          d: p`M ${cx - half} ${top} Q ${cx} ${top - 46} ${cx + half} ${top} Q ${cx} ${top + 17} ${cx - half} ${top} Z`,
          fill: mix(body, second, 0.2),
        },
      ],
      front:
        [0, 1, 2]
          .map((k) =>
            path(
              p`M ${cx - half} ${bottom - 58 - k * 58} Q ${cx} ${bottom - 42 - k * 58} ${cx + half} ${bottom - 58 - k * 58}`,
              line(lighten(body, 0.4), 3, 0.75),
            ),
          )
          .join("") +
        path(p`M ${cx - 17} ${top - 64} L ${cx + 17} ${top - 64}`, line(mix(accent, "#7a5233", 0.6), 14)) +
        [-1, 1]
          .map((side) =>
            path(p`M ${cx + side * (half + 2)} ${top + 34} l ${0} ${32}`, line(darken(second, 0.3), 8)),
          )
          .join(""),
      box: { x: cx - half, y: top, width: 2 * half, height: 176 },
      ground: { x: cx, y: bottom + 2, half: half * 1.1 },
    };
  }
  const half = 44 + 14 * proportion;
  const top = 118;
  const d = p`M ${cx - half * 0.62} ${top} L ${cx - half * 0.62} ${top + 14} Q ${cx - half} ${top + 30} ${cx - half} ${top + 58} L ${cx - half} ${bottom - 10} Q ${cx} ${bottom + 12} ${cx + half} ${bottom - 10} L ${cx + half} ${top + 58} Q ${cx + half} ${top + 30} ${cx + half * 0.62} ${top + 14} L ${cx + half * 0.62} ${top} Z`;
  return {
    back: path(
      p`M ${cx + half - 4} ${top + 74} C ${cx + half + 50} ${top + 76} ${cx + half + 50} ${bottom - 66} ${cx + half - 4} ${bottom - 62}`,
      line(darken(second, 0.2), 10),
    ),
    parts: [
      { d, fill: body, patterned: true },
      {
        d: p`M ${cx - half * 0.72} ${top - 50} Q ${cx} ${top - 62} ${cx + half * 0.72} ${top - 50} L ${cx + half * 0.72} ${top + 3} Q ${cx} ${top + 12} ${cx - half * 0.72} ${top + 3} Z`,
        fill: mix(second, accent, 0.35),
      },
    ],
    front:
      path(
        p`M ${cx - half} ${bottom - 40} Q ${cx} ${bottom - 20} ${cx + half} ${bottom - 40}`,
        line(accent, 7, 0.7),
      ) +
      path(
        p`M ${cx - half * 0.72} ${top - 30} Q ${cx} ${top - 21} ${cx + half * 0.72} ${top - 30}`,
        line(darken(second, 0.3), 1.8, 0.5),
      ) +
      ellipse(cx, top + 118, 19, 19, `fill="${lighten(accent, 0.2)}" opacity="0.9"`) +
      path(
        p`M ${cx - 13} ${top + 124} l ${9} ${-13} l ${6} ${7} l ${5} ${-6} l ${8} ${12} Z`,
        `fill="${darken(body, 0.35)}"`,
      ),
    box: { x: cx - half, y: top, width: 2 * half, height: bottom - top },
    ground: { x: cx, y: bottom + 2, half: half * 1.15 },
  };
}

/** A box or a tin of biscuits, its lid leaning beside it. */
function biscuits({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 196;
  const bottom = 318;
  const half = 86 + 22 * proportion;
  const top = bottom - 84;
  let treats = "";
  for (let k = 0; k < 6; k++) {
    const x = cx - half * 0.66 + k * half * 0.264;
    treats +=
      ellipse(x, top - 6 - (k % 2) * 9, half * 0.19, 21, `fill="${mix(body, "#c9924f", 0.55)}"`) +
      ellipse(
        x - 3,
        top - 11 - (k % 2) * 9,
        half * 0.12,
        12,
        `fill="${lighten(mix(body, "#c9924f", 0.5), 0.22)}" opacity="0.75"`,
      ) +
      [
        [-6, -4],
        [3, -8],
        [0, 3],
        [7, 0],
      ]
        .map(([dx, dy]) =>
          ellipse(x + dx!, top - 10 + dy! - (k % 2) * 9, 1.4, 1.4, `fill="${darken(body, 0.45)}"`),
        )
        .join("");
  }
  return {
    back:
      ellipse(cx + half * 0.82, bottom - 66, 62, 62, `fill="${darken(second, 0.12)}"`) +
      ellipse(cx + half * 0.82 - 4, bottom - 69, 60, 60, `fill="${second}"`) +
      ellipse(cx + half * 0.82 - 4, bottom - 69, 44, 44, line(accent, 3, 0.85)) +
      ellipse(cx + half * 0.82 - 4, bottom - 69, 17, 17, `fill="${accent}" opacity="0.85"`) +
      ellipse(cx, top, half, 21, `fill="${darken(second, 0.3)}"`) +
      treats,
    parts: [
      {
        d: p`M ${cx - half} ${top} L ${cx - half} ${bottom - 10} Q ${cx} ${bottom + 17} ${cx + half} ${bottom - 10} L ${cx + half} ${top} Q ${cx} ${top + 32} ${cx - half} ${top} Z`,
        fill: second,
        patterned: true,
      },
    ],
    front:
      path(
        p`M ${cx - half} ${top} Q ${cx} ${top + 32} ${cx + half} ${top}`,
        line(lighten(second, 0.45), 3.4, 0.85),
      ) +
      path(
        p`M ${cx - half} ${bottom - 24} Q ${cx} ${bottom + 2} ${cx + half} ${bottom - 24}`,
        line(accent, 5, 0.8),
      ),
    box: { x: cx - half, y: top, width: 2 * half, height: 100 },
    ground: { x: cx + 14, y: bottom + 6, half: half * 1.15 },
  };
}

function giftbox({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 318;
  const half = 84 + 34 * proportion;
  const height = 108 + 14 * (1 - proportion);
  const top = bottom - height;
  const ribbon = lightness(accent) > lightness(body) ? accent : lighten(accent, 0.25);
  return {
    parts: [
      {
        d: p`M ${cx - half} ${top + 20} L ${cx + half} ${top + 20} L ${cx + half - 3} ${bottom} L ${cx - half + 3} ${bottom} Z`,
        fill: body,
        patterned: true,
        round: 0.55,
      },
      {
        d: p`M ${cx - half - 8} ${top - 8} L ${cx + half + 8} ${top - 8} L ${cx + half + 6} ${top + 24} L ${cx - half - 6} ${top + 24} Z`,
        fill: darken(body, 0.1),
        round: 0.5,
      },
    ],
    front:
      path(
        p`M ${cx - 14} ${top - 8} L ${cx + 14} ${top - 8} L ${cx + 14} ${bottom} L ${cx - 14} ${bottom} Z`,
        `fill="${ribbon}"`,
      ) +
      path(p`M ${cx - 8} ${top - 8} L ${cx - 8} ${bottom}`, line("#ffffff", 3, 0.4)) +
      path(p`M ${cx - half - 7} ${top + 24} L ${cx + half + 7} ${top + 24}`, line("#1a1410", 2.4, 0.22)) +
      path(
        p`M ${cx} ${top - 8} C ${cx - 20} ${top - 66} ${cx - 82} ${top - 54} ${cx - 66} ${top - 22} C ${cx - 56} ${top - 4} ${cx - 20} ${top - 4} ${cx} ${top - 8} Z`,
        `fill="${ribbon}"`,
      ) +
      path(
        p`M ${cx} ${top - 8} C ${cx + 20} ${top - 66} ${cx + 82} ${top - 54} ${cx + 66} ${top - 22} C ${cx + 56} ${top - 4} ${cx + 20} ${top - 4} ${cx} ${top - 8} Z`,
        `fill="${mix(ribbon, second, 0.2)}"`,
      ) +
      path(
        p`M ${cx - 10} ${top - 14} C ${cx - 26} ${top - 44} ${cx - 54} ${top - 44} ${cx - 52} ${top - 26} M ${cx + 10} ${top - 14} C ${cx + 26} ${top - 44} ${cx + 54} ${top - 44} ${cx + 52} ${top - 26}`,
        line(darken(ribbon, 0.3), 2, 0.5),
      ) +
      path(
        p`M ${cx - 4} ${top - 4} q ${-22} ${20} ${-38} ${46} l ${17} ${-3} l ${5} ${12} q ${10} ${-26} ${24} ${-48} Z`,
        `fill="${darken(ribbon, 0.08)}"`,
      ) +
      ellipse(cx, top - 11, 14, 11, `fill="${darken(ribbon, 0.14)}"`) +
      path(p`M ${cx + 30} ${top + 40} l ${46} ${-7} l ${7} ${32} l ${-46} ${7} Z`, 'fill="#fbf6e9"') +
      path(
        p`M ${cx + 42} ${top + 52} l ${26} ${-4} M ${cx + 44} ${top + 61} l ${18} ${-3}`,
        line("#8a7a62", 2.2, 0.8),
      ) +
      ellipse(cx + 37, top + 46, 2.6, 2.6, 'fill="#8a7a62"'),
    box: { x: cx - half, y: top, width: 2 * half, height },
    ground: { x: cx, y: bottom + 3, half: half * 1.06 },
  };
}

export const bagsAndBoxes = { pouch, jar, flask, biscuits, giftbox };
