/** A seeded source of uniform numbers. `fork` derives an independent stream from the seed and a label alone. */
export interface Rng {
  /** Uniform on [0, 1), 53 bits. */
  next(): number;
  /** A child stream that depends on this stream's seed and `label`, never on how far this one has run. */
  fork(label: string): Rng;
}

/** 128-bit seed from text: cyrb128 by bryc (public domain), four interleaved 32-bit hashes. */
function hashText(text: string): [number, number, number, number] {
  let h1 = 1779033703;
  let h2 = 3144134277;
  let h3 = 1013904242;
  let h4 = 2773480762;
  for (let i = 0; i < text.length; i++) {
    const k = text.charCodeAt(i);
    h1 = h2 ^ Math.imul(h1 ^ k, 597399067);
    h2 = h3 ^ Math.imul(h2 ^ k, 2869860233);
    h3 = h4 ^ Math.imul(h3 ^ k, 951274213);
    h4 = h1 ^ Math.imul(h4 ^ k, 2716044179);
  }
  h1 = Math.imul(h3 ^ (h1 >>> 18), 597399067);
  h2 = Math.imul(h4 ^ (h2 >>> 22), 2869860233);
  h3 = Math.imul(h1 ^ (h3 >>> 17), 951274213);
  h4 = Math.imul(h2 ^ (h4 >>> 19), 2716044179);
  return [(h1 ^ h2 ^ h3 ^ h4) >>> 0, (h2 ^ h1) >>> 0, (h3 ^ h1) >>> 0, (h4 ^ h1) >>> 0];
}

class Xoshiro128 implements Rng {
  private a: number;
  private b: number;
  private c: number;
  private d: number;

  constructor(private readonly path: string) {
    [this.a, this.b, this.c, this.d] = hashText(path);
    // The all-zero state is the one fixed point of the recurrence.
    if ((this.a | this.b | this.c | this.d) === 0) this.a = 1;
  }

  private next32(): number {
    const product = Math.imul(this.b, 5);
    const result = Math.imul((product << 7) | (product >>> 25), 9) >>> 0;
    const t = this.b << 9;
    this.c ^= this.a;
    this.d ^= this.b;
    this.b ^= this.c;
    this.a ^= this.d;
    this.c ^= t;
    this.d = (this.d << 11) | (this.d >>> 21);
    return result;
  }

  next(): number {
    const high = this.next32() >>> 5;
    const low = this.next32() >>> 6;
    return (high * 67108864 + low) / 9007199254740992;
  }

  fork(label: string): Rng {
    return new Xoshiro128(`${this.path}/${label}`);
  }
}

/**
 * The only source of randomness in `lib/ml`: xoshiro128** seeded by hashing text.
 * @param seed a safe integer or a text; equal seeds give equal streams on every platform.
 * Source: Blackman & Vigna (2021), "Scrambled linear pseudorandom number generators", section 3.
 */
export function createRng(seed: number | string): Rng {
  return new Xoshiro128(String(seed));
}

/** Uniform integer in [0, n). @param n a positive integer below 2^53. */
export function randomInteger(rng: Rng, n: number): number {
  return Math.floor(rng.next() * n);
}

/** Standard normal draw by the polar method (Marsaglia & Bray 1964); the second value of a pair is dropped. */
export function randomNormal(rng: Rng): number {
  for (;;) {
    const u = 2 * rng.next() - 1;
    const v = 2 * rng.next() - 1;
    const s = u * u + v * v;
    if (s > 0 && s < 1) return u * Math.sqrt((-2 * Math.log(s)) / s);
  }
}

/** Fisher–Yates shuffle of `values` in place; returns `values`. O(n). */
export function shuffleInPlace<T extends { [index: number]: number; length: number }>(
  rng: Rng,
  values: T,
): T {
  for (let i = values.length - 1; i > 0; i--) {
    const j = randomInteger(rng, i + 1);
    const held = values[i]!;
    values[i] = values[j]!;
    values[j] = held;
  }
  return values;
}

/** The integers 0 … n−1 in random order. O(n). */
export function randomPermutation(rng: Rng, n: number): Int32Array {
  return shuffleInPlace(
    rng,
    Int32Array.from({ length: n }, (_, i) => i),
  );
}
