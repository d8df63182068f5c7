import { z } from "zod";
import {
  bestFixedAction,
  evaluatePolicy,
  myopicPolicy,
  solveMdp,
} from "../../ml/reinforcement/dynamic-programming";
import { type Policy, periodsOf } from "../../ml/reinforcement/finite-mdp";
import { planByFittedDemand } from "../../ml/reinforcement/fitted-demand";
import { PRICING_ENVIRONMENTS, pricingEnvironment } from "../../ml/reinforcement/pricing-environments";
import { QLearning } from "../../ml/reinforcement/q-learning";
import { recommendedLearning } from "../../ml/reinforcement/recommended-learning";
import type { ReferencePrice } from "../../ml/reinforcement/reference-price";
import type { SeasonalStock } from "../../ml/reinforcement/seasonal-stock";
import { defineTask, figure, integerOption, type LabContext, seedOption } from "../task";
import { timed } from "../timed";

const ALGORITHMS = ["q-lambda", "q", "double-q", "fitted-dp"] as const;
/** Seasons (of the endless shop: stretches of 100 periods) that a fitted demand model watches. */
const FITTED_EPISODES = { season: 100, endless: 2 } as const;

/** Learns prices on a shop whose optimum is known, and judges the learned policy exactly, without simulation noise. */
export const pricingPolicyTask = defineTask({
  name: "pricing-policy",
  summary: "Learns prices on a shop whose best policy is known and says what share of it was reached.",
  options: z.object({
    environment: z.enum(PRICING_ENVIRONMENTS, { error: `must be one of ${PRICING_ENVIRONMENTS.join(", ")}` }),
    algorithm: z.enum(ALGORITHMS, { error: `must be one of ${ALGORITHMS.join(", ")}` }).default("q-lambda"),
    episodes: integerOption(1).optional(),
    seed: seedOption,
  }),
  result: z.object({
    task: z.literal("pricing-policy"),
    environment: z.enum(PRICING_ENVIRONMENTS),
    algorithm: z.enum(ALGORITHMS),
    /** Exact worth of the best policy from the start, by dynamic programming. */
    optimum: z.number(),
    /** Exact worth of the learned policy, in currency and in percent of the optimum. */
    value: z.number(),
    percentOfOptimum: z.number(),
    bestFixedPercent: z.number(),
    bestFixedPrice: z.number(),
    myopicPercent: z.number(),
    episodes: z.number(),
    /** Decisions at most; a season may sell out earlier. */
    decisions: figure,
    fitSeconds: figure,
    fitCpuSeconds: figure,
    seed: z.number(),
  }),
  run({ environment, algorithm, episodes, seed }, context) {
    const shop = pricingEnvironment(environment);
    const { startValue: optimum } = solveMdp(shop);
    const fixed = bestFixedAction(shop);
    const {
      value: learned,
      seconds,
      cpuSeconds,
    } = timed(() => learn(shop, algorithm, episodes, seed, context));
    const { startValue } = evaluatePolicy(shop, learned.policy);
    return {
      task: "pricing-policy" as const,
      environment,
      algorithm,
      optimum,
      value: startValue,
      percentOfOptimum: (100 * startValue) / optimum,
      bestFixedPercent: (100 * fixed.startValue) / optimum,
      bestFixedPrice: shop.options.prices[fixed.action]!,
      myopicPercent: (100 * evaluatePolicy(shop, myopicPolicy(shop)).startValue) / optimum,
      episodes: learned.episodes,
      decisions: learned.episodes * (shop.horizon === null ? 100 : periodsOf(shop)),
      fitSeconds: seconds,
      fitCpuSeconds: cpuSeconds,
      seed,
    };
  },
});

function learn(
  shop: SeasonalStock | ReferencePrice,
  algorithm: (typeof ALGORITHMS)[number],
  asked: number | undefined,
  seed: number,
  { progress }: LabContext,
): { policy: Policy; episodes: number } {
  if (algorithm === "fitted-dp") {
    const episodes = asked ?? (shop.horizon === null ? FITTED_EPISODES.endless : FITTED_EPISODES.season);
    progress(`Watching ${episodes} seasons, fitting their demand and solving the fitted shop.`);
    return { policy: planByFittedDemand(shop, { episodes, seed }).plan.policy, episodes };
  }
  const { params, buckets } = recommendedLearning(shop, algorithm);
  const learner = new QLearning({ ...params, ...(asked === undefined ? {} : { episodes: asked }), seed });
  progress(`Playing ${learner.params.episodes} seasons.`);
  const model = learner.fit({ simulator: shop, buckets });
  return { policy: model.policy(shop), episodes: learner.params.episodes };
}
