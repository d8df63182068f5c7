import { exp, log, normalQuantile } from "./portable-math";

/** Why a number is drawn. A purpose owns its numbers: a new one moves no other. Never renumber. */
export const PURPOSE = {
  // people
  persona: 1,
  mixture: 2,
  trait: 3,
  taste: 4,
  demographics: 5,
  arrival: 6,
  name: 7,
  // goods
  catalogue: 20,
  price: 21,
  worth: 22,
  release: 23,
  stock: 24,
  shelf: 25,
  // a day of a person
  visit: 40,
  visitTime: 41,
  device: 42,
  intent: 43,
  shelfPage: 44,
  glance: 45,
  liking: 46,
  patience: 47,
  route: 48,
  recommendationClick: 49,
  checkout: 50,
  quantity: 51,
  cartReturn: 52,
  gift: 53,
  wish: 54,
  bulk: 55,
  emailOpen: 60,
  emailClick: 61,
  emailBounce: 62,
  unsubscribe: 63,
  consent: 64,
  churn: 65,
  social: 66,
  comment: 67,
  competitorCheck: 68,
  // after an order
  cancel: 80,
  shipping: 81,
  delivery: 82,
  returning: 83,
  returnReason: 84,
  rating: 85,
  review: 86,
  support: 90,
  supportText: 91,
  supportMood: 92,
  // the market
  competitor: 100,
  supplier: 101,
  scrape: 102,
  trend: 103,
  // dirt
  dirt: 120,
  lateness: 121,
  missing: 122,
  // the shopkeeper
  keeperPrice: 140,
  keeperCampaign: 141,
  keeperAssignment: 142,
  keeperRecommendation: 143,
  keeperReply: 144,
  keeperSpend: 145,
} as const;
export type Purpose = (typeof PURPOSE)[keyof typeof PURPOSE];

const TO_UNIT = 1 / 4294967296;

/**
 * Random numbers without a stream: each is a hash of (seed, purpose, a, b, c), so nothing that happens can
 * shift another draw, and two policies meet the same world whatever they did before.
 * `a` is usually a customer, `b` a day, `c` a product or a slot; all are whole numbers.
 * Cost O(1), no allocation. Source of the mixing: Appleby's MurmurHash3 (public domain), 32-bit variant.
 */
export class Draws {
  private readonly key: number;

  /** @param seed whole number @param replicate another one redraws everything */
  constructor(seed: number, replicate = 0) {
    this.key = finish(
      absorb(absorb(absorb(0x534f554b, seed | 0), Math.floor(seed / 4294967296) | 0), replicate),
    );
  }

  /** 32 random bits as an unsigned number. */
  bits(purpose: Purpose, a: number, b = 0, c = 0): number {
    return finish(absorb(absorb(absorb(absorb(this.key, purpose), a), b), c)) >>> 0;
  }

  /** Uniform on the open interval (0, 1). */
  uniform(purpose: Purpose, a: number, b = 0, c = 0): number {
    return (this.bits(purpose, a, b, c) + 0.5) * TO_UNIT;
  }

  /** True with the given probability. */
  chance(probability: number, purpose: Purpose, a: number, b = 0, c = 0): boolean {
    return this.uniform(purpose, a, b, c) < probability;
  }

  /** Uniform whole number in [0, n). */
  integer(n: number, purpose: Purpose, a: number, b = 0, c = 0): number {
    return Math.floor(this.uniform(purpose, a, b, c) * n);
  }

  /** Standard normal. */
  normal(purpose: Purpose, a: number, b = 0, c = 0): number {
    return normalQuantile(this.uniform(purpose, a, b, c));
  }

  /** Exponential with mean 1. */
  exponential(purpose: Purpose, a: number, b = 0, c = 0): number {
    return -log(this.uniform(purpose, a, b, c));
  }

  /** Standard Gumbel: the highest of scores with such noise is a softmax choice. */
  gumbel(purpose: Purpose, a: number, b = 0, c = 0): number {
    return -log(-log(this.uniform(purpose, a, b, c)));
  }

  /** Standard logistic. */
  logistic(purpose: Purpose, a: number, b = 0, c = 0): number {
    const u = this.uniform(purpose, a, b, c);
    return log(u / (1 - u));
  }

  /** Poisson by inversion, for means up to about 20. */
  poisson(mean: number, purpose: Purpose, a: number, b = 0, c = 0): number {
    const u = this.uniform(purpose, a, b, c);
    let probability = exp(-mean);
    let sum = probability;
    let k = 0;
    while (u > sum && k < 200) {
      k += 1;
      probability *= mean / k;
      sum += probability;
    }
    return k;
  }
}

function absorb(hash: number, word: number): number {
  let k = Math.imul(word, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const h = hash ^ Math.imul(k, 0x1b873593);
  return (Math.imul((h << 13) | (h >>> 19), 5) + 0xe6546b64) | 0;
}

function finish(hash: number): number {
  let h = hash ^ 16;
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b);
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35);
  return h ^ (h >>> 16);
}
