/** What the lists of one policy came to, one customer one trial, as far as they can be told. */
export interface ArmEvidence {
  readonly policyId: string;
  /** Customers who were shown its lists. */
  readonly customers: number;
  /** Of them, those who clicked. */
  readonly clicked: number;
}

/** No policy that runs is dealt less: a bad first week must not bury it, and its figures stay alive. */
const LEAST_SHARE = 0.05;
const DRAWS = 4_000;

/**
 * Shares of the customers by Thompson sampling: how often a draw from each policy's Beta(1 + clicked, 1 + others) is
 * the highest, none below a twentieth. With no evidence all are alike; the surer one is the best, the more it gets.
 * Shares that move on what they saw say nothing of significance: that is read from a fixed split alone.
 * @param normal standard normal draws @returns shares in the order of the arms, adding up to 1
 * Cost O(draws · arms). Source: Thompson (1933); shares as the chance of being best, Scott (2010).
 */
export function shareBySampling(arms: readonly ArmEvidence[], normal: () => number): number[] {
  if (arms.length === 0) return [];
  const posteriors = arms.map(({ customers, clicked }) => {
    const won = 1 + Math.max(0, Math.min(clicked, customers));
    const lost = 1 + Math.max(0, customers - clicked);
    return { won, lost };
  });
  const wins = new Float64Array(arms.length);
  for (let draw = 0; draw < DRAWS; draw++) {
    let best = 0;
    let highest = -1;
    for (let arm = 0; arm < posteriors.length; arm++) {
      const rate = betaDraw(posteriors[arm]!.won, posteriors[arm]!.lost, normal);
      if (rate > highest) {
        highest = rate;
        best = arm;
      }
    }
    wins[best]!++;
  }
  const least = Math.min(LEAST_SHARE, 1 / arms.length);
  const free = 1 - least * arms.length;
  return Array.from(wins, (count) => least + (free * count) / DRAWS);
}

/** A draw from Beta(a, b) of whole a and b from 1: G_a / (G_a + G_b). */
function betaDraw(a: number, b: number, normal: () => number): number {
  const first = gammaDraw(a, normal);
  return first / (first + gammaDraw(b, normal));
}

/** Gamma(shape, 1) by the cube of a normal (Wilson & Hilferty 1931): within a percent from shape 1 on. */
function gammaDraw(shape: number, normal: () => number): number {
  const spread = 1 / (9 * shape);
  return Math.max(1e-9, shape * (1 - spread + Math.sqrt(spread) * normal()) ** 3);
}
