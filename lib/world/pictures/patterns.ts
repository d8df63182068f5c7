import type { Rng } from "@/lib/ml/core/rng";
import type { Pattern } from "../types";
import { darken, lighten, lightness, mix } from "./colour";
import { ellipse, line, n, p, path, type Sketch } from "./sketch";

interface Brush {
  readonly body: string;
  readonly second: string;
  readonly accent: string;
  readonly rng: Rng;
}

type Painter = (box: Sketch["box"], brush: Brush) => string;

/** Cosine and sine of sixteenths of a turn: patterns turn by table, so that a picture is the same everywhere. */
const COS = [
  1, 0.924, 0.71, 0.383, 0, -0.383, -0.71, -0.924, -1, -0.924, -0.71, -0.383, 0, 0.383, 0.71, 0.924,
];
const cos = (sixteenth: number) => COS[((sixteenth % 16) + 16) % 16]!;
const sin = (sixteenth: number) => cos(sixteenth - 4);

const speckle: Painter = ({ x, y, width, height }, { body, rng }) => {
  const dark = darken(body, 0.45);
  const light = lighten(body, 0.4);
  let dots = "";
  for (let k = 0; k < 90; k++) {
    const r = 0.7 + 2.2 * rng.next() * rng.next();
    dots += ellipse(
      x + rng.next() * width,
      y + rng.next() * height,
      r,
      r * (0.7 + 0.3 * rng.next()),
      `fill="${rng.next() < 0.8 ? dark : light}" opacity="${n(0.35 + 0.4 * rng.next())}"`,
    );
  }
  return dots;
};

const stripes: Painter = ({ x, y, width, height }, { second, rng }) => {
  let lines = "";
  const gap = 9 + rng.next() * 7;
  for (let at = y + gap * 0.6; at < y + height; at += gap) {
    const sag = 5 + rng.next() * 2;
    lines += path(
      p`M ${x} ${at} Q ${x + width / 2} ${at + sag} ${x + width} ${at}`,
      line(second, 1.6 + rng.next() * 2.4, 0.75),
    );
  }
  return lines;
};

const waves: Painter = ({ x, y, width, height }, { second }) => {
  const r = Math.max(15, Math.sqrt(width * height) / 9.5);
  let outer = "";
  let inner = "";
  for (let row = 0; row * r * 0.62 < height + r; row++)
    for (let column = -1; column * 2 * r < width + 2 * r; column++) {
      const cx = x + column * 2 * r + (row % 2) * r;
      const cy = y + row * r * 0.62 + r * 0.4;
      const arc = (radius: number) => p`M${cx - radius} ${cy}a${radius} ${radius} 0 0 1 ${2 * radius} 0`;
      outer += arc(r);
      inner += arc(r * 0.66) + arc(r * 0.33);
    }
  return path(outer, line(second, 1.7, 0.7)) + path(inner, line(second, 1.2, 0.7));
};

const bamboo: Painter = ({ x, y, width, height }, { second, accent, rng }) => {
  let stalks = "";
  const count = Math.max(2, Math.round(width / 62));
  for (let k = 0; k < count; k++) {
    const cx = x + ((k + 0.5 + 0.4 * (rng.next() - 0.5)) * width) / count;
    const lean = (rng.next() - 0.5) * 14;
    const colour = rng.next() < 0.5 ? second : accent;
    const joints = 4;
    for (let j = 0; j < joints; j++) {
      const top = y + (height * j) / joints + 2;
      const bottom = y + (height * (j + 1)) / joints - 2;
      const at = (value: number) => cx + lean * (1 - (value - y) / height);
      stalks += path(p`M ${at(bottom)} ${bottom} L ${at(top)} ${top}`, line(colour, 5.2, 0.8));
      if (rng.next() < 0.75) {
        const side = rng.next() < 0.5 ? -1 : 1;
        for (let leaf = 0; leaf < 3; leaf++) {
          const dx = side * (16 + 8 * leaf);
          const dy = 3 + 9 * leaf - 8 * rng.next();
          stalks += path(
            p`M ${at(top)} ${top} q ${dx * 0.5} ${dy - 9} ${dx} ${dy} q ${-dx * 0.5} ${1.5} ${-dx} ${-dy}`,
            `fill="${leaf === 1 ? accent : second}" opacity="0.85"`,
          );
        }
      }
    }
  }
  return stalks;
};

