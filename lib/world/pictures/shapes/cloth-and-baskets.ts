import { darken, lighten, mix } from "../colour";
import { ellipse, KEY, line, type Palette, p, path, type Sketch } from "../sketch";

/** Cloth folded in a stack, or hung over a rail when it is long. */
function towel({ body, second, proportion, rng }: Palette): Sketch {
  const hung = proportion > 0.42 && proportion < 0.9;
  if (hung) {
    const half = 70 + 22 * proportion;
    const cx = 200;
    const d = p`M ${cx - half} ${96} L ${cx + half} ${96} C ${cx + half + 7} ${180} ${cx + half - 9} ${250} ${cx + half + 5} ${322} Q ${cx + half * 0.4} ${331} ${cx} ${322} Q ${cx - half * 0.5} ${315} ${cx - half - 5} ${324} C ${cx - half + 9} ${250} ${cx - half - 7} ${180} ${cx - half} ${96} Z`;
    const fold = cx - half * 0.3 + rng.next() * 26;
    return {
      back:
        path(p`M ${60} ${96} L ${340} ${96}`, line("#6d5236", 10)) +
        path(p`M ${60} ${93} L ${340} ${93}`, line("#a98760", 3, 0.8)) +
        ellipse(58, 96, 9, 9, 'fill="#4f3a25"') +
        ellipse(342, 96, 9, 9, 'fill="#4f3a25"') +
        path(
          p`M ${cx - half + 16} ${92} L ${cx + half - 10} ${92} L ${cx + half - 16} ${280} L ${cx - half + 22} ${284} Z`,
          `fill="${darken(body, 0.2)}"`,
        ),
      parts: [{ d, fill: body, patterned: true, round: 0.35 }],
      front:
        path(
          p`M ${fold} ${100} C ${fold + 10} ${170} ${fold - 12} ${240} ${fold + 4} ${318}`,
          line(darken(body, 0.35), 5, 0.18),
        ) +
        path(
          p`M ${fold + 52} ${100} C ${fold + 44} ${180} ${fold + 62} ${250} ${fold + 52} ${320}`,
          line("#ffffff", 5, 0.25),
        ) +
        path(
          p`M ${cx - half - 4} ${314} Q ${cx - half * 0.5} ${305} ${cx} ${312} Q ${cx + half * 0.4} ${321} ${cx + half + 4} ${312}`,
          line(second, 2.4, 0.7),
        ),
      box: { x: cx - half - 8, y: 96, width: 2 * half + 16, height: 236 },
      ground: null,
    };
  }
  const cx = 200;
  const half = 84 + 40 * proportion;
  const layers = proportion > 0.9 ? 3 : 4;
  const parts = Array.from({ length: layers }, (_, k) => {
    const bottom = 316 - k * 34;
    const wobble = (rng.next() - 0.5) * 12;
    return {
      d: p`M ${cx - half + wobble} ${bottom - 14} Q ${cx - half + wobble - 12} ${bottom} ${cx - half + wobble + 4} ${bottom} L ${cx + half + wobble} ${bottom} Q ${cx + half + wobble + 9} ${bottom - 18} ${cx + half + wobble} ${bottom - 36} L ${cx - half + wobble + 8} ${bottom - 36} Q ${cx - half + wobble - 10} ${bottom - 28} ${cx - half + wobble} ${bottom - 14} Z`,
      fill: k % 2 === 0 ? body : lighten(body, 0.07),
      patterned: true,
      round: 0.4,
    };
  });
  const top = 316 - (layers - 1) * 34 - 36;
  return {
    parts,
    front:
      parts
        .map((_, k) => {
          const bottom = 316 - k * 34;
          return path(
            p`M ${cx - half} ${bottom - 17} L ${cx + half} ${bottom - 17}`,
            line(darken(body, 0.35), 1.6, 0.3),
          );
        })
        .join("") +
      path(
        p`M ${cx - 12} ${top - 2} L ${cx - 12} ${318} M ${cx + 12} ${top - 2} L ${cx + 12} ${318}`,
        line(mix(second, "#7a5233", 0.4), 3.4, 0.8),
      ) +
      path(
        p`M ${cx} ${top} q ${-26} ${-22} ${-34} ${-4} q ${8} ${14} ${34} ${4} q ${26} ${-22} ${34} ${-4} q ${-8} ${14} ${-34} ${4}`,
        line(mix(second, "#7a5233", 0.4), 3.4),
      ),
    box: { x: cx - half - 14, y: top, width: 2 * half + 28, height: 316 - top },
    ground: { x: cx, y: 320, half: half * 1.04 },
  };
}

