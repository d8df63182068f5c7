/** Round places on an axis and the domain they span. */
export interface NiceAxis {
  readonly ticks: readonly number[];
  readonly domain: readonly [number, number];
}

/**
 * Ticks at 1, 2, 2.5 or 5 times a power of ten that cover [low, high] with about `count` steps (Heckbert,
 * "Nice numbers for graph labels", Graphics Gems, 1990; 2.5 added). `zero: "always"` for bars and areas,
 * whose length is the value; `"near"` draws zero in when leaving it out would save less than 60 % of the height.
 */
export function niceTicks(
  low: number,
  high: number,
  options: { readonly count?: number; readonly zero?: "always" | "near" | "never" } = {},
): NiceAxis {
  const { count = 5, zero = "near" } = options;
  if (!Number.isFinite(low) || !Number.isFinite(high)) return { ticks: [0, 1], domain: [0, 1] };
  let from = Math.min(low, high);
  let to = Math.max(low, high);
  if (zero === "always" || (zero === "near" && from > 0 && from < 0.6 * to)) from = Math.min(0, from);
  if (zero === "always" || (zero === "near" && to < 0 && to > 0.6 * from)) to = Math.max(0, to);
  if (from === to) {
    const margin = Math.abs(from) * 0.1 || 1;
    from -= from > 0 || from < 0 ? margin : 0;
    to += margin;
  }
  const step = niceStep((to - from) / count);
  const first = Math.floor(from / step + 1e-9);
  const last = Math.ceil(to / step - 1e-9);
  // Multiples of a whole number of steps, rounded so that 0.1 + 0.2 is written 0.3.
  const digits = Math.max(0, 2 - Math.floor(Math.log10(step)));
  const ticks = Array.from({ length: last - first + 1 }, (_, place) =>
    digits <= 15 ? Number(((first + place) * step).toFixed(digits)) : (first + place) * step,
  );
  return { ticks, domain: [ticks[0]!, ticks[ticks.length - 1]!] };
}

/** The end of a domain that is farther from zero. */
export function largestOf(domain: readonly [number, number]): number {
  return Math.max(Math.abs(domain[0]), Math.abs(domain[1]));
}

function niceStep(rough: number): number {
  const power = 10 ** Math.floor(Math.log10(rough));
  const share = rough / power;
  const nice = share <= 1 ? 1 : share <= 2 ? 2 : share <= 2.5 ? 2.5 : share <= 5 ? 5 : 10;
  return nice * power;
}

/**
 * Places for labels on a time axis among the periods that have data: the first of each month once three
 * months are on screen, else every n-th period. `monthOf` names the month of an instant in the shop's zone.
 */
export function timeTicks(
  times: readonly number[],
  monthOf: (time: number) => string,
  most: number,
): { readonly ticks: readonly number[]; readonly byMonth: boolean } {
  const firsts = times.filter((time, place) => place === 0 || monthOf(times[place - 1]!) !== monthOf(time));
  const byMonth = firsts.length >= 4;
  // A month that only just made it into the picture would crowd the next one's label.
  const crowded = byMonth && firsts[1]! - firsts[0]! < 0.7 * (firsts[2]! - firsts[1]!);
  const candidates = byMonth ? firsts.slice(crowded ? 1 : 0) : times;
  const every = Math.max(1, Math.ceil(candidates.length / Math.max(1, most)));
  return { ticks: candidates.filter((_, place) => place % every === 0), byMonth };
}