function flower(x: number, y: number, r: number, petals: string, heart: string, turn: number): string {
  let drawn = "";
  for (let k = 0; k < 5; k++) {
    const at = Math.round((k * 16) / 5) + turn;
    drawn += ellipse(x + cos(at) * r * 0.62, y + sin(at) * r * 0.62, r * 0.5, r * 0.46, `fill="${petals}"`);
  }
  return `${drawn}${ellipse(x, y, r * 0.22, r * 0.22, `fill="${heart}"`)}`;
}

const blossom: Painter = ({ x, y, width, height }, { body, second, accent, rng }) => {
  const branch = darken(second, 0.2);
  const fromLeft = rng.next() < 0.5;
  const side = fromLeft ? 1 : -1;
  const startX = fromLeft ? x - 4 : x + width + 4;
  const startY = y + height * (0.75 + 0.2 * rng.next());
  const endX = startX + side * width * 0.86;
  const endY = y + height * (0.1 + 0.2 * rng.next());
  const middleX = startX + side * width * 0.4;
  const middleY = startY - height * 0.12;
  let drawn = path(p`M ${startX} ${startY} Q ${middleX} ${middleY} ${endX} ${endY}`, line(branch, 3.2, 0.9));
  const petals = lightness(body) > 0.6 ? second : lighten(accent, 0.35);
  for (let k = 1; k <= 6; k++) {
    const t = k / 6.5;
    const bx = (1 - t) ** 2 * startX + 2 * t * (1 - t) * middleX + t * t * endX;
    const by = (1 - t) ** 2 * startY + 2 * t * (1 - t) * middleY + t * t * endY;
    const fx = bx + (rng.next() - 0.5) * 34;
    const fy = by + (rng.next() - 0.5) * 34;
    drawn += path(p`M ${bx} ${by} Q ${bx} ${(by + fy) / 2} ${fx} ${fy}`, line(branch, 1.6, 0.8));
    drawn += flower(fx, fy, 7 + 5 * rng.next(), petals, accent, Math.floor(rng.next() * 16));
    if (k % 2 === 0)
      drawn += ellipse(bx + 9 * side, by + 10, 6.5, 3, `fill="${mix(second, accent, 0.5)}" opacity="0.7"`);
  }
  return drawn;
};

const crackle: Painter = ({ x, y, width, height }, { second, rng }) => {
  let cracks = "";
  const columns = 6;
  const rows = Math.max(4, Math.round((height / width) * 6));
  const corner = Array.from({ length: (columns + 1) * (rows + 1) }, (_, k): [number, number] => [
    x + ((k % (columns + 1)) / columns) * width + (rng.next() - 0.5) * (width / columns) * 0.8,
    y + (Math.floor(k / (columns + 1)) / rows) * height + (rng.next() - 0.5) * (height / rows) * 0.8,
  ]);
  const at = (column: number, row: number) => corner[row * (columns + 1) + column]!;
  for (let row = 0; row <= rows; row++)
    for (let column = 0; column <= columns; column++) {
      const [ax, ay] = at(column, row);
      if (column < columns && rng.next() < 0.85) {
        const [bx, by] = at(column + 1, row);
        cracks += path(p`M ${ax} ${ay} L ${bx} ${by}`, line(second, 1, 0.75));
      }
      if (row < rows && rng.next() < 0.85) {
        const [bx, by] = at(column, row + 1);
        cracks += path(p`M ${ax} ${ay} L ${bx} ${by}`, line(second, 1, 0.75));
      }
    }
  return cracks;
};