function apron({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  if (proportion < 0.45) {
    // An oven glove.
    const d = p`M ${cx - 46} ${330} L ${cx - 58} ${206} C ${cx - 62} ${130} ${cx - 34} ${88} ${cx + 4} ${90} C ${cx + 44} ${92} ${cx + 52} ${140} ${cx + 48} ${186} C ${cx + 66} ${160} ${cx + 98} ${168} ${cx + 92} ${196} C ${cx + 84} ${226} ${cx + 58} ${240} ${cx + 50} ${262} L ${cx + 46} ${330} Q ${cx} ${338} ${cx - 46} ${330} Z`;
    return {
      back: path(p`M ${cx - 34} ${322} q ${-26} ${18} ${-12} ${38}`, line(second, 5)),
      parts: [{ d, fill: body, patterned: true, round: 0.6 }],
      front:
        path(p`M ${cx - 50} ${296} Q ${cx} ${306} ${cx + 49} ${296}`, line(second, 9, 0.85)) +
        path(
          p`M ${cx - 34} ${270} C ${cx - 40} ${190} ${cx - 26} ${120} ${cx + 4} ${112}`,
          line(darken(body, 0.4), 1.6, 0.35),
        ),
      box: { x: cx - 64, y: 88, width: 164, height: 248 },
      ground: null,
    };
  }
  const d = p`M ${cx - 42} ${96} Q ${cx} ${106} ${cx + 42} ${96} C ${cx + 46} ${140} ${cx + 62} ${160} ${cx + 92} ${172} L ${cx + 84} ${330} Q ${cx} ${342} ${cx - 84} ${330} L ${cx - 92} ${172} C ${cx - 62} ${160} ${cx - 46} ${140} ${cx - 42} ${96} Z`;
  return {
    back:
      path(
        p`M ${cx - 40} ${100} C ${cx - 30} ${40} ${cx + 30} ${40} ${cx + 40} ${100}`,
        line(darken(body, 0.2), 8),
      ) +
      path(
        p`M ${cx - 90} ${176} q ${-34} ${10} ${-40} ${44} M ${cx + 90} ${176} q ${34} ${10} ${40} ${44}`,
        line(darken(body, 0.2), 7),
      ) +
      ellipse(cx, 46, 6, 6, 'fill="#6d5236"'),
    parts: [{ d, fill: body, patterned: true, round: 0.45 }],
    front:
      path(
        p`M ${cx - 44} ${222} L ${cx + 44} ${222} L ${cx + 40} ${282} Q ${cx} ${290} ${cx - 40} ${282} Z`,
        `fill="${darken(body, 0.1)}" opacity="0.92"`,
      ) +
      path(p`M ${cx - 44} ${222} L ${cx + 44} ${222}`, line(second, 4, 0.9)) +
      path(p`M ${cx} ${224} L ${cx} ${286}`, line(darken(body, 0.35), 1.4, 0.5)) +
      path(p`M ${cx + 20} ${226} L ${cx + 31} ${170}`, line(mix(accent, "#a5743f", 0.6), 7)) +
      ellipse(cx + 33, 160, 10, 15, `fill="${mix(accent, "#a5743f", 0.6)}"`),
    box: { x: cx - 94, y: 92, width: 188, height: 250 },
    ground: null,
  };
}

function basket({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const bottom = 318;
  const half = 86 + 36 * proportion;
  const hamper = proportion > 0.85;
  const bread = proportion > 0.7 && !hamper;
  const height = bread ? 66 : 104;
  const top = bottom - height;
  const d = p`M ${cx - half} ${top} L ${cx - half * 0.86} ${bottom - 6} Q ${cx} ${bottom + 9} ${cx + half * 0.86} ${bottom - 6} L ${cx + half} ${top} Q ${cx} ${top + 16} ${cx - half} ${top} Z`;
  let weave = "";
  for (let row = 0; row * 13 < height - 6; row++) {
    const y = top + 10 + row * 13;
    for (let column = -9; column <= 9; column++) {
      const x = cx + column * half * 0.112 + (row % 2) * half * 0.056;
      if (Math.abs(x - cx) > half * (1 - (0.14 * (y - top)) / height) - 6) continue;
      const sag = 7 * (1 - ((x - cx) / half) ** 2);
      weave += path(
        p`M ${x - half * 0.052} ${y + sag} q ${half * 0.052} ${-6} ${half * 0.104} ${0}`,
        line(row % 2 === 0 ? darken(body, 0.34) : lighten(body, 0.2), 5, 0.62),
      );
    }
  }
  const handle = bread
    ? ""
    : path(
        p`M ${cx - half * 0.72} ${top + 4} C ${cx - half * 0.68} ${top - 120} ${cx + half * 0.68} ${top - 120} ${cx + half * 0.72} ${top + 4}`,
        line(darken(body, 0.26), 11),
      ) +
      path(
        p`M ${cx - half * 0.7} ${top} C ${cx - half * 0.64} ${top - 113} ${cx + half * 0.64} ${top - 113} ${cx + half * 0.68} ${top}`,
        line(lighten(body, 0.22), 3.4, 0.7),
      );
  const inside = bread
    ? [-52, -6, 44]
        .map(
          (dx) =>
            ellipse(cx + dx, top - 6, 42, 24, 'fill="#c58a45"') +
            path(
              p`M ${cx + dx - 18} ${top - 16} l ${12} ${11} M ${cx + dx} ${top - 20} l ${12} ${11}`,
              line("#f2d6a2", 3.4, 0.8),
            ),
        )
        .join("")
    : path(
        p`M ${cx - half * 0.7} ${top + 6} q ${half * 0.3} ${-46} ${half * 0.7} ${-24} q ${half * 0.4} ${-26} ${half * 0.66} ${24} Z`,
        `fill="${lighten(accent, 0.3)}"`,
      ) +
      path(
        p`M ${cx - half * 0.5} ${top} q ${half * 0.26} ${-26} ${half * 0.5} ${-12}`,
        line("#b5493f", 4, 0.6),
      );
  return {
    back: handle + inside,
    parts: [{ d, fill: body, round: 0.9 }],
    front:
      `<g clip-path="url(#${KEY}-c0)">${weave}</g>` +
      path(p`M ${cx - half} ${top} Q ${cx} ${top + 16} ${cx + half} ${top}`, line(darken(body, 0.2), 11)) +
      path(
        p`M ${cx - half} ${top - 2} Q ${cx} ${top + 14} ${cx + half} ${top - 2}`,
        line(lighten(body, 0.25), 3, 0.7),
      ) +
      (hamper
        ? [-0.45, 0.45]
            .map(
              (share) =>
                path(
                  p`M ${cx + share * half} ${top + 10} l ${0} ${46}`,
                  line(mix(second, "#6b3f22", 0.6), 10),
                ) + ellipse(cx + share * half, top + 50, 6, 6, 'fill="#d9b25c"'),
            )
            .join("")
        : ""),
    box: { x: cx - half, y: top, width: 2 * half, height },
    ground: { x: cx, y: bottom + 4, half: half * 0.98 },
  };
}

function blanket({ body, second, accent, proportion }: Palette): Sketch {
  const cx = 200;
  const half = 96 + 22 * proportion;
  const bottom = 314;
  const r = 62;
  const cy = bottom - r;
  const rolled = proportion > 0.8;
  if (rolled) {
    const d = p`M ${cx - half} ${cy - r} L ${cx + half - 30} ${cy - r} A ${28} ${r} 0 0 1 ${cx + half - 30} ${cy + r} L ${cx - half} ${cy + r} A ${28} ${r} 0 0 1 ${cx - half} ${cy - r} Z`;
    let spiral = "";
    for (const [k, s] of [1, 0.76, 0.52, 0.28].entries())
      spiral += ellipse(
        cx + half - 30,
        cy,
        28 * s,
        r * s,
        k % 2 === 0
          ? `fill="${darken(body, 0.08)}" stroke="${darken(body, 0.35)}" stroke-width="1.6"`
          : `fill="${mix(second, body, 0.3)}" stroke="${darken(body, 0.35)}" stroke-width="1.2"`,
      );
    return {
      parts: [{ d, fill: body, patterned: true, round: 0.5 }],
      front:
        spiral +
        [-0.62, 0.22]
          .map(
            (share) =>
              path(
                p`M ${cx + share * half} ${cy - r - 2} A ${22} ${r + 2} 0 0 0 ${cx + share * half} ${cy + r + 2}`,
                line("#7a4a2a", 11),
              ) + ellipse(cx + share * half - 21, cy + 6, 8, 10, line("#d9b25c", 3.4)),
          )
          .join("") +
        path(
          p`M ${cx - half * 0.62} ${cy - r} C ${cx - half * 0.5} ${cy - r - 50} ${cx + half * 0.12} ${cy - r - 50} ${cx + half * 0.22} ${cy - r}`,
          line("#7a4a2a", 9),
        ),
      box: { x: cx - half - 28, y: cy - r, width: 2 * half + 30, height: 2 * r },
      ground: { x: cx, y: bottom + 3, half: half * 1.04 },
    };
  }
  const d = p`M ${cx - half} ${bottom - 96} Q ${cx} ${bottom - 116} ${cx + half} ${bottom - 96} L ${cx + half + 4} ${bottom - 8} Q ${cx} ${bottom + 8} ${cx - half - 4} ${bottom - 8} Z`;
  let fringe = "";
  for (let k = -11; k <= 11; k++)
    fringe += path(
      p`M ${cx + (k * half) / 11.4} ${bottom - 4 + 5 * (1 - (k / 11) ** 2)} l ${(k % 2) * 2} ${17}`,
      line(accent, 3, 0.8),
    );
  return {
    back: fringe,
    parts: [{ d, fill: body, patterned: true, round: 0.5 }],
    front: [34, 66]
      .map((dy) =>
        path(
          p`M ${cx - half} ${bottom - 96 + dy} Q ${cx} ${bottom - 110 + dy} ${cx + half} ${bottom - 96 + dy}`,
          line(darken(body, 0.4), 2.4, 0.28),
        ),
      )
      .join(""),
    box: { x: cx - half - 6, y: bottom - 116, width: 2 * half + 12, height: 122 },
    ground: { x: cx, y: bottom + 12, half: half * 1.02 },
  };
}

export const clothAndBaskets = { towel, apron, basket, blanket };
