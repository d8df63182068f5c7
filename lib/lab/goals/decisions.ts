import { createRng, randomNormal } from "../../ml/core/rng";
import { PRICING_ENVIRONMENTS } from "../../ml/reinforcement/pricing-environments";
import { ThompsonPricing } from "../../ml/reinforcement/thompson-pricing";
import { allocateBudget } from "../../ml/response/allocate-budget";
import { type GoalGroup, meanOf, numberOf } from "./goal";

const SEEDS = ["1", "2", "3"];

/** Exact optimum and the share of it to be reached. */
const ENVIRONMENTS: Readonly<Record<(typeof PRICING_ENVIRONMENTS)[number], readonly [number, number]>> = {
  "gvr-exp": [1435.342136, 97.5],
  "gvr-logit": [1474.192064, 98],
  "gvr-air": [1393.583398, 98],
  "reference-price": [6385.142854, 99],
  "markdown-free": [4377.375614, 99],
  "markdown-down": [4320.645619, 99],
  "markdown-steep-free": [3577.740773, 99],
  "markdown-steep-down": [3561.21501, 99.5],
};

/** Prices learned in the eight shops whose best policy is known; Thompson sampling; a budget's best split. */
export const decisionGoals: GoalGroup = {
  name: "decisions",
  async *measure({ lab }) {
    for (const environment of PRICING_ENVIRONMENTS) {
      const [optimum, least] = ENVIRONMENTS[environment];
      const found = [];
      for (const seed of SEEDS)
        found.push(await lab(["pricing-policy", "--environment", environment, "--seed", seed]));
      const shared = {
        runs: SEEDS.length,
        cpuSeconds: meanOf(found.map((figures) => numberOf(figures, "fitCpuSeconds"))),
      };
      yield {
        ...shared,
        what: `${environment}, optimum`,
        reached: numberOf(found[0]!, "optimum"),
        bound: { value: optimum, within: 1e-6 },
      };
      yield {
        ...shared,
        what: `${environment}, worst share of the optimum reached, %`,
        reached: Math.min(...found.map((figures) => numberOf(figures, "percentOfOptimum"))),
        bound: { least },
      };
    }
    yield* thompsonGoals();
    yield* budgetGoals();
  },
};

const PRICES = [10, 12, 14, 16, 18, 20, 22, 24, 26, 28];
const COST = 6;
const NOISE = 0.3;

function* thompsonGoals() {
  for (const elasticity of [-1.8, -2.5, -1.3]) {
    const shares = Array.from({ length: 20 }, (_, seed) => thompsonShare(elasticity, seed + 1));
    const what = `Thompson sampling, elasticity ${elasticity}`;
    const shared = { runs: shares.length, cpuSeconds: null };
    yield { ...shared, what: `${what}, mean share`, reached: meanOf(shares), bound: { least: 0.975 } };
    yield { ...shared, what: `${what}, worst share`, reached: Math.min(...shares), bound: { least: 0.955 } };
  }
}

/** Share of the clairvoyant's profit that 500 rounds earn. */
function thompsonShare(elasticity: number, seed: number): number {
  const rng = createRng(`goals/${elasticity}/${seed}`);
  const profit = (price: number) =>
    (price - COST) * 40 * (price / 15) ** elasticity * Math.exp(NOISE ** 2 / 2);
  let state = ThompsonPricing.start({ prices: PRICES, unitCost: COST });
  let earned = 0;
  for (let round = 0; round < 500; round++) {
    const price = state.choose(rng);
    earned += profit(price);
    state = state.observe(price, 40 * (price / 15) ** elasticity * Math.exp(NOISE * randomNormal(rng)));
  }
  return earned / (500 * Math.max(...PRICES.map(profit)));
}

function* budgetGoals() {
  const tops = [120, 200, 80, 260, 100, 150];
  const halves = [40, 60, 30, 80, 50, 100];
  const slopes = [1, 1.5, 0.8, 2, 1.2, 2.5];
  const shared = { runs: 1, cpuSeconds: null };
  for (const [name, shape, best] of [
    ["S-shaped", (c: number) => slopes[c]!, 439.1053],
    ["concave", () => 1, 425.9429],
  ] as const) {
    const curves = tops.map((top, c) => ({ ceiling: top, halfway: halves[c]!, shape: shape(c) }));
    const { response } = allocateBudget(curves, 300);
    yield {
      ...shared,
      what: `budget of 300 over six ${name} curves`,
      reached: response,
      bound: { value: best, within: 1e-4 },
    };
  }
}
