import { z } from "zod";

/** What a person chooses when training the recommender; the run parses it with this. */
export const recommendationParams = z.object({
  seed: z.number().int().min(0).max(2_147_483_647),
});
export type RecommendationParams = z.infer<typeof recommendationParams>;

/** How well lists of ten meet what customers went on to buy, measured on purchases the learner did not see. */
export const listQuality = z.object({
  ndcg: z.number(),
  recall: z.number(),
  /** Share of the goods that stand in any list, 0–1. */
  coverage: z.number(),
  /** Mean −log2 of the share of customers who have the item; null without lists. */
  novelty: z.number().nullable(),
  /** One less the mean overlap of two customers' lists, 0–1; null with fewer than two lists. */
  personalisation: z.number().nullable(),
  lists: z.number(),
});
export type ListQuality = z.infer<typeof listQuality>;

/** One row of the leaderboard. */
export const leaderboardRow = z.object({
  /** A learner's name or a source's. */
  name: z.string(),
  /** A learner that never serves: it stands here to be compared with those that do. */
  comparedOnly: z.boolean().default(false),
  regularisation: z.number().nullable(),
  /** How far the strength of a meeting counts, 0–1; models of before the search did not say. */
  valueInfluence: z.number().nullable().default(null),
  seconds: z.number().nullable(),
  quality: listQuality,
  /** Its NDCG less that of the learner that was chosen, customer by customer, with the 90 % interval; of that one null. */
  difference: z.object({ value: z.number(), low: z.number(), high: z.number() }).nullable().default(null),
});
export type LeaderboardRow = z.infer<typeof leaderboardRow>;

/** Settings that the search tried, judged on purchases between those learned from and those of the leaderboard. */
export const searchTrial = z.object({
  learner: z.string(),
  regularisation: z.number(),
  valueInfluence: z.number(),
  ndcg: z.number(),
  seconds: z.number(),
});
export type SearchTrial = z.infer<typeof searchTrial>;

/** The metrics of a recommendation model, as its version stores them. */
export const recommendationMetrics = z.object({
  learner: z.string(),
  regularisation: z.number(),
  /** Null where the shop has too little to hold anything back. */
  quality: listQuality.nullable(),
  leaderboard: z.array(leaderboardRow),
  /** In the order they were tried; none where the shop has too little to judge them by. */
  trials: z.array(searchTrial).default([]),
  bytes: z.number(),
});
export type RecommendationMetrics = z.infer<typeof recommendationMetrics>;

/** Names one trained model. */
export const modelVersionInput = z.object({ modelVersionId: z.uuid() });