const mountains: Painter = ({ x, y, width, height }, { body, second, accent, rng }) => {
  let drawn = ellipse(
    x + width * (0.25 + 0.5 * rng.next()),
    y + height * 0.24,
    Math.min(width, height) * 0.075,
    Math.min(width, height) * 0.075,
    `fill="${lightness(body) > 0.6 ? "#c2553f" : lighten(accent, 0.3)}" opacity="0.85"`,
  );
  for (let range = 0; range < 3; range++) {
    const base = y + height * (0.5 + 0.17 * range);
    let d = p`M ${x - 5} ${y + height + 5} L ${x - 5} ${base}`;
    const peaks = 4;
    for (let k = 0; k < peaks; k++) {
      const px = x + (width * (k + 0.5)) / peaks;
      const py = base - height * (0.08 + 0.2 * rng.next()) * (1 - 0.2 * range);
      d += p` Q ${px - width / peaks / 3} ${py} ${px} ${py + 4} T ${x + (width * (k + 1)) / peaks} ${base + (rng.next() - 0.5) * 10}`;
    }
    d += p` L ${x + width + 5} ${y + height + 5} Z`;
    drawn += path(d, `fill="${mix(body, range === 2 ? accent : second, 0.3 + 0.22 * range)}" opacity="0.9"`);
  }
  return drawn;
};

const leaves: Painter = ({ x, y, width, height }, { body, accent, second, rng }) => {
  let drawn = "";
  const ink = lightness(body) > 0.55 ? second : mix(accent, body, 0.15);
  const fronds = Math.max(3, Math.round(width / 48));
  for (let k = 0; k < fronds; k++) {
    const cx = x + ((k + 0.5) * width) / fronds + (rng.next() - 0.5) * 12;
    const bend = (rng.next() - 0.5) * 40;
    const top = y + height * (0.12 + 0.3 * rng.next());
    const bottom = y + height + 4;
    drawn += path(p`M ${cx} ${bottom} Q ${cx} ${(top + bottom) / 2} ${cx + bend} ${top}`, line(ink, 2, 0.85));
    for (let j = 1; j <= 8; j++) {
      const t = j / 8.5;
      const bx = (1 - t) ** 2 * cx + 2 * t * (1 - t) * cx + t * t * (cx + bend);
      const by = (1 - t) ** 2 * bottom + t * (1 - t) * (top + bottom) + t * t * top;
      const reach = 20 * (1 - 0.75 * t) + 3;
      for (const side of [-1, 1])
        drawn += path(
          p`M ${bx} ${by} q ${side * reach * 0.5} ${-reach * 0.7} ${side * reach} ${-reach * 0.5} q ${-side * reach * 0.4} ${reach * 0.5} ${-side * reach} ${reach * 0.5}`,
          `fill="${ink}" opacity="0.75"`,
        );
    }
  }
  return drawn;
};

const grid: Painter = ({ x, y, width, height }, { second, accent }) => {
  let drawn = "";
  const step = 26;
  for (let at = x + 8; at < x + width; at += step)
    drawn += path(p`M ${at} ${y} L ${at} ${y + height}`, line(second, 8, 0.4));
  for (let at = y + 8; at < y + height; at += step)
    drawn += path(p`M ${x} ${at} L ${x + width} ${at}`, line(second, 8, 0.4));
  for (let at = x + 8 + step / 2; at < x + width; at += step)
    drawn += path(p`M ${at} ${y} L ${at} ${y + height}`, line(accent, 1.2, 0.6));
  return drawn;
};

