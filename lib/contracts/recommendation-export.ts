import { z } from "zod";

/** Whose e-mail blocks, how many products each, and as what. */
export const recommendationExportQuery = z.object({
  segment: z.uuid().optional(),
  n: z.coerce.number().int().min(1).max(12).default(4),
  format: z.enum(["csv", "json"]).default("csv"),
});
export type RecommendationExportQuery = z.input<typeof recommendationExportQuery>;
