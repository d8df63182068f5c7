import { z } from "zod";

/** Whose e-mail blocks, how many products each, and as what. */
export const recommendationExportQuery = z.object({
  segment: z.uuid().optional().describe("Only customers of this segment."),
  n: z.coerce.number().int().min(1).max(12).default(4).describe("How many products a block."),
  format: z.enum(["csv", "json"]).default("csv").describe("CSV, or one JSON object a line."),
  after: z.uuid().optional().describe("Only customers behind this one: where the export before ended."),
  limit: z.coerce.number().int().min(1).max(5_000).optional().describe("Blocks at most."),
});
export type RecommendationExportQuery = z.input<typeof recommendationExportQuery>;

/** The same over the API, where one request makes a bounded number of lists. */
export const apiExportQuery = recommendationExportQuery.extend({
  limit: z.coerce
    .number()
    .int()
    .min(1)
    .max(5_000)
    .default(1_000)
    .describe("Blocks at most. Ask again with the last customerId as `after` until fewer come."),
});

/** What each format is as a file. */
export const EXPORT_FILES = {
  csv: { type: "text/csv", ending: "csv" },
  json: { type: "application/jsonl", ending: "jsonl" },
} as const;

/** A line of the export as JSON. */
export const emailBlock = z.object({
  customerId: z.uuid(),
  name: z.string(),
  email: z.string().describe("Of somebody who agreed to be written to."),
  recommendationId: z.uuid().describe("Put it into the links, and send it back with feedback."),
  items: z.array(
    z.object({
      productId: z.uuid(),
      name: z.string(),
      place: z.number().int(),
      priceMinor: z.number().nullable(),
      score: z.number(),
    }),
  ),
});