const dots: Painter = ({ x, y, width, height }, { second, accent, rng }) => {
  let drawn = "";
  const step = 27;
  for (let row = 0; row * step * 0.86 < height + step; row++)
    for (let column = 0; column * step < width + step; column++) {
      const r = 5.4 + (rng.next() - 0.5) * 1.8;
      drawn += ellipse(
        x + column * step + (row % 2) * (step / 2) + (rng.next() - 0.5) * 2,
        y + row * step * 0.86 + (rng.next() - 0.5) * 2,
        r,
        r,
        `fill="${(row + column * 2) % 3 === 0 ? accent : second}" opacity="0.85"`,
      );
    }
  return drawn;
};

function crane(x: number, y: number, size: number, side: number, wing: string, crown: string): string {
  const s = size * side;
  return (
    path(
      p`M ${x} ${y} q ${-s * 0.5} ${-size * 0.75} ${-s * 1.25} ${-size * 0.62} q ${s * 0.5} ${size * 0.2} ${s * 0.75} ${size * 0.8} z`,
      `fill="${wing}" opacity="0.9"`,
    ) +
    path(
      p`M ${x} ${y} q ${s * 0.15} ${-size * 0.9} ${s * 0.95} ${-size * 0.95} q ${-s * 0.25} ${size * 0.35} ${-s * 0.4} ${size * 1.05} z`,
      `fill="${wing}" opacity="0.75"`,
    ) +
    path(
      p`M ${x - s * 0.55} ${y + size * 0.24} q ${s * 0.5} ${size * 0.2} ${s * 0.95} ${-size * 0.1} q ${s * 0.35} ${-size * 0.25} ${s * 0.85} ${-size * 0.22}`,
      line(wing, size * 0.16),
    ) +
    ellipse(x + s * 1.25, y - size * 0.1, size * 0.09, size * 0.09, `fill="${crown}"`)
  );
}

const cranes: Painter = ({ x, y, width, height }, { body, second, accent, rng }) => {
  let drawn = ellipse(
    x + width * 0.68,
    y + height * 0.34,
    Math.min(width, height) * 0.17,
    Math.min(width, height) * 0.17,
    `fill="${accent}" opacity="0.28"`,
  );
  const ink = lightness(body) > 0.55 ? mix(second, "#22303a", 0.35) : lighten(accent, 0.25);
  const size = Math.min(width, height) * 0.13 + 6;
  for (let k = 0; k < 3; k++)
    drawn += crane(
      x + width * (0.24 + 0.27 * k) + (rng.next() - 0.5) * 16,
      y + height * (0.66 - 0.17 * k) + (rng.next() - 0.5) * 16,
      size * (1 - 0.14 * k),
      1,
      ink,
      accent,
    );
  return drawn;
};

const dip: Painter = ({ x, y, width, height }, { second, accent, rng }) => {
  const level = y + height * (0.5 + 0.16 * rng.next());
  let d = p`M ${x - 5} ${y - 5} L ${x - 5} ${level}`;
  const runs = 6;
  for (let k = 0; k < runs; k++) {
    const reach = 5 + 17 * rng.next() * rng.next();
    d += p` q ${width / runs / 2} ${reach * 2} ${(width + 10) / runs} ${(rng.next() - 0.5) * 6}`;
  }
  d += p` L ${x + width + 5} ${y - 5} Z`;
  return (
    path(d, `fill="${second}" opacity="0.62"`) +
    path(
      p`M ${x} ${y + height - 9} Q ${x + width / 2} ${y + height - 1} ${x + width} ${y + height - 9}`,
      line(accent, 7, 0.8),
    )
  );
};

const PAINTERS: Readonly<Record<Exclude<Pattern, "plain">, Painter>> = {
  speckle,
  stripes,
  waves,
  bamboo,
  blossom,
  crackle,
  mountains,
  leaves,
  grid,
  dots,
  cranes,
  dip,
};

/** The pattern over a box; whoever calls clips it to the thing. */
export function paintPattern(pattern: Pattern, box: Sketch["box"], brush: Brush): string {
  return pattern === "plain" ? "" : PAINTERS[pattern](box, brush);
}
